"""Data used inside the shop: for a purpose of the policy, with the fields it needs, of who agreed (KO 2, VK 2a)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.errors import (
    FieldsNotNeeded,
    ListOutdated,
    NotFound,
    NothingToDo,
    RoleForbidden,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import FieldId, PolicyVersionId, PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import data_uses, parcels, policy_versions, survey
from ledger.services.data_uses import GatheredUse, UseQuery, UseWish
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.services import AT, LAW, Workplace, add_customer, attempts, audited, confirmed, order_of, say, snapshot
from support.sheets import cells

ANALYSIS = PurposeId("service_optimisation")
ORDERS, PRODUCTS = FieldId("orders"), FieldId("products")
WISH = UseWish(ANALYSIS, (ORDERS, PRODUCTS))


def agreed(session: Session, name: str, **changes: object) -> Customer:
    one = add_customer(session, name, **changes)
    assert say(session, one, purpose=ANALYSIS, channel=Channel.NONE).allowed
    return one


def gather(session: Session, wish: UseWish = WISH) -> GatheredUse:
    return to_the_end(data_uses.gather(session, wish))


def test_only_the_data_of_who_agreed_are_used_and_the_others_are_counted(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    add_customer(session, "Chưa Hỏi")
    say(session, add_customer(session, "Từ Chối"), ConsentOutcome.REFUSED, ANALYSIS, Channel.NONE)
    before = snapshot(session)
    found = gather(session)
    assert snapshot(session) == before
    assert (list(found.ids), found.included) == ([lan.id], 1)
    assert found.left_out == {"CONSENT_NEVER_ASKED": 1, "CONSENT_REFUSED": 1}
    assert found.left_out_people == 2


def test_a_use_is_one_row_with_how_many_why_and_which_fields(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    add_customer(session, "Chưa Hỏi")
    found = gather(session)
    codes: list[str] = []
    told = audited(session, lambda: codes.append(data_uses.record(session, found, "Bán chạy quý ba")))
    assert told == [(AuditAction.DATA_USED, None)]
    (row,) = data_uses.rows(session, data_uses.ids(session, UseQuery()))
    assert (row.code, row.customers, row.basis, row.note) == ("SD-0001", 1, LegalBasis.CONSENT, "Bán chạy quý ba")
    assert (row.fields, dict(row.left_out), row.left_out_people) == ((ORDERS, PRODUCTS), {"CONSENT_NEVER_ASKED": 1}, 1)
    assert (row.at, row.policy_number, row.recorded_by) == (AT, 1, session.member.name)
    assert codes == ["SD-0001"]
    assert not attempts(session)


def test_fields_the_purpose_does_not_need_are_refused_and_the_attempt_is_kept(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    with pytest.raises(FieldsNotNeeded) as refused:
        gather(session, UseWish(ANALYSIS, (ORDERS, FieldId("gender"))))
    assert refused.value.data["fields"] == ("gender",)
    (tried,) = attempts(session)
    assert (tried.act, tried.customer_id, tried.purpose_id) == (Act.USE, None, ANALYSIS)
    assert [(one.code, one.reference) for one in tried.reasons] == [(ReasonCode.FIELD_NOT_NEEDED, "VK 1")]


def test_a_purpose_the_policy_does_not_have_is_refused_and_the_attempt_is_kept(session: Session) -> None:
    with pytest.raises(UnknownChoice):
        gather(session, UseWish(PurposeId("resale"), (ORDERS,)))
    (tried,) = attempts(session)
    assert [(one.code, one.reference) for one in tried.reasons] == [(ReasonCode.PURPOSE_UNKNOWN, "KO 2")]


def test_a_use_names_fields_and_words_of_the_policy(session: Session) -> None:
    with pytest.raises(TextMissing):
        gather(session, UseWish(ANALYSIS, ()))
    with pytest.raises(UnknownChoice):
        gather(session, UseWish(ANALYSIS, (FieldId("Số nhà"),)))
    assert not attempts(session)


def test_nothing_is_written_down_for_nobody_or_under_an_older_policy(session: Session) -> None:
    add_customer(session)
    nobody = gather(session)
    with pytest.raises(NothingToDo):
        data_uses.record(session, nobody, "")
    agreed(session, "Trần Thị Lan")
    found = gather(session)
    older = GatheredUse(found.wish, PolicyVersionId(99), found.ids, {}, 0, found.at)
    with pytest.raises(ListOutdated):
        data_uses.record(session, older, "")
    assert not data_uses.ids(session, UseQuery())


def test_uses_are_found_by_purpose_note_code_and_time(shop: Workplace) -> None:
    session = shop.session
    agreed(session, "Trần Thị Lan")
    data_uses.record(session, gather(session), "Bán chạy quý ba")
    shop.clock.move(days=1)
    agreed(session, "Lê Văn Minh", phones=("0988111222",), emails=())
    data_uses.record(session, gather(session, UseWish(LAW, (ORDERS,))), "")

    def found(**what: Any) -> list[str]:
        query = UseQuery(**what)
        return [one.code for one in data_uses.rows(session, data_uses.ids(session, query))]

    assert found() == ["SD-0002", "SD-0001"]
    assert found(sort=data_uses.UseSort.CUSTOMERS, descending=False) == ["SD-0001", "SD-0002"]
    assert found(text="ban chay") == found(text="sd-0001") == found(purpose_id=ANALYSIS) == ["SD-0001"]
    assert found(since=AT + timedelta(hours=1)) == ["SD-0002"]
    assert found(until=AT + timedelta(hours=1)) == ["SD-0001"]


# --- for analysis -------------------------------------------------------------------------------


def test_the_file_for_analysis_holds_orders_and_names_nobody(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    agreed(session, "Lê Văn Minh", phones=("0988111222",), emails=())
    parcels.take_order(session, lan.code, order_of(None))
    wish = UseWish(ANALYSIS, (FieldId("name"), FieldId("phone"), FieldId("email"), ORDERS, PRODUCTS))
    found = gather(session, wish)
    code = data_uses.record(session, found, "")
    made = data_uses.export(confirmed(session), code, found, Language.EN)
    about, _, header, *rows = cells(made.render())
    assert "Analysis and surveys" in about[0]
    assert header == [
        "Row", "Name: on record", "Phone number: on record", "Email: on record", "Number of orders",
        "Amount of all orders (VND)", "Products bought",
    ]  # fmt: skip
    assert sorted(row[1:] for row in rows) == [
        ["yes", "yes", "no", "0", "0", ""],
        ["yes", "yes", "yes", "1", "350000", "2 × Dầu gội thảo dược"],
    ]
    text = made.render_csv().decode("utf-8-sig")
    for secret in ("Lan", "Minh", "KH-0", "911647979", "vuive88"):
        assert secret not in text


def test_the_law_needs_every_field_and_still_nobody_is_named(session: Session) -> None:
    add_customer(session, "Trần Thị Lan", birth_date="21/11/1990", gender="FEMALE", is_declared_adult=False)
    every = tuple(one.id for one in session.policy().fields)
    found = gather(session, UseWish(LAW, every))
    made = data_uses.export(confirmed(session), data_uses.record(session, found, ""), found, Language.EN)
    text = made.render_csv().decode("utf-8-sig")
    for shown in ("1990", "Thành phố Hà Nội", "Female"):
        assert shown in text
    for secret in ("21/11/1990", "1990-11", "Hàng Than", "Ba Đình", "Lan", "647979", "vuive88"):
        assert secret not in text


def test_random_numbers_do_not_tell_who_was_recorded_first(session: Session) -> None:
    for number in range(40):
        agreed(session, f"Khách {number}", phones=(f"09880000{number:02d}",), emails=())
    found = gather(session)
    code = data_uses.record(session, found, "")
    first, second = (
        [row[0] for row in cells(data_uses.export(confirmed(session), code, found).render())[3:]] for _ in range(2)
    )
    assert len(set(first)) == 40
    assert first != second
    assert first == sorted(first, key=int)


def test_who_withdrew_since_is_left_out_of_the_file(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", phones=("0988111222",), emails=())
    found = gather(session)
    code = data_uses.record(session, found, "")
    say(session, minh, ConsentOutcome.WITHDRAWN, ANALYSIS, Channel.NONE)
    made = data_uses.export(confirmed(session), code, found)
    assert (made.people, made.left_out.people) == (1, 1)
    assert dict(made.left_out.reasons) == {"CONSENT_WITHDRAWN": 1}


def test_the_file_belongs_to_its_use_and_leaves_a_trace(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    found = gather(session)
    code = data_uses.record(session, found, "")
    told = audited(session, lambda: data_uses.export(confirmed(session), code, found))
    assert told == [(AuditAction.DATA_USED, None)]
    other = gather(session, UseWish(ANALYSIS, (ORDERS,)))
    for wrong, what in ((code, other), ("SD-0099", found)):
        with pytest.raises(NotFound):
            data_uses.export(confirmed(session), wrong, what)


def test_staff_record_uses_and_only_the_manager_takes_a_file(shop: Workplace) -> None:
    agreed(shop.session, "Trần Thị Lan")
    staff = shop.as_staff()
    found = gather(staff)
    code = data_uses.record(staff, found, "")
    with pytest.raises(RoleForbidden):
        data_uses.export(staff, code, found)


def test_on_the_day_of_the_use_a_file_is_made_with_everybody_asked_again(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", phones=("0988111222",), emails=())
    code = data_uses.record(session, gather(session), "")
    say(session, minh, ConsentOutcome.WITHDRAWN, ANALYSIS, Channel.NONE)
    told: list[data_uses.PreparedUse] = []
    export = data_uses.export_anew_in_slices(confirmed(session), code.lower(), Language.EN)
    assert audited(session, lambda: told.append(to_the_end(export))) == [(AuditAction.DATA_USED, None)]
    assert told[0].people == 1
    assert code in cells(told[0].render())[0][0]


def test_later_or_under_another_policy_it_is_another_use(shop: Workplace) -> None:
    session = shop.session
    agreed(session, "Trần Thị Lan")
    code = data_uses.record(session, gather(session), "")
    before = snapshot(session)
    pack = policy_versions.start_draft(session).pack
    policy_versions.save_draft(session, replace(pack, link="https://theking.example/chinh-sach"))
    session.mark_confirmed(Operation.PUBLISH_POLICY)
    policy_versions.publish(session)
    with pytest.raises(ListOutdated):
        to_the_end(data_uses.export_anew_in_slices(confirmed(session), code))
    shop.clock.move(days=1)
    with pytest.raises(WrongState):
        to_the_end(data_uses.export_anew_in_slices(confirmed(session), code))
    staff = shop.as_staff()
    with pytest.raises(RoleForbidden):
        next(data_uses.export_anew_in_slices(staff, code))
    assert before["data_use"] == snapshot(staff)["data_use"]


WISHES = FieldId("wishes")


def test_numbers_and_emails_typed_into_a_free_answer_do_not_leave_with_it(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    for words in ("Gọi số 0911.647 979 nhé", "viết cho lan@example.com", "hộp 250 ml, 3 chai"):
        assert survey.record(session, lan.code, WISHES, words, ANALYSIS).allowed
    found = gather(session, UseWish(ANALYSIS, (WISHES,)))
    made = data_uses.export(confirmed(session), data_uses.record(session, found, ""), found, Language.EN)
    told = made.render_csv().decode("utf-8-sig")
    assert "0911" not in told
    assert "979" not in told
    assert "example" not in told
    assert "250 ml, 3 chai" in told
