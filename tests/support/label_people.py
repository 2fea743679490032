"""People made up to be difficult, their labels, and a judge of labels that is not the program's own.

pypdf reads the text and plain code looks for the customer in it.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
from hypothesis import strategies as st
from pypdf import PdfReader

from ledger.assets import load_pack, load_places, load_wording
from ledger.documents.figures import show_count, show_money, show_weight
from ledger.documents.label import LabelLayout, render_labels
from ledger.documents.label_check import check_labels
from ledger.documents.layout import AUTHOR
from ledger.domain.customer import Source
from ledger.domain.errors import InvalidInput, LabelTooNarrow
from ledger.domain.ids import PolicyVersionId
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import parcel_code, show_code
from ledger.domain.policy import PolicyVersion
from ledger.domain.shop import Shop
from ledger.domain.wording import Language
from ledger.services.customers import AddressInput, CustomerInput, read_customer
from support.scanner import scanned

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
HOTLINE = "+84901870525"  # of the shop in the real policy
SHOP = Shop("The King Oil", HOTLINE, "chamsoc@thekingoil.example.com", "12 Lê Lợi, phường Sài Gòn", Language.VI)
VI = load_wording(Language.VI)
SHEET = LabelLayout.A4_FOUR  # pypdf is slow by the page, and every sheet has four labels
ZONE = "SG-02"


def policy() -> PolicyVersion:
    pack = load_pack("combined")
    parts = (pack.title, NOW, pack.purposes, pack.fields, pack.recipient_rules, pack.label, pack.clauses)
    return PolicyVersion(PolicyVersionId(1), 1, pack.id, *parts)


# --- an independent judge -----------------------------------------------------------------------


HEAD = f"{SHOP.name} {VI.text('label.hotline')} 0901 870 525"


def texts_of(pdf: bytes) -> list[str]:
    """Return the text of every label in order; each begins with the shop's own block."""
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    return [HEAD + text for page in pages for text in page.split(HEAD)[1:]]


def not_of_the_form(page: str, label: MaskedLabel) -> list[str]:
    """Return the words of a label left over when everything that stands on every label is taken away once."""
    amount = label.amount_to_collect
    keys = ("recipient", "phone_hidden", "address_hidden", "who_knows", "goods_hidden", "count", "weight")
    fixed = [HEAD, *(VI.text(f"label.{key}") for key in keys)]
    fixed += [show_code(label.parcel_code), f"{show_count(label.number, VI)}/{show_count(label.total, VI)}"]
    fixed += [show_weight(label.weight_g, VI), label.zone or "", label.province or ""]
    fixed += [] if amount is None else [VI.text("label.amount"), show_money(amount, VI)]
    for text in sorted(filter(None, fixed), key=len, reverse=True):
        assert f" {text} " in f" {page} ", text
        page = f" {page} ".replace(f" {text} ", " ", 1).strip()
    return page.split()


def is_hidden(word: str) -> bool:
    """Whether a word shows one letter at most."""
    shown = word.replace("•", "").replace("[?]", "")
    return "•••" in word and (len(unicodedata.normalize("NFC", shown)) <= 1)


def judge(page: str, label: MaskedLabel, name: str) -> None:
    """Raise unless the page shows of the customer no more than one letter a word and the last word of the name."""
    rest = not_of_the_form(page, label)
    assert not any(char.isdigit() or char == "@" for word in rest for char in word)
    for shown in (word for word in rest if not is_hidden(word)):
        *first, last = (word for word in name.split() if any(char.isalnum() for char in word))
        # What the font lacks is drawn as [?].
        assert first
        assert set(shown.replace("[?]", "")) <= set(visible(last))
    assert sum(not is_hidden(word) for word in rest) <= 1


def visible(word: str) -> str:
    kept = (char for char in word if unicodedata.category(char) not in {"Cc", "Cf", "Cn", "Co"})
    return unicodedata.normalize("NFC", "".join(kept))


# --- difficult people --------------------------------------------------------------

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Đỗ", "Võ", "H’Hen", "Ông", "Ý")
_GIVEN = ("Đức", "Ánh", "Ý", "Bảo Châu", "Thuý", "Ơ", "Niê", "Lợi", "Kiện", "Nhận")
_STREETS = ("Lê Lợi", "Đinh Tiên Hoàng", "Hai Bà Trưng", "Kiện", "Khối lượng", "Người nhận", "Hà Nội", "Thu hộ")
_ODD = ("🎁", "👩\u200d🍳", "\u202eĐức\u202c", "\u2066Lan\u2069", "\u200f", "<b>Lê</b>", "&amp;", "אבג", "محمد",
        "王小明",        '<img src="http://x.example.com/0911647979.png"/>', "</para>", "%PDF", "=1+1", "{0}", "•••",
        "A\u0301\u0323")  # fmt: skip
