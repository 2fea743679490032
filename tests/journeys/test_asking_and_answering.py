"""Asking people, taking their no, answering them in time, and proving it: the other half of the day, verb by verb."""

import re
import sqlite3
from dataclasses import dataclass, field

import pytest

from support.cli import BAD_INPUT, DONE, NO_LEDGER, REFUSED, Computer, Said, words_of
from support.journey import CLAUSES, DATA, code_of, customer_called, refusals, secrets_in, shown, table

# By e-mail, which has no hours of its own: the real clock may show any.
OFFER = ("--purpose", "marketing", "--channel", "EMAIL")
SCAN = b"%PDF-1.4\n% a signed paper\n"
HEARD = "Hàng tới muộn hai ngày, gọi cho tôi."


@dataclass(slots=True)
class Desk:
    shop: Computer
    said: dict[str, Said] = field(default_factory=dict)

    def do(self, name: str, verb: str, *words: str, typed: str = "") -> Said:
        self.said[name] = self.shop.do(verb, *words, typed=typed)
        return self.said[name]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(Computer(tmp_path_factory.mktemp("shop"), is_cheap=True))
    desk.shop.found()
    (desk.shop.desk / "customers.csv").write_bytes((DATA / "customers.csv").read_bytes())
    desk.do("import", "import", "customers.csv")
    return desk


def code(ref: str) -> str:
    return code_of(customer_called(ref))


@pytest.mark.parametrize(
    ("ref", "nos"),
    [
        ("C050", set()),
        ("C029", set()),  # a child: guardian and child both agreed to offers by e-mail
        ("C051", {"refused"}),
        ("C052", {"never asked"}),
        ("C053", {"withdrawn"}),
        ("C054", {"nowhere to send"}),
        ("C055", {"age unknown"}),
        ("C043", {"do not contact"}),
        ("C020", {"no guardian", "guardian did not agree", "minor did not agree", "never asked"}),
    ],
)
def test_an_offer_reaches_only_who_said_yes(desk: Desk, ref: str, nos: set[str]) -> None:
    said = desk.shop.do("contact", code(ref), *OFFER)
    assert set(refusals(said.troubles)) == {(code(ref), no, CLAUSES[no]) for no in nos}
    assert len(said.troubles) == len(nos)
    assert said.code == (REFUSED if nos else DONE)


def test_a_yes_with_its_paper_opens_the_way_and_taking_it_back_closes_it(desk: Desk) -> None:
    customer = code("C052")
    (desk.shop.desk / "giấy đồng ý.pdf").write_bytes(SCAN)
    yes = desk.shop.do("consent", customer, "yes", *OFFER, "--evidence", "giấy đồng ý.pdf")
    allowed = desk.shop.do("contact", customer, *OFFER)
    back = desk.shop.do("consent", customer, "withdrawn", *OFFER, "--method", "RECORDED_CALL")
    stopped = desk.shop.do("contact", customer, *OFFER)
    desk.shop.do("report receipt", "--customer", customer, "--out", "receipt.pdf")
    assert [yes.code, allowed.code, back.code, stopped.code] == [DONE, DONE, DONE, REFUSED]
    assert [kind for _, kind, _ in refusals(stopped.troubles)] == ["withdrawn"]
    with desk.shop.rows() as db:
        assert db.execute("SELECT content FROM attachment").fetchall() == [(SCAN,)]
    paper = words_of(desk.shop.paper("receipt.pdf"))
    assert all(word in paper for word in (customer, shown(customer_called("C052")["name"]), "Rút lại", "ghi âm"))


def test_a_child_cannot_agree_alone(desk: Desk) -> None:
    said = desk.shop.do("consent", code("C020"), "yes", *OFFER)
    assert said.code == REFUSED
    assert {kind for _, kind, _ in refusals(said.troubles)} == {"no guardian", "guardian did not agree"}


def test_do_not_call_me_again_is_taken_and_kept(desk: Desk) -> None:
    customer = code("C001")
    assert desk.shop.do("stop-contact", customer).code == DONE
    said = desk.shop.do("contact", customer, "--purpose", "customer_care", "--channel", "CALL")
    assert list(refusals(said.troubles)) == [(customer, "do not contact", "KO 4c")]


