"""Opening the ledger a command names, and saying why something was refused."""

import argparse
from pathlib import Path

from ledger.cli.terminal import REFUSED, cli_text, complain, read_secret
from ledger.domain.errors import NotFound
from ledger.domain.gate import Decision
from ledger.domain.staff import Operation
from ledger.domain.wording import Wording
from ledger.services.explaining import explain
from ledger.services.session import Place, Session, SystemClock, open_ledger

Arguments = argparse.Namespace


def opened(given: Arguments, wording: Wording) -> Session:
    """Open the ledger the arguments name, as the member they name; say what opening found."""
    passphrase = secret_of(given, wording)
    # The name is None with the recovery code.
    place, doubts = Place(given.folder), given.accept_doubts
    session = open_ledger(place, given.member, passphrase, SystemClock(), accept_doubts=doubts)
    for operation in Operation:
        session.mark_confirmed(operation)  # the passphrase has just opened the ledger
    for notice in session.vault.warnings:
        complain(_notice(wording, notice.code))
    return session


def secret_of(given: Arguments, wording: Wording) -> str:
    """Return the passphrase of the member the arguments name, or the recovery code."""
    key = "recovery_code" if given.recovery else "passphrase"
    return read_secret(given.passphrase_fd, cli_text(wording, key, name=given.member))


def _notice(wording: Wording, code: str) -> str:
    return wording.text(f"notices.{code}") if f"notices.{code}" in wording else code


def refused(session: Session, decision: Decision, what: str, wording: Wording) -> int:
    """Say every reason of a refusal, each on a line that begins with ``what`` it is about."""
    policy = session.policy()
    for reason in decision.reasons:
        complain(f"{what}: {explain(reason, policy, wording)}")
    return REFUSED


def content_of(path: Path) -> bytes:
    """Return the bytes of a file to read in. Raises ``NotFound`` naming it."""
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound(kind="file", code=path.name) from None
