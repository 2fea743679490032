"""Paper for the manager and the inspector: what was given to whom in a period, and what one customer agreed to."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta

import pypdfium2
import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.errors import NotFound, PeriodReversed
from ledger.domain.ids import FieldId
from ledger.domain.instants import VIETNAM
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import consents, customers, disclosures, evidence, handover, recipients, reports, trail
from ledger.services.disclosures import DisclosureInput
from ledger.services.reports import ReportWish
from ledger.services.session import Session
from support.services import (
    DELIVERY,
    LAW,
    MARKETING,
    PAPERS,
    TODAY,
    Workplace,
    add_authority,
    add_carrier,
    add_customer,
    audited,
    print_all,
    say,
    snapshot,
    take_parcels,
)

EVERYTHING = ReportWish()


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [unicodedata.normalize("NFC", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return [" ".join(text.split()) for text in texts]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def give(session: Session, at: datetime, code: str = "KH-00001", recipient: str = "Giao Nhanh") -> None:
    to = recipients.by_name(session, recipient)
    typed = DisclosureInput(to.id, DELIVERY, frozenset({FieldId("name")}), at)
    assert disclosures.disclose(session, code, typed).allowed


def vietnam(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def partners(session: Session) -> None:
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    add_customer(session)
    add_customer(session, "Lê Thị Mai")
    add_carrier(session)
    add_carrier(session, "Giao Chậm")


def test_a_period_has_both_its_days_whole_by_the_clock_of_vietnam(session: Session) -> None:
    for at in (vietnam(17, 23, 59, 59), vietnam(18, 0), vietnam(19, 12), vietnam(19, 23, 59, 59), vietnam(20, 0)):
        give(session, at)
    wish = ReportWish(date(2026, 11, 18), date(2026, 11, 19))
    assert reports.disclosure_report(session, wish).rows == 3
    assert reports.disclosure_report(session, replace(wish, period_from=None)).rows == 4
    assert reports.disclosure_report(session, replace(wish, period_to=None)).rows == 4
    assert reports.disclosure_report(session, EVERYTHING).rows == 5
    assert reports.disclosure_report(session, ReportWish(TODAY, TODAY)).rows == 0


def test_a_period_without_end_may_be_written_as_the_last_day_there_is(session: Session) -> None:
    give(session, vietnam(18, 9))
    assert reports.disclosure_report(session, ReportWish(date.min, date.max)).rows == 1


def test_the_report_is_narrowed_to_a_recipient_a_basis_a_purpose_or_a_customer(session: Session) -> None:
    police = add_authority(session)
    give(session, vietnam(18, 9))
    give(session, vietnam(18, 10), recipient="Giao Chậm")
    give(session, vietnam(18, 11), "KH-00002")
    typed = DisclosureInput(police.id, LAW, frozenset({FieldId("name")}), authority=PAPERS)
    disclosures.disclose(session, "KH-00002", typed)
    slow = recipients.by_name(session, "Giao Chậm")
    wishes = {
        ReportWish(recipient_id=slow.id): 1,
        ReportWish(basis=LegalBasis.LAW): 1,
        ReportWish(basis=LegalBasis.CONSENT): 0,
        ReportWish(purpose_id=DELIVERY): 3,
        ReportWish(customer_code="kh-00002"): 2,
        ReportWish(customer_code="KH-00002", purpose_id=DELIVERY): 1,
    }
    assert {wish: reports.disclosure_report(session, wish).rows for wish in wishes} == wishes


def test_the_report_counts_what_was_refused_too(session: Session) -> None:
    police = add_authority(session)
    disclosures.disclose(session, "KH-00001", DisclosureInput(police.id, LAW, frozenset({FieldId("name")})))
    assert reports.disclosure_report(session, EVERYTHING).blocked == 1
    assert reports.disclosure_report(session, ReportWish(customer_code="KH-00002")).blocked == 0
    assert reports.disclosure_report(session, ReportWish(period_to=TODAY - timedelta(days=1))).blocked == 0


@pytest.mark.parametrize("language", Language)
def test_the_paper_says_who_got_what_why_and_who_printed_it(session: Session, language: Language) -> None:
    give(session, vietnam(18, 9))
    slow = recipients.by_name(session, "Giao Chậm")
    take_parcels(session, add_customer(session, "Vũ Văn An"), slow)
    print_all(session)
    handover.hand_over(session, slow.id)
    text = text_of(reports.disclosure_report(session, ReportWish(language=language)).pdf)
    head = trail.head_of(session).hash.hex()
    delivery = session.policy().purpose(DELIVERY)
    assert delivery is not None
    for shown in ("The King Oil", "Giao Chậm", "KH-00001", "KH-00003", delivery.text.in_language(language), "Chị Bình"):
        assert shown in text
    assert head[:16] in text.replace(" ", "")
    assert "{" not in text
    for hidden in ("0911", "36 Hàng Than", "Vũ Văn An", "Dầu gội"):
        assert hidden not in text


def test_a_report_about_one_customer_names_that_customer(session: Session) -> None:
    give(session, vietnam(18, 9), "KH-00002")
    assert "Lê Thị Mai" in text_of(reports.disclosure_report(session, ReportWish(customer_code="KH-00002")).pdf)
    with pytest.raises(NotFound):
        reports.disclosure_report(session, ReportWish(customer_code="KH-00009"))


def test_an_authoritys_papers_stand_on_the_report(session: Session) -> None:
    police = add_authority(session)
    typed = DisclosureInput(police.id, LAW, frozenset({FieldId("name")}), authority=PAPERS)
    disclosures.disclose(session, "KH-00001", typed)
    assert "118/CV-CAP" in text_of(reports.disclosure_report(session, EVERYTHING).pdf)


def test_that_a_report_was_printed_is_itself_on_the_trail_before_it_is_on_paper(session: Session) -> None:
    whole = audited(session, lambda: reports.disclosure_report(session, EVERYTHING))
    one = audited(session, lambda: reports.disclosure_report(session, ReportWish(customer_code="KH-00002")))
    assert (whole, one) == ([(AuditAction.REPORT_PRINTED, None)], [(AuditAction.REPORT_PRINTED, "KH-00002")])


# --- the consent receipt ------------------------------------------------------------------------


def test_the_receipt_shows_what_stands_and_what_is_stopped(shop: Workplace) -> None:
    session, customer = shop.session, customers.get(shop.session, "KH-00001")
    say(session, customer, channel=Channel.EMAIL)
    say(session, customer, ConsentOutcome.REFUSED, channel=Channel.CALL)
    shop.clock.move(minutes=1)
    say(session, customer, ConsentOutcome.WITHDRAWN, channel=Channel.EMAIL)
    consents.stop_contact(session, customer.code, Channel.SMS, ConsentMethod.RECORDED_CALL)
    text = text_of(reports.consent_receipt(session, customer.code))
    for shown in ("Nguyễn Văn Đức", "KH-00001", "Rút lại", "Từ chối", "21/11/2026"):
        assert shown in text
    assert "Đồng ý (" not in text
    english = text_of(reports.consent_receipt(session, customer.code, Language.EN))
    assert "{" not in text + english
    assert "Từ chối" not in english


@pytest.mark.parametrize(("language", "shown"), [(Language.VI, "2 tệp đính kèm"), (Language.EN, "2 attached")])
def test_the_receipt_says_that_there_are_papers(session: Session, language: Language, shown: str) -> None:
    said = consents.Said(MARKETING, Channel.EMAIL, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.clock.now())
    scans = [evidence.read_file(name, b"%PDF-1.7") for name in ("trang 1.pdf", "trang 2.pdf")]
    consents.record(session, "KH-00001", said, scans)
    assert shown in text_of(reports.consent_receipt(session, "KH-00001", language))


def test_a_receipt_is_on_the_trail_under_its_customer(session: Session) -> None:
    acts = audited(session, lambda: reports.consent_receipt(session, "KH-00001"))
    assert acts == [(AuditAction.RECEIPT_PRINTED, "KH-00001")]
    with pytest.raises(NotFound):
        reports.consent_receipt(session, "KH-00009")


# --- looked at before it is printed -------------------------------------------------------------


@pytest.mark.parametrize(("language", "mark"), [(Language.VI, "BẢN XEM TRƯỚC"), (Language.EN, "PREVIEW")])
def test_a_preview_says_so_on_every_page_and_writes_nothing(session: Session, language: Language, mark: str) -> None:
    give(session, vietnam(18, 9))
    wish = ReportWish(language=language)
    before = snapshot(session)
    preview = reports.prepare_disclosure_report(session, wish, is_preview=True)
    receipt = reports.prepare_consent_receipt(session, "KH-00001", language, is_preview=True)
    assert snapshot(session) == before
    pages = pages_of(preview.render()) + pages_of(receipt.render())
    assert len(pages) == 3
    assert all(mark in page for page in pages)
    printed = text_of(reports.disclosure_report(session, wish).pdf)
    assert mark not in printed + text_of(reports.consent_receipt(session, "KH-00001", language))


def test_a_preview_is_refused_for_the_same_reasons_as_the_paper(session: Session) -> None:
    with pytest.raises(PeriodReversed):
        reports.prepare_disclosure_report(session, ReportWish(TODAY, TODAY - timedelta(days=1)), is_preview=True)
    with pytest.raises(NotFound):
        reports.prepare_consent_receipt(session, "KH-00009", Language.VI, is_preview=True)


def test_what_was_prepared_is_drawn_without_the_ledger(shop: Workplace) -> None:
    give(shop.session, vietnam(18, 9))
    report = reports.prepare_disclosure_report(shop.session, EVERYTHING, is_preview=False)
    receipt = reports.prepare_consent_receipt(shop.session, "KH-00001", Language.VI, is_preview=False)
    shop.close()
    assert (report.rows, report.blocked) == (1, 0)
    assert "Giao Nhanh" in text_of(report.render())
    assert "Nguyễn Văn Đức" in text_of(receipt.render())
    assert "Nguyễn Văn Đức" not in repr((report, receipt))
