"""Requests of data subjects, recorded as the shop does: each builder writes something the program allows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.deadline import DeadlineKind, RequestKind, last_day
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RequestOutcome, StepKind
from ledger.services import requests
from ledger.services.requests import RequestInput
from ledger.services.session import Session

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = "Cho tôi xem cửa hàng đang giữ gì về tôi"


def ask(session: Session, kind: RequestKind = RequestKind.ACCESS, customer_code: str = "", **changes: Any) -> str:
    """Record a request that came by email just now; return its code."""
    typed = RequestInput(kind, Channel.EMAIL, session.clock.now(), ASKED, customer_code=customer_code)
    return requests.record(session, replace(typed, **changes))


def acknowledge(session: Session, code: str) -> None:
    """Answer the way the message came that it arrived."""
    channel = requests.get(session, code).channel
    assert requests.acknowledge(session, code, channel, session.clock.now()).allowed


def prove(session: Session, code: str) -> None:
    """Prove the asker by the channel they wrote from."""
    requests.check_identity(session, code, IdentityMethod.OWN_CHANNEL, session.clock.now())


def carry_out(session: Session, code: str) -> None:
    """Do what was asked, whatever it was: the step a copy, a correction or an erasure leaves."""
    request = requests.get(session, code)
    with session.write() as uow:
        requests.add_step(uow, request.id, StepKind.COPY_MADE)
        requests.carried_out(uow, request)
        body: Entry = {"request": code}
        uow.audit(AuditAction.COPY_MADE, None, body)


def settle(session: Session, code: str) -> None:
    """Carry a request out and close it as done, now."""
    if requests.get(session, code).carried_out_at is None:
        carry_out(session, code)
    requests.close(session, code, RequestOutcome.DONE)


def clocks(session: Session, code: str) -> dict[DeadlineKind, tuple[str, str]]:
    """Return the last day of the target and of the limit of every clock that runs, as ``2026-11-25``."""
    return {
        one.kind: (last_day(one.target_at).isoformat(), last_day(one.due_at).isoformat())
        for one in requests.get(session, code).clocks()
    }
