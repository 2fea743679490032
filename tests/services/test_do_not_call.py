"""The national do-not-call list: only bare numbers go out, and whoever is found there comes off ours."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    FileTooLarge,
    NothingToDo,
    RoleForbidden,
    TableUnreadable,
    TextTooLong,
    TooManyNumbers,
    WrongState,
)
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import contact_lists, customers
from ledger.services.contact_lists import ContactWish
from ledger.services.do_not_call import NUMBERS_LIMIT, SIZE_LIMIT
from ledger.services.session import Session
from support.contacting import EMAILS, TEXTS, agreed, make, stop
from support.services import AT, DELIVERY, Workplace, audited, confirmed, entries_since, records, snapshot
from support.sheets import cells, has_formulas


@pytest.fixture
def code(session: Session) -> str:
    """A list for offers by SMS: Lan 0911 647 979, Minh 0988 222 111, and Tú abroad."""
    agreed(session, "Trần Thị Lan")
    agreed(session, "Lê Văn Minh", phones=("0988222111",), emails=())
    agreed(session, "Phạm Tú", phones=("+1 650 253 0000",), emails=())
    return make(session, TEXTS)


def lines(session: Session, code: str) -> list[str]:
    made = contact_lists.export_for_check(confirmed(session), code, Language.EN)
    return made.render_csv().decode("utf-8-sig").splitlines()


def listed(session: Session, code: str, typed: str) -> tuple[tuple[str, ...], int]:
    found = contact_lists.listed_among(session, code, typed)
    return found.codes, found.unknown


# --- out ----------------------------------------------------------------------------------------


def test_before_the_check_the_bare_numbers_and_nothing_else_may_leave(session: Session, code: str) -> None:
    heading, *numbers = lines(session, code)
    assert heading == "Phone number"
    assert sorted(numbers) == ["'+16502530000", "0911647979", "0988222111"]  # a plus cannot begin a formula
    sheet = contact_lists.export_for_check(confirmed(session), code).render()
    assert not has_formulas(sheet)
    assert {len(row) for row in cells(sheet)} == {1}
    assert "Lan" not in str(cells(sheet))
    assert contact_lists.get(session, code).needs_check  # nobody may be contacted yet all the same


def test_the_numbers_are_shuffled_and_one_shared_by_two_stands_once(session: Session) -> None:
    typed = [f"09880000{number:02d}" for number in range(40)]
    for number, phone in enumerate([*typed, typed[0]]):
        agreed(session, f"Khách {number:02d}", Channel.SMS, phones=(phone,), emails=(f"k{number}@example.com",))
    code = make(session, TEXTS)
    first, second = lines(session, code)[1:], lines(session, code)[1:]
    assert sorted(first) == sorted(second) == typed
    assert first != second
    assert contact_lists.export_for_check(confirmed(session), code).people == 41


def test_taking_numbers_is_on_the_trail_but_is_not_the_export_of_the_list(session: Session, code: str) -> None:
    seq = session.db.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    contact_lists.export_for_check(confirmed(session), code)
    put = entries_since(session, seq)
    assert {one.entry.action for one in put} == {AuditAction.LIST_EXPORTED}
    assert {one.entry.subject_ref for one in put} == {None, "KH-00001", "KH-00002", "KH-00003"}
    bodies = [str(row[0]) for row in session.db.execute("SELECT body FROM audit_body WHERE seq > ?", (seq,))]
    assert all("for_check" in body and "0911" not in body and "911647" not in body for body in bodies)
    assert contact_lists.get(session, code).exported_at is None


def test_who_may_no_longer_be_contacted_is_not_even_compared(session: Session, code: str) -> None:
    stop(session, customers.get(session, "KH-00002"))
    made = contact_lists.export_for_check(confirmed(session), code)
    assert (made.people, dict(made.left_out.reasons)) == (2, {"STOP_CONTACT": 1})
    assert "0988222111" not in made.render_csv().decode("utf-8-sig")


@pytest.mark.parametrize("wish", [EMAILS, ContactWish(DELIVERY, Channel.CALL)])
def test_where_no_check_is_asked_no_number_leaves_for_one(session: Session, wish: ContactWish) -> None:
    agreed(session, "Trần Thị Lan")
    code = make(session, wish)
    before = snapshot(session)
    with pytest.raises(NothingToDo):
        contact_lists.export_for_check(confirmed(session), code)
    assert snapshot(session) == before


def test_only_the_manager_takes_numbers_out_and_only_of_an_open_list(shop: Workplace, code: str) -> None:
    contact_lists.close(shop.session, code)
    with pytest.raises(WrongState):
        contact_lists.export_for_check(confirmed(shop.session), code)
    staff = shop.as_staff()
    before = records(staff)
    with pytest.raises(RoleForbidden):
        contact_lists.export_for_check(staff, code)
    assert records(staff) == before


# --- back in ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "0911647979", "0911 647 979", "+84 911 647 979", "84911647979", "0084911647979", "911647979", "0911.647.979",
        "(+84) 911-647-979", "'0911647979", '"0911647979"', "SĐT: 0911 647 979", "\ufeff0911647979",
    ],
)  # fmt: skip
def test_a_number_is_recognised_however_it_is_written(session: Session, code: str, typed: str) -> None:
    assert listed(session, code, typed) == (("KH-00001",), 0)


@pytest.mark.parametrize("between", ["\n", "\r\n", ", ", ";", "\t", " ", " | "])
def test_numbers_are_told_apart_by_lines_signs_or_spaces(session: Session, code: str, between: str) -> None:
    typed = between.join(("0911 647 979", "0988 222 111", "+84 900 000 001"))
    assert listed(session, code, typed) == (("KH-00001", "KH-00002"), 1)


def test_numbers_without_their_zero_in_a_row_are_told_apart(session: Session, code: str) -> None:
    assert listed(session, code, "911647979 988222111") == (("KH-00001", "KH-00002"), 0)


def test_a_heading_and_empty_lines_are_no_numbers_and_strangers_are_counted_once(session: Session, code: str) -> None:
    typed = "Số điện thoại\n\n0900000001\n0900000001\n12\n"
    assert listed(session, code, typed) == ((), 2)
    assert listed(session, code, "") == ((), 0)


def test_another_number_of_the_same_person_counts_too(session: Session, code: str) -> None:
    customers.add_phone(session, "KH-00001", "0977 123 456")
    assert listed(session, code, "0977123456") == (("KH-00001",), 0)


def test_the_numbers_of_people_who_are_not_on_the_list_are_unknown(session: Session, code: str) -> None:
    agreed(session, "Người Mới", phones=("0977123456",), emails=())
    found = contact_lists.listed_among(session, code, "0977123456")
    assert (found.codes, found.people, found.unknown) == ((), 3, 1)


def test_comparing_records_nothing_and_the_check_takes_them_off(session: Session, code: str) -> None:
    before = snapshot(session)
    found = contact_lists.listed_among(session, code, "0911 647 979")
    assert snapshot(session) == before
    assert "KH-" not in repr(found)
    seq = session.db.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    told = audited(session, lambda: contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12", found.codes))
    assert told == [(AuditAction.LIST_CHECKED, None), (AuditAction.LIST_CHECKED, "KH-00001")]
    row = contact_lists.get(session, code)
    assert (row.people, dict(row.left_out)) == (2, {"DO_NOT_CALL_LISTED": 1})
    bodies = " ".join(str(one[0]) for one in session.db.execute("SELECT body FROM audit_body WHERE seq > ?", (seq,)))
    assert "911647979" not in bodies


def test_a_long_list_is_compared_in_slices(session: Session) -> None:
    for number in range(260):
        agreed(session, f"Khách {number}", Channel.SMS, phones=(f"0988000{number:03d}",), emails=(), addresses=())
    code = make(session, TEXTS)
    slices = list(contact_lists.listed_among_in_slices(session, code, "0988000259"))
    assert slices == [(0, 260), (250, 260), (260, 260)]


def test_too_much_at_once_is_refused_before_anything_is_compared(session: Session, code: str) -> None:
    many = "\n".join(f"09{number:08d}" for number in range(NUMBERS_LIMIT))
    assert listed(session, code, many)[1] == NUMBERS_LIMIT
    with pytest.raises(TooManyNumbers):
        contact_lists.listed_among(session, code, many + "\n0999999999")
    with pytest.raises(TextTooLong):
        contact_lists.listed_among(session, code, "x" * (SIZE_LIMIT + 1))


def test_a_file_is_text_of_at_most_a_megabyte() -> None:
    assert contact_lists.read_listed("\ufeffSố\n0911647979".encode()) == "Số\n0911647979"
    assert contact_lists.read_listed("0911647979".encode("utf-16")) == "0911647979"
    with pytest.raises(FileTooLarge):
        contact_lists.read_listed(b"1" * (SIZE_LIMIT + 1))
    for other in (b"PK\x03\x04\x00\xff", b"0911\x00647979"):
        with pytest.raises(TableUnreadable) as refused:
            contact_lists.read_listed(other)
        assert refused.value.data["field"] == "listed"


def test_a_closed_list_is_compared_with_nothing(session: Session, code: str) -> None:
    contact_lists.close(session, code)
    with pytest.raises(WrongState):
        contact_lists.listed_among(session, code, "0911647979")
