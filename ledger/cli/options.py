"""The words of the command: verbs and their options."""

import argparse
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from ledger.cli.terminal import USAGE, complain
from ledger.domain.consent import ConsentMethod
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services.importing import Encoding

_LAYOUTS = ("THERMAL_100X150", "A6", "THERMAL_75X100", "A4_FOUR")
_LOCKS = "lock the manifest PDF with a password"
_SAYINGS = ("yes", "no", "withdrawn")
_Verbs: TypeAlias = "argparse._SubParsersAction[_Parser]"


class _Parser(argparse.ArgumentParser):
    """Says what is off in one line, like every other trouble."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message} ({self.prog} --help)")
        self.exit(USAGE)


def _one_of(kind: type[StrEnum], values: Iterable[StrEnum] | None = None) -> dict[str, Any]:
    words = {one.value: one for one in (kind if values is None else values)}

    def read(word: str) -> StrEnum:
        if word not in words:
            raise argparse.ArgumentTypeError(f"{word!r}: {', '.join(words)}")  # noqa: TRY003 - argparse prints it
        return words[word]

    return {"type": read, "metavar": "{" + ",".join(words) + "}"}


def build_parser(version: str) -> argparse.ArgumentParser:
    """Return the parser of every verb."""
    parser = _Parser(
        prog="sokin",
        description="Sổ Kín: the sealed ledger of a small shop. Without a verb it opens the window.",
        epilog="sokin --demo opens the window on a throwaway ledger; sokin tour OUT draws all of it into a folder.",
    )
    parser.add_argument("--version", action="version", version=f"sokin {version}")
    parser.add_argument("--language", **_one_of(Language), help="of messages and documents")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    _add_making(verbs)
    _add_import(verbs)
    _add_parcels(verbs)
    _add_paper(verbs)
    _add_people(verbs)
    _add_disclosing(verbs)
    _add_feedback(verbs)
    _add_keeping(verbs)
    _add_trouble(verbs)
    return parser


def _add_making(verbs: _Verbs) -> None:
    new = verbs.add_parser("new", help="make a ledger with its first manager and the recovery code")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--shop", required=True, help="the shop's name")
    new.add_argument("--manager", required=True, help="the first manager's name")
    new.add_argument("--hotline", default="")
    new.add_argument("--email", default="")
    new.add_argument("--address", default="")
    new.add_argument("--pack", default="combined", help="policy pack: combined, the-king-oil or vietking")
    _secret(new)
    _ledger_verb(verbs, "confirm-recovery", "type the recovery code from the paper again; real data needs it")
    demo = verbs.add_parser("demo-ledger", help="make a ledger of made-up data in which every state occurs")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--customers", type=int, default=200, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")


def _add_import(verbs: _Verbs) -> None:
    one = _ledger_verb(verbs, "import", "import customers, orders or recipients (.csv, .xlsx) in one transaction")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--kind", choices=("customers", "orders", "recipients"), help="if the file's name does not say")
    one.add_argument("--sheet", default="", metavar="NAME", help="of a workbook; default the first that is filled")
    one.add_argument("--encoding", **_one_of(Encoding), help="of a CSV file that is not UTF-8 and has no mark")
    one.add_argument("--dry-run", action="store_true", help="check every row, change nothing")


def _add_parcels(verbs: _Verbs) -> None:
    labels = _ledger_verb(verbs, "labels", "print masked labels, each read back from the PDF")
    _out(labels, "FILE.pdf")
    labels.add_argument("--carrier", help="only parcels of this carrier")
    labels.add_argument("--parcel", action="append", metavar="CODE", help="these parcels (also for reprints)")
    labels.add_argument("--layout", choices=_LAYOUTS, default="THERMAL_100X150")
    labels.add_argument("--start-at", type=int, default=1, metavar="1-4", help="first free place of an A4 sheet")
    hand = _ledger_verb(verbs, "handover", "hand printed parcels to a carrier: manifest and disclosures")
    hand.add_argument("--out", type=Path, required=True, metavar="DIR", help="where manifest.pdf and .xlsx go")
    hand.add_argument("--carrier", required=True)
    hand.add_argument("--courier", default="", help="name of the courier who takes the parcels")
    hand.add_argument("--parcel", action="append", metavar="CODE")
    _secret(hand, "--password-fd", _LOCKS)
    again = _ledger_verb(verbs, "manifest", "print a hand-over's manifest again; nothing new is disclosed")
    again.add_argument("number", metavar="BG-…")
    again.add_argument("--out", type=Path, required=True, metavar="DIR")
    _secret(again, "--password-fd", _LOCKS)
    carrier = _ledger_verb(verbs, "carrier", "choose or change who takes a draft parcel")
    carrier.add_argument("code", metavar="CODE")
    carrier.add_argument("carrier", metavar="CARRIER")
    parcel = _ledger_verb(verbs, "parcel", "record what became of a parcel")
    parcel.add_argument("code", metavar="CODE")
    parcel.add_argument("state", type=_closed_state, metavar="delivered|returned|cancelled")


def _closed_state(text: str) -> ParcelState:
    closed = {one.value.lower(): one for one in (ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.CANCELLED)}
    if text not in closed:
        raise argparse.ArgumentTypeError(text)
    return closed[text]


def _add_paper(verbs: _Verbs) -> None:
    report = verbs.add_parser("report", help="print a report")
    kinds = report.add_subparsers(dest="report", metavar="KIND", required=True)
    given = _ledger_verb(kinds, "disclosures", "who got whose data, when, why and on what basis")
    _out(given, "FILE.pdf")
    given.add_argument("--from", dest="since", metavar="DATE", help="dd/MM/yyyy, that day included")
    given.add_argument("--to", dest="until", metavar="DATE", help="dd/MM/yyyy, that day included")
    given.add_argument("--recipient", help="only this recipient")
    given.add_argument("--basis", **_one_of(LegalBasis))
    given.add_argument("--purpose")
    given.add_argument("--customer", default="", metavar="KH-…", help="only this customer")
    receipt = _ledger_verb(kinds, "receipt", "one customer's consent receipt")
    receipt.add_argument("--customer", required=True, metavar="KH-…")
    _out(receipt, "FILE.pdf")


def _add_people(verbs: _Verbs) -> None:
    _ledger_verb(verbs, "find", "find customers by name, phone, email or code read from the standard input")
    say = _ledger_verb(verbs, "consent", "write down what a customer said about a purpose")
    say.add_argument("customer", metavar="KH-…")
    say.add_argument("say", choices=_SAYINGS)
    say.add_argument("--purpose", required=True)
    say.add_argument("--channel", **_one_of(Channel), default=Channel.NONE)
    say.add_argument("--method", **_one_of(ConsentMethod), default=ConsentMethod.WRITING)
    say.add_argument("--guardian", action="store_true", help="said by the guardian")
    say.add_argument("--evidence", type=Path, metavar="FILE", help="scan to keep in the ledger")
    stop = _ledger_verb(verbs, "stop-contact", "write down that a customer wants no contact")
    stop.add_argument("customer", metavar="KH-…")
    stop.add_argument("--channel", **_one_of(Channel, CONTACT_CHANNELS), help="only this one; default all")
    contact = _ledger_verb(verbs, "contact", "ask the gate for a contact, and log it if it is allowed")
    contact.add_argument("customer", metavar="KH-…")
    contact.add_argument("--purpose", required=True)
    contact.add_argument("--channel", **_one_of(Channel, CONTACT_CHANNELS), required=True)


def _add_disclosing(verbs: _Verbs) -> None:
    give = _ledger_verb(verbs, "disclose", "ask the gate for a disclosure by hand, and log it if it is allowed")
    give.add_argument("customer", metavar="KH-…")
    give.add_argument("--recipient", required=True)
    give.add_argument("--purpose", required=True)
    give.add_argument("--fields", required=True, metavar="name,phone,…")
    give.add_argument("--document-number", default="", help="an authority's paper: its number")
    give.add_argument("--document-date", metavar="DATE")
    give.add_argument("--issuing-body", default="")
    give.add_argument("--legal-reference", default="")
    staff = verbs.add_parser("staff", help="staff accounts")
    acts = staff.add_subparsers(dest="staff", metavar="ACT", required=True)
    _ledger_verb(acts, "list", "who has an account")
    add = _ledger_verb(acts, "add", "add an account with a passphrase of its own")
    add.add_argument("name", metavar="NEW-NAME")
    add.add_argument("--role", **_one_of(Role), default=Role.STAFF)
    _secret(add, "--new-passphrase-fd")


def _add_feedback(verbs: _Verbs) -> None:
    feedback = verbs.add_parser("feedback", help="feedback and its 12 hours")
    acts = feedback.add_subparsers(dest="feedback", metavar="ACT", required=True)
    every = _ledger_verb(acts, "list", "what waits for an answer, nearest deadline first, and the figures")
    every.add_argument("--all", action="store_true", help="answered ones too")
    add = _ledger_verb(acts, "add", "record a feedback; its text comes from the standard input")
    add.add_argument("--channel", **_one_of(Channel, CONTACT_CHANNELS), required=True)
    add.add_argument("--customer", default="", metavar="KH-…")
    add.add_argument("--received", metavar="INSTANT", help="dd/MM/yyyy HH:mm in Vietnam, not in the future")
    answer = _ledger_verb(acts, "answer", "record an answer; its text comes from the standard input")
    answer.add_argument("code", metavar="PH-…")
    answer.add_argument("--channel", **_one_of(Channel, CONTACT_CHANNELS))
    reopen = _ledger_verb(acts, "reopen", "start a new 12 hours; the first result stands")
    reopen.add_argument("code", metavar="PH-…")
    _ledger_verb(verbs, "requests", "requests of customers that are open, nearest deadline first, and the figures")


def _add_keeping(verbs: _Verbs) -> None:
    backup = _ledger_verb(verbs, "backup", "make a backup and prove that it opens")
    backup.add_argument("--to", type=Path, metavar="DIR", help="another folder, such as a removable drive")
    asked = "put a backup in the place of the ledger, or into a new folder"
    again = verbs.add_parser("restore", help=asked, description=asked)
    again.add_argument("folder", type=Path, metavar="LEDGER", help="the ledger's folder, or a new one")
    again.add_argument("backup", type=Path, metavar="FILE.sokin")
    _who(again, "a manager of the backup")
    stays = "a manager of the backup who still works here; asked for where no ledger in the folder can tell"
    again.add_argument("--keep", action="append", metavar="NAME", help=stays)
    again.add_argument("--yes", action="store_true", help="do not ask once more")
    change = _ledger_verb(verbs, "passphrase", "change one's own passphrase")
    _secret(change, "--new-passphrase-fd")
    check = _ledger_verb(verbs, "verify", "check integrity, the whole audit chain, every signature and the anchor")
    check.add_argument(
        "--paper", type=_paper, action="append", metavar="ENTRY:HEAD", help="a printed footer to compare"
    )
    proof = _ledger_verb(verbs, "audit-proof", "export the trail with all that is needed to check it elsewhere")
    _out(proof, "FILE.zip")
    proof.add_argument("--without-details", action="store_true", help="only the chain, signatures and public keys")


def _add_trouble(verbs: _Verbs) -> None:
    asked = "ask whether program and ledger are as they should be; with --as the inside of the ledger too"
    doctor = verbs.add_parser("doctor", help=asked, description=asked)
    doctor.add_argument("folder", type=Path, metavar="LEDGER", nargs="?")
    _who(doctor, "the manager who opens it", is_needed=False)
    doctor.set_defaults(accept_doubts=False)
    salvage = _ledger_verb(verbs, "salvage", "save the rows of a damaged ledger that can still be read (manager)")
    salvage.add_argument("--keep", action="store_true", help="put the saved ledger in place of the damaged one")


_PAPER = "type it as it is printed: 1234:8f3a22c09b1d4e57"


def _paper(text: str) -> tuple[int, str]:
    number, _, head = text.partition(":")
    if not number.isdecimal() or not head:
        raise argparse.ArgumentTypeError(_PAPER)
    return int(number), head


def _ledger_verb(verbs: _Verbs, name: str, text: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument("folder", type=Path, metavar="LEDGER")
    _who(parser, "the member who acts")
    doubts = "manager: go on though the ledger is older than its anchor, or the clock far ahead; this is audited"
    parser.add_argument("--accept-doubts", action="store_true", help=doubts)
    return parser


def _who(parser: argparse.ArgumentParser, member: str, *, is_needed: bool = True) -> None:
    who = parser.add_mutually_exclusive_group(required=is_needed)
    who.add_argument("--as", dest="member", metavar="NAME", help=member)
    who.add_argument("--recovery", action="store_true", help="open with the recovery code from the paper")
    _secret(parser)


def _secret(parser: argparse.ArgumentParser, name: str = "--passphrase-fd", does: str = "") -> None:
    how = "read it from this descriptor"
    parser.add_argument(name, type=int, metavar="N", help=f"{does}; {how}" if does else f"{how}, not the terminal")


def _out(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=what)
