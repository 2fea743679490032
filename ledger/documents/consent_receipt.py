"""One customer's consent receipt, in the spirit of ISO/IEC TS 27560: who asked, for what, the answer, when and how.

It shows states as the ledger has them, so that "never asked" can never be read as a yes (PDPL Art. 9).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.layout import MEDIUM, MUTE, REGULAR, SEMIBOLD, TextStyle
from ledger.documents.paper import Imprint, Paper
from ledger.documents.table import Cell, Column, Table
from ledger.domain.instants import show_instant
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_PLAIN = TextStyle(REGULAR, 8.5)


@dataclass(frozen=True, slots=True)
class ReceiptHead:
    """Whose receipt it is, under which policy, and who printed it when."""

    shop: Shop
    customer_name: str = field(repr=False)
    customer_code: str
    printed_at: datetime
    printed_by: str
    policy_number: int
    audit_seq: int
    audit_head: str
    guardian: str | None = field(default=None, repr=False)  # of a minor: name and relation
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One purpose on one channel, in words; what was never asked has neither method, instant nor recorder."""

    purpose: str
    basis_text: str
    channel: str
    state_text: str
    method: str
    occurred_at: datetime | None
    recorded_by: str
    policy_number: int | None
    evidence: str | None
    giver: str


def render_consent_receipt(
    head: ReceiptHead, lines: Sequence[ReceiptLine], stops: tuple[str, ...], wording: Wording
) -> bytes:
    """Return the receipt as an A4 PDF; ``stops`` are the channels on which contact is stopped, in words."""
    titles = (wording.text("receipt.title"), wording.text("receipt.subtitle", number=head.policy_number))
    imprint = Imprint(head.printed_at, head.printed_by, head.audit_seq, head.audit_head, head.is_preview)
    paper = Paper(titles, head.shop, wording, imprint, is_wide=False)
    code = wording.text("receipt.customer_code", code=head.customer_code)
    customer = f"{head.customer_name} · {code}"
    facts = [(wording.text("receipt.controller"), head.shop.name), (wording.text("receipt.subject"), customer)]
    if head.guardian:
        facts.append((wording.text("receipt.guardian"), head.guardian))
    paper.facts(facts)
    paper.prose(wording.text("receipt.intro"), _PLAIN._replace(colour=MUTE))
    paper.y -= 6
    if lines:
        _draw_lines(paper, lines)
        paper.prose(wording.text("receipt.others_not_asked"), _PLAIN)
    else:
        paper.prose(wording.text("receipt.no_lines"), TextStyle(MEDIUM, 9.5))
    _draw_rights(paper, stops)
    signers = (wording.text("receipt.sign_shop"), wording.text("receipt.sign_customer"))
    paper.y -= 8
    paper.signatures(((signers[0], ""), (signers[1], "")))
    return paper.finish()


def _draw_lines(paper: Paper, lines: Sequence[ReceiptLine]) -> None:
    def title(key: str) -> str:
        return paper.wording.text(f"receipt.{key}")

    columns = (
        Column(title("purpose"), 48, MEDIUM),
        Column(title("channel"), 24),
        Column(title("state"), 26, SEMIBOLD),
        Column(title("how"), 38),
        Column(title("when"), 32),
        Column(title("policy"), 20),
    )
    Table(paper, columns, 8).draw(_cells(line, paper.wording) for line in lines)
    paper.y -= 4


def _cells(line: ReceiptLine, wording: Wording) -> tuple[Cell, ...]:
    version = "" if line.policy_number is None else wording.text("receipt.policy_number", number=line.policy_number)
    evidence = wording.text("receipt.evidence", evidence=line.evidence) if line.evidence else ""
    return (
        (line.purpose, line.basis_text),
        line.channel,
        line.state_text,
        (line.method, " · ".join(filter(None, (evidence, line.giver)))),
        (show_instant(line.occurred_at) if line.occurred_at else "", line.recorded_by),
        version,
    )


def _draw_rights(paper: Paper, stops: tuple[str, ...]) -> None:
    wording = paper.wording
    contact = " · ".join(filter(None, (paper.contact(), paper.shop.address)))
    withdraw = wording.text("receipt.withdraw_text" if contact else "receipt.withdraw_here", contact=contact)
    standing = f"{', '.join(stops)}. {wording.text('receipt.stops_win')}"
    for title, text in (
        ("stops_title", standing if stops else wording.text("receipt.no_stops")),
        ("withdraw_title", withdraw),
        ("rights_title", wording.text("receipt.rights_text")),
    ):
        paper.section(wording.text(f"receipt.{title}"), 40)
        paper.prose(text, _PLAIN)
    paper.y -= 2
    paper.prose(wording.text("receipt.standard"), TextStyle(REGULAR, 7.5, MUTE))