_FORM = tuple(
    VI.text(f"label.{key}") for key in ("recipient", "count", "weight", "amount", "goods_hidden", "who_knows")
)
_digits = st.text("0123456789", min_size=7, max_size=7)
_mobiles = st.builds("{}{}".format, st.sampled_from(("090", "+8491", "098", "84 35", "0911 6", "77")), _digits)
_phones = st.one_of(
    _mobiles, st.text("0123456789", min_size=5, max_size=5), st.sampled_from(("0901870525", "113", "+12025550143", ""))
)
_plain = st.builds(
    "{} {} {}".format, st.sampled_from(_SURNAMES), st.sampled_from(("Văn", "Thị", "")), st.sampled_from(_GIVEN)
)
_streets = st.builds("{} {}".format, st.sampled_from(("12", "12/5", "Số 7,", "")), st.sampled_from(_STREETS))
_emails = st.builds("{}{}@example.com".format, st.sampled_from(("lan.anh", "duc", "x")), st.integers(0, 99))
_names = st.one_of(
    _plain,
    _plain.map(lambda name: unicodedata.normalize("NFD", name)),
    st.sampled_from(("Ý", "A", "Đ", "Lê Lợi", "The King Oil", "N g u y ễ n", "Cô Ba 0911647979", "a b c d e f g h")),
    st.sampled_from(("ab " * 40, "Ê" * 120, "Lê " + "W" * 117, "W " * 60)),
    st.builds("{} {} {}".format, st.sampled_from(_SURNAMES), st.sampled_from(_ODD), st.sampled_from(_GIVEN)),
    st.builds("{} {}".format, st.sampled_from(_GIVEN), st.sampled_from(_ODD)),
    _mobiles,
    _emails,
    _streets,
    st.sampled_from(_FORM),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)
_provinces = st.one_of(
    st.sampled_from(("Hà Nội", "TP. HCM", "da nang", "", "Tỉnh Hà Tây")), _mobiles, _streets, _plain, _emails
)
_goods = st.one_of(st.sampled_from(("Dầu gội thảo dược", "Kệ gỗ", *_FORM, *_ODD[:4])), _plain, _mobiles)


@dataclass(frozen=True, slots=True)
class Typed:
    """A customer as somebody in a hurry typed it, and what was ordered."""

    customer: CustomerInput
    goods: str
    figures: LabelFigures


_figures = st.builds(
    LabelFigures, st.integers(1, 99), st.just(99), st.integers(1, 1_000_000), st.integers(0, 9_999_999_999)
)
_addresses = st.builds(
    AddressInput,
    st.one_of(_streets, _streets.map(lambda street: f"{street}, hẻm sâu " * 12), st.sampled_from(_ODD), _mobiles),
    st.sampled_from(("Phường Bến Thành", "Xã Lạ", "0911647979", "Lê Lợi", "")),
    _provinces,
)
_customers = st.builds(
    CustomerInput,
    name=_names,
    source=st.just(Source.IMPORT),
    phones=st.tuples(_phones),
    emails=st.tuples(st.one_of(_emails, st.just(""))),
    addresses=st.tuples(_addresses),
)
people = st.builds(Typed, _customers, _goods, _figures)


def masked_and_secret(typed: Typed, number: int) -> tuple[MaskedLabel, Secrets]:
    """Go the way of a real label; raises what the door raises."""
    new, _ = read_customer(typed.customer, policy(), NOW)
    places, address = load_places(), new.addresses[0] if new.addresses else None
    province = places.province_with_code(address.province_code) if address and address.province_code else None
    unlisted = address.province if address and not address.province_code else None
    hidden = (address.line, address.ward, unlisted) if address else ()
    code = parcel_code([(number * 7 + place * (number + 11)) % 32 for place in range(11)])
    names = {"province": province.name if province else None, "zone": ZONE if province else None}
    label = masked_label(policy().label, code, new.name, **names, figures=typed.figures)
    places_hidden = tuple(part for part in hidden if part)
    return label, Secrets(new.name, new.phones, new.emails, places_hidden, (typed.goods,))


def outcomes(batch: Sequence[Typed], layout: LabelLayout = SHEET) -> Counter[str]:
    """Print a batch as the shop would and judge every page; say how many came out and how many were refused."""
    ready: list[tuple[MaskedLabel, Secrets]] = []
    tally = Counter[str]()
    for number, typed in enumerate(batch):
        try:
            ready.append(masked_and_secret(typed, number))
        except InvalidInput:
            tally["not taken in"] += 1
    return tally + printed(ready, layout)


def printed(ready: Sequence[tuple[MaskedLabel, Secrets]], layout: LabelLayout = SHEET) -> Counter[str]:
    """Print labels and judge every one that the program's own check lets pass."""
    wanted, secrets = [label for label, _ in ready], [secret for _, secret in ready]
    try:
        pdf = render_labels(wanted, SHOP, VI, layout)
    except LabelTooNarrow:
        if len(ready) == 1:
            return Counter({"does not fit": 1})
        return sum((printed([one], layout) for one in ready), Counter[str]())
    withheld = {finding.parcel_code for finding in check_labels(pdf, wanted, secrets, SHOP, VI, layout)}
    for page, label, secret in zip(texts_of(pdf), wanted, secrets, strict=True):
        if label.parcel_code not in withheld:
            judge(page, label, secret.name)
    judge_codes(pdf, wanted)
    return Counter({"printed": len(ready) - len(withheld), "withheld": len(withheld)})


def judge_codes(pdf: bytes, labels: Sequence[MaskedLabel]) -> None:
    """Raise unless the bar codes hold the codes of the parcels and nothing else, and the metadata no customer."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=3, grayscale=True).to_pil() for page in document]
    document.close()
    held = [content for picture in pictures for _, content in scanned(picture)]
    assert set(held) == {label.parcel_code for label in labels}
    about = {str(value) for value in (PdfReader(BytesIO(pdf)).metadata or {}).values()}
    assert all(one in _ABOUT or one.startswith("D:") for one in about), about


_ABOUT = {"", AUTHOR, VI.text("label.title"), "/False"}