def test_feedback_is_answered_though_the_customer_wants_no_other_contact(desk: Desk) -> None:
    customer = code("C043")
    added = desk.do("add", "feedback add", "--channel", "EMAIL", "--customer", customer, typed=HEARD)
    late = desk.do("late", "feedback add", "--channel", "ZALO", "--received", "01/02/2024 08:00", typed="Chậm quá")
    waiting = desk.do("list", "feedback list").out.splitlines()
    other_way = desk.do("call", "feedback answer", "PH-0001", "--channel", "CALL", typed="Dạ")
    answers = [desk.do(f"answer {one}", "feedback answer", one, typed="Dạ, xin lỗi") for one in ("PH-0001", "PH-0002")]
    again = desk.do("again", "feedback reopen", "PH-0001")
    figures = desk.do("figures", "feedback list", "--all").out
    assert [added.code, late.code, other_way.code, again.code] == [DONE, DONE, REFUSED, DONE]
    assert [answer.code for answer in answers] == [DONE, DONE]
    assert [line.split("\t")[0] for line in waiting[:2]] == ["PH-0002", "PH-0001"]  # nearest deadline first
    assert "01/02/2024 20:00\tQuá hạn" in waiting[0]  # twelve hours, whatever the machine's own zone
    assert "50%" in figures
    assert "đang chờ 1 · quá hạn 0" in figures
    assert HEARD not in figures


@pytest.mark.parametrize("received", ["31/12/2999 08:00", "hôm qua", "30/02/2024"])
def test_feedback_cannot_come_from_the_future_or_from_no_day_at_all(desk: Desk, received: str) -> None:
    said = desk.shop.do("feedback add", "--channel", "EMAIL", "--received", received, typed="Xin chào")
    assert (said.code, len(said.troubles)) == (BAD_INPUT, 1)


def test_an_authority_that_shows_its_papers_is_answered_with_the_passphrase_already_given(desk: Desk) -> None:
    desk.shop.lay_out("police.csv", "name,role\nCông an phường,AUTHORITY\n")
    assert desk.do("police", "import", "police.csv", "--kind", "recipients").code == DONE
    asked = (code("C050"), "--recipient", "cong an phuong", "--purpose", "legal_compliance", "--fields", "name,phone")
    papers = ("--document-number", "118/CV", "--document-date", "20/11/2024", "--issuing-body", "Công an phường")
    assert desk.shop.do("disclose", *asked).code == REFUSED
    assert desk.shop.do("disclose", *asked, *papers, "--legal-reference", "Luật 91/2025/QH15").code == DONE
    with desk.shop.rows() as db:
        assert db.execute("SELECT document_number FROM disclosure").fetchall() == [("118/CV",)]


def test_the_ledger_is_backed_up_and_everything_in_it_can_be_proved(desk: Desk) -> None:
    assert desk.do("no drive", "backup", "--to", "usb").code == NO_LEDGER  # an unplugged drive is not made up
    (desk.shop.desk / "usb").mkdir()
    backup = desk.do("backup", "backup", "--to", "usb")
    proof = desk.do("verify", "verify")
    (copy,) = (path for path in (desk.shop.desk / "usb").iterdir())
    said = re.search(r"(\d+) mục nhật ký, mục cuối số (\d+), mã cuối chuỗi ([0-9a-f]{64})", proof.out)
    assert said is not None
    with desk.shop.rows() as db:
        heads = dict(db.execute("SELECT seq, hash FROM audit_entry").fetchall())
    assert (backup.code, proof.code) == (DONE, DONE)
    assert copy.name in backup.out
    assert said[1] == said[2] == str(max(heads) - 1)  # the last entry says that this was proved
    assert said[3] == heads[int(said[2])].hex()
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(copy) as db:
        db.execute("SELECT * FROM sqlite_master")


def test_nothing_that_was_said_names_anybody(desk: Desk) -> None:
    spoken = "\n".join(said.out + said.err for said in desk.shop.heard)
    assert len(desk.shop.heard) > 2
    assert [found for row in table("customers.csv") if (found := secrets_in(spoken, row))] == []
    assert HEARD not in spoken
