"""What should come of the journey's three tables, worked out from the tables alone by rules as a shop owner says them.

Nothing here asks the program: the tests compare its papers with these answers.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "journey"
YES = {"yes", "có", "đồng ý"}
DELIVERY = "delivery_of_goods"

# What the program says, and what kind of "no" it is. The clause or article stands in brackets at the end of the line.
PHRASES = {
    "chưa có người giám hộ": "no guardian",
    "Người giám hộ chưa đồng ý": "guardian did not agree",
    "chưa tự mình đồng ý": "minor did not agree",
    "Chưa biết khách đã thành niên": "age unknown",
    "đã hết hạn ngày": "commitment expired",
    "còn thiếu:": "commitment incomplete",
    "chưa ký cam kết": "no commitment",
    "chưa đồng ý dùng nhãn che": "labels not agreed",
    "chưa có địa chỉ nhận hàng": "nowhere to send",
    "Không có số hoặc địa chỉ": "nowhere to send",
    "Chưa chọn bên nhận": "no carrier",
    "không muốn được liên hệ": "do not contact",
    "Chưa hỏi khách": "never asked",
    "đã từ chối": "refused",
    "đã rút lại": "withdrawn",
}
CLAUSES = {
    "no guardian": "VK 9",
    "guardian did not agree": "VK 9",
    "minor did not agree": "VK 9",
    "age unknown": "VK 9",
    "commitment expired": "VK 3",
    "commitment incomplete": "Khoản 1 Điều 7 Nghị định 356/2025/NĐ-CP",
    "no commitment": "VK 3",
    "labels not agreed": "Điểm b khoản 1 Điều 11 Luật Bưu chính 49/2010/QH12",
    "nowhere to send": "VK 6",
    "no carrier": "KO 3",
    "do not contact": "KO 4c",
    "never asked": "VK 2b",
    "refused": "VK 2b",
    "withdrawn": "VK 2b",
}
Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table as Python's own reader sees them."""
    delimiter = ";" if name == "orders.csv" else ","
    lines = (DATA / name).read_text(encoding="utf-8-sig").splitlines()
    return tuple({key: cell.strip() for key, cell in row.items()} for row in csv.DictReader(lines, delimiter=delimiter))


def shown(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def today() -> date:
    """The day in Vietnam."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()


def day_of(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def age(customer: Row) -> int | None:
    if not customer["birth_date"]:
        return None
    born, now = day_of(customer["birth_date"]), today()
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


def code_of(customer: Row) -> str:
    """Customers get their codes in the order of the file."""
    return f"KH-{table('customers.csv').index(customer) + 1:05d}"


def customer_called(word: str) -> Row:
    """Find a customer by the shop's own number, the ledger's code or a telephone number."""
    return next(
        one
        for one in table("customers.csv")
        if word in {one["ref"], code_of(one)} or word in one["phones"].replace(" ", "").split(";")
    )


def carrier_called(name: str) -> Row | None:
    return next((one for one in table("recipients.csv") if name and one["name"].lower() == name.lower()), None)


def nos_for_minor(customer: Row) -> set[str]:
    """Return what is missing before something may be sold to this customer; nothing for adults and unknown ages."""
    years = age(customer)
    if years is None or years >= 18:
        return set()
    guardian_agrees = bool(customer["guardian_ref"]) and customer[f"guardian_consent.{DELIVERY}"] in YES
    agrees = guardian_agrees and customer[f"consent.{DELIVERY}"] in YES  # the guardian is asked first
    nos = set() if customer["guardian_ref"] else {"no guardian"}
    nos |= set() if guardian_agrees else {"guardian did not agree"}
    return nos | (set() if agrees or years < 7 else {"minor did not agree"})


def nos_for_carrier(carrier: Row | None) -> set[str]:
    """Return why no label may be printed for this carrier."""
    if carrier is None:
        return {"no carrier"}
    nos = set() if carrier["masked_labels_on"] else {"labels not agreed"}
    if not carrier["signed_on"]:
        return nos | {"no commitment"}
    if carrier["items"] != "all" and len(carrier["items"].split(";")) < 7:
        nos.add("commitment incomplete")
    return nos | ({"commitment expired"} if day_of(carrier["expires_on"]) < today() else set())


@dataclass(frozen=True, slots=True)
class Expected:
    """One order of the file with the customer, the carrier, and why it must not go out."""

    ref: str
    line: int
    customer: Row
    carrier: str
    parcels: int
    amount_to_collect: int
    goods: str
    order_nos: frozenset[str]
    label_nos: frozenset[str]

    @property
    def goes_out(self) -> bool:
        return not self.order_nos | self.label_nos


@cache
def orders() -> tuple[Expected, ...]:
    return tuple(_order(line, row) for line, row in enumerate(table("orders.csv"), 2))


def _order(line: int, row: Row) -> Expected:
    customer, carrier = customer_called(row["customer"]), carrier_called(row["carrier"])
    unreachable = set() if customer["address"] else {"nowhere to send"}
    return Expected(
        ref=row["order_ref"],
        line=line,
        customer=customer,
        carrier=carrier["name"] if carrier else "",
        parcels=int(row["parcels"] or 1),
        amount_to_collect=int(row["amount_to_collect"].replace(".", "")),
        goods=row["items"],
        order_nos=frozenset(nos_for_minor(customer)),
        label_nos=frozenset(nos_for_carrier(carrier) | unreachable),
    )


def masked(name: str) -> str:
    """First letter of every word, the last word whole; of a single word only its first letter."""
    words = shown(name).split()
    hidden = [next(letter for letter in word if letter.isalpha()) + "•••" for word in words]
    return " ".join(hidden if len(words) == 1 else [*hidden[:-1], words[-1]])


def secrets_in(text: str, customer: Row) -> list[str]:
    """Return every secret of a customer that stands in a text, whatever is written between the digits of a number."""
    runs = [re.sub(r"\D", "", run) for run in re.findall(r"[\d\s.()+-]+", text)]
    found = [number for number in nationals(customer["phones"]) if any(number.lstrip("0") in run for run in runs)]
    words = [*customer["emails"].split(";"), customer["address"], customer["ward"], customer["name"]]
    # A name of one word may be a word of the form; it is looked for as a name on the labels.
    telling = [shown(word) for word in words if " " in word.strip() or "@" in word]
    return found + [word for word in telling if word.casefold() in shown(text).casefold()]


def nationals(phones: str) -> set[str]:
    """Return the digits of every number as dialled in Vietnam."""
    return {_national(re.sub(r"\D", "", one), "+" in one) for one in phones.split(";") if one.strip()}


def _national(digits: str, is_international: bool) -> str:
    if is_international:
        return "0" + digits.removeprefix("84")
    return "0" + digits if len(digits) == 9 else digits


def refusals(troubles: list[str]) -> Iterator[tuple[str, str, str]]:
    """Return subject, kind and clause of every "no" among the lines of the standard error."""
    for line in troubles:
        kinds = [kind for phrase, kind in PHRASES.items() if phrase in line]
        clause = re.search(r"\(([^()]+)\)(?: \([\w.]+\))?$", line)
        if kinds and clause is not None:
            assert len(kinds) == 1, line
            yield line.partition(": ")[0], kinds[0], clause[1]
