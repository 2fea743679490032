"""The hand-over manifest: the one paper on which a carrier gets the full data of the parcels it takes (KO 4b, VK 3).

Refused parcels stand on it with their reasons, without data, so that nobody hands them over by mistake.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.figures import show_count, show_money, show_weight
from ledger.documents.layout import MEDIUM, MUTE, REGULAR, SEMIBOLD, WARN, TextStyle, encrypt_pdf
from ledger.documents.paper import Imprint, Paper
from ledger.documents.table import Cell, Column, Table
from ledger.domain.instants import show_instant
from ledger.domain.parcel import show_code
from ledger.domain.shop import Shop
from ledger.domain.text import show_phone
from ledger.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One parcel handed over, with everything the carrier needs. Weight in grams, amount in đồng."""

    parcel_code: str
    order_code: str
    name: str = field(repr=False)
    phone: str | None = field(repr=False)
    address: str | None = field(repr=False)
    goods: str = field(repr=False)
    number: int
    total: int
    weight_g: int
    amount_to_collect: int
    no_call: bool


@dataclass(frozen=True, slots=True)
class BlockedParcel:
    """A parcel the gate refused, with the reasons in words."""

    parcel_code: str
    order_code: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManifestHead:
    """What stands above and below the rows."""

    number: str
    carrier: str
    shop: Shop
    handed_over_at: datetime
    staff_name: str
    courier_name: str | None
    policy_number: int
    imprint: Imprint  # when and by whom this copy was printed: a manifest may be printed again


def render_manifest(
    head: ManifestHead,
    rows: Sequence[ManifestRow],
    blocked: Sequence[BlockedParcel],
    wording: Wording,
    password: str | None = None,
) -> bytes:
    """Return the manifest as an A4 landscape PDF, locked by AES-256 when a password is given."""
    titles = (
        wording.text("manifest.title"),
        wording.text("manifest.subtitle", code=head.number, carrier=head.carrier),
    )
    paper = Paper(titles, head.shop, wording, head.imprint, is_wide=True)
    paper.facts(_facts(head, wording))
    _draw_rows(paper, rows)
    _draw_totals(paper, rows)
    _draw_blocked(paper, blocked)
    if any(row.no_call for row in rows):
        paper.prose(wording.text("manifest.no_call_note"), TextStyle(MEDIUM, 8.5, WARN))
    paper.prose(wording.text("manifest.confidential"), TextStyle(REGULAR, 8.5, MUTE))
    signers = ((wording.text("manifest.sign_shop"), head.staff_name),)
    paper.signatures((*signers, (wording.text("manifest.sign_courier"), head.courier_name or "")))
    data = paper.finish()
    return data if password is None else encrypt_pdf(data, password)


def _facts(head: ManifestHead, wording: Wording) -> tuple[tuple[str, str], ...]:
    return (
        (wording.text("manifest.carrier"), head.carrier),
        (wording.text("manifest.handed_over_at"), show_instant(head.handed_over_at)),
        (wording.text("manifest.staff"), head.staff_name),
        (wording.text("manifest.policy"), wording.text("manifest.policy_number", number=head.policy_number)),
    )


def _draw_rows(paper: Paper, rows: Sequence[ManifestRow]) -> None:
    wording = paper.wording
    if not rows:
        paper.prose(wording.text("manifest.no_rows"), TextStyle(MEDIUM, 10))
        return

    def title(key: str) -> str:
        return wording.text(f"manifest.{key}")

    columns = (
        Column(title("row"), 10, is_right=True),
        Column(title("parcel"), 40, SEMIBOLD),
        Column(title("name"), 42, MEDIUM, warns=True),
        Column(title("phone"), 27),
        Column(title("address"), 61),
        Column(title("goods"), 42),
        Column(title("count"), 16, is_right=True),
        Column(title("weight"), 20, is_right=True),
        Column(title("amount"), 27, SEMIBOLD, is_right=True),
    )
    Table(paper, columns, 8.5).draw(_cells(place, row, wording) for place, row in enumerate(rows, 1))


def _cells(place: int, row: ManifestRow, wording: Wording) -> tuple[Cell, ...]:
    return (
        str(place),
        (show_code(row.parcel_code), row.order_code),
        (row.name, wording.text("manifest.no_call") if row.no_call else ""),
        show_phone(row.phone) if row.phone else "",
        row.address or "",
        row.goods,
        f"{row.number}/{row.total}",
        show_weight(row.weight_g, wording),
        show_money(row.amount_to_collect, wording),
    )


def _draw_totals(paper: Paper, rows: Sequence[ManifestRow]) -> None:
    wording = paper.wording
    paper.y -= 8
    paper.facts(
        (
            (wording.text("manifest.total_parcels"), show_count(len(rows), wording)),
            (wording.text("manifest.total_weight"), show_weight(sum(row.weight_g for row in rows), wording)),
            (wording.text("manifest.total_amount"), show_money(sum(row.amount_to_collect for row in rows), wording)),
        )
    )


def _draw_blocked(paper: Paper, blocked: Sequence[BlockedParcel]) -> None:
    if not blocked:
        return
    wording = paper.wording
    paper.section(wording.text("manifest.blocked_title", count=show_count(len(blocked), wording)))
    columns = (
        Column(wording.text("manifest.blocked_parcel"), 46, SEMIBOLD),
        Column(wording.text("manifest.blocked_reasons"), 220),
    )
    rows = [((show_code(one.parcel_code), one.order_code), " ".join(one.reasons)) for one in blocked]
    Table(paper, columns, 8.5).draw(rows)
    paper.y -= 10
