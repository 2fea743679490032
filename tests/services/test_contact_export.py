"""A contact list leaving the program: only the manager, only whom the gate still allows, only what is needed."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    NothingToDo,
    RoleForbidden,
)
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import contact_lists
from ledger.services.contact_lists import ContactWish
from ledger.services.customers import AddressInput
from ledger.services.session import Session
from support.contacting import TEXTS, agreed, make, stop
from support.services import (
    AT,
    DELIVERY,
    MARKETING,
    Workplace,
    confirmed,
    entries_since,
)
from support.sheets import cells, has_formulas


def test_an_export_has_code_name_and_the_one_value_of_the_channel(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    code = make(session, TEXTS)
    contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12")
    made = contact_lists.export(confirmed(session), code, Language.EN)
    first, second, header, *rows = cells(made.render())
    assert "Marketing and offers" in str(first[0])
    assert "[AD]" in str(first[0])
    assert "version 1" in str(first[0])
    assert second
    assert header == ["Customer", "Name", "Phone number"]
    assert rows == [[lan.code, "Trần Thị Lan", "0911647979"]]
    text = made.render_csv().decode("utf-8-sig")
    assert "vuive88" not in text
    assert f"{lan.code},Trần Thị Lan,0911647979" in text


def test_the_vietnamese_file_says_the_vietnamese_label_and_no_advertising_says_none(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    assert "[QC]" in str(cells(contact_lists.export(confirmed(session), make(session)).render())[0][0])
    about_delivery = make(session, ContactWish(DELIVERY, Channel.CALL))
    assert "[QC]" not in str(cells(contact_lists.export(confirmed(session), about_delivery).render())[0][0])


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "  =1+1"])
def test_a_name_cannot_become_a_formula(session: Session, name: str) -> None:
    agreed(session, name)
    made = contact_lists.export(confirmed(session), make(session))
    assert not has_formulas(made.render())
    lines = made.render_csv().decode("utf-8-sig").splitlines()
    assert f"'{name.strip()}" in lines[-1] or f"'{name}" in lines[-1]


def test_at_the_export_the_gate_is_asked_again(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", emails=("m@example.com",), phones=("0988222111",))
    tu = agreed(session, "Phạm Tú", emails=("t@example.com",), phones=("0988222333",))
    code = make(session)
    stop(session, minh)
    contact_lists.log_made(session, code, [tu.code])
    seq = session.db.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    made = contact_lists.export(confirmed(session), code)
    assert (made.people, made.left_out.people, dict(made.left_out.reasons)) == (1, 1, {"STOP_CONTACT": 1})
    text = made.render_csv().decode("utf-8-sig")
    assert "Trần Thị Lan" in text
    assert "Lê Văn Minh" not in text  # said no
    assert "Phạm Tú" not in text  # was contacted already
    put = [(one.entry.action, one.entry.subject_ref) for one in entries_since(session, seq)]
    assert put == [(AuditAction.LIST_EXPORTED, lan.code), (AuditAction.LIST_EXPORTED, None)]
    assert contact_lists.get(session, code).exported_at == AT


def test_nothing_is_exported_when_nobody_is_left(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    code = make(session)
    stop(session, lan)
    with pytest.raises(NothingToDo):
        contact_lists.export(confirmed(session), code)
    assert contact_lists.get(session, code).exported_at is None


def test_a_letter_goes_to_the_whole_address(session: Session) -> None:
    agreed(session, "Trần Thị Lan", Channel.POST, addresses=(AddressInput("36 Hàng Than", "", "Hà Nội"),))
    made = contact_lists.export(confirmed(session), make(session, ContactWish(MARKETING, Channel.POST)))
    assert "36 Hàng Than" in str(cells(made.render())[-1][-1])


def test_staff_make_and_log_but_do_not_export(shop: Workplace) -> None:
    agreed(shop.session, "Trần Thị Lan")
    staff = shop.as_staff()
    code = make(staff)
    with pytest.raises(RoleForbidden):
        contact_lists.export(staff, code)
    assert contact_lists.log_made(staff, code, None).made == 1
