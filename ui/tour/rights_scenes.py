"""The tour of rights: what customers ask about their data and what is done, erasure, retention, incidents, papers."""

from functools import partial

from ledger.domain.deadline import RequestKind
from ledger.domain.staff import Operation
from ledger.services import (
    data_copy,
    erasure,
    erasure_papers,
    incident_letters,
    incident_list,
    incident_papers,
    incidents,
    partner_letters,
    partner_papers,
    request_list,
    request_papers,
    requests,
)
from ledger.services.incident_list import AffectedQuery, IncidentLine, IncidentQuery
from ledger.services.request_list import RequestFilter, RequestLine, RequestQuery
from ledger.services.request_papers import LetterInput
from ledger.services.session import Session
from ui.dialogs.data_copy import DataCopyDialog
from ui.dialogs.erase import EraseDialog
from ui.dialogs.erasure_certificate import CertificateDialog
from ui.dialogs.partner_letters import PartnerLettersDialog
from ui.dialogs.request_letters import RequestLetterDialog
from ui.dialogs.retention import RetentionDialog
from ui.pages.customers import CustomersPage
from ui.pages.incidents import IncidentsPage
from ui.pages.requests import RequestsPage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.places import PageId, Target
from ui.tour.stage import Stage
from ui.widgets.incident_steps import IncidentAct
from ui.widgets.request_file import read_file

_SECTIONS = ("deadlines", "days", "retention")


def _lines(session: Session) -> tuple[RequestLine, ...]:
    return request_list.rows(session, request_list.ids(session, RequestQuery(state=RequestFilter.ALL)))


def _open_of(stage: Stage, kind: RequestKind) -> str:
    """Return the code of the newest open request of a kind, else of the newest at all."""
    found = [one for one in stage.ask(_lines) if one.kind is kind]
    found.sort(key=lambda one: (one.closed_at is None, one.code))
    if not found:
        raise LookupError(kind)
    return found[-1].code


# --- requests ---


def _today(stage: Stage) -> None:
    stage.go(Target(PageId.TODAY), TodayPage)
    stage.wait(300)
    stage.shoot("today-due")


def _requests(stage: Stage) -> None:
    page = stage.go(Target(PageId.REQUESTS), RequestsPage)
    stage.shoot("requests")
    for kind in RequestKind:
        if any(one.kind is kind for one in stage.ask(_lines)):
            stage.go(Target(PageId.REQUESTS, _open_of(stage, kind)), RequestsPage)
            stage.shoot(f"request-{kind.value.lower().replace('_', '-')}")
    page.record("KH-00002")
    stage.shoot_and_clear("request-new")


def _steps(stage: Stage) -> None:
    page = stage.go(Target(PageId.REQUESTS), RequestsPage)
    for kind, acts in (
        (RequestKind.ACCESS, ("link", "acknowledge")),
        (RequestKind.DELETE, ("with_partner", "extend", "close", "refuse")),
        (RequestKind.RESTRICT, ("letters", "carry_out")),
        (RequestKind.CORRECT, ("carry_out", "partners")),
        (RequestKind.OBJECT, ("reopen",)),
    ):
        code = _open_of(stage, kind)
        file = stage.ask(partial(read_file, code=code))
        stage.go(Target(PageId.REQUESTS, code), RequestsPage)
        for act in acts:
            page.acts_of.do(act, file)
            stage.settle()
            stage.shoot_and_clear(f"request-{kind.value.lower()}-{act.replace('_', '-')}")


def _carrying_out(stage: Stage) -> None:
    page = stage.go(Target(PageId.REQUESTS), RequestsPage)
    desk = stage.workspace.desk
    stage.ask(lambda session: session.mark_confirmed(Operation.EXPORT))
    for dialog, name in (
        (DataCopyDialog(desk, _open_of(stage, RequestKind.PROVIDE_COPY), page), "request-data-copy"),
        (RequestLetterDialog(desk, _open_of(stage, RequestKind.PROVIDE_COPY), None, page), "request-letter"),
        (PartnerLettersDialog(desk, _open_of(stage, RequestKind.CORRECT), page), "request-partners"),
    ):
        dialog.open()
        stage.wait(300)
        stage.shoot_and_clear(name)


# --- erasure ---


def _erasure(stage: Stage) -> None:
    page = stage.go(Target(PageId.REQUESTS, _open_of(stage, RequestKind.DELETE)), RequestsPage)
    desk = stage.workspace.desk
    waiting = next(one for one in stage.ask(_lines) if one.kind is RequestKind.DELETE and one.closed_at is None)
    for dialog, name in (
        (EraseDialog(desk, waiting.customer_code or "", waiting.code, page), "erase-blocked"),
        (EraseDialog(desk, _free(stage), parent=page), "erase"),
    ):
        dialog.open()
        stage.wait(200)
        stage.shoot_and_clear(name)
    newest = stage.ask(erasure.records)[0]
    shown = CertificateDialog(desk, newest.code, page)
    shown.open()
    stage.wait(300)
    stage.shoot_and_clear("erasure-certificate")
    stage.go(Target(PageId.CUSTOMERS, newest.customer_code), CustomersPage)
    stage.shoot("customer-erased")


def _free(stage: Stage) -> str:
    """Return the code of a customer against whose erasure nothing stands."""
    for number in range(5, 60):
        code = f"KH-{number:05d}"
        found = stage.ask(partial(erasure.preview, code=code))
        if found.is_free and found.holders:
            return code
    raise LookupError(PageId.CUSTOMERS)


# --- retention and rules ---


def _settings(stage: Stage) -> None:
    page = stage.go(Target(PageId.SETTINGS), SettingsPage)
    for section in _SECTIONS:
        page.show_section(section)
        stage.settle()
        stage.shoot(f"settings-{section}")
    dialog = RetentionDialog(stage.workspace.desk, page)
    dialog.open()
    stage.wait(300)
    stage.shoot_and_clear("retention-run")


# --- incidents ---


def _incidents(stage: Stage) -> None:
    page = stage.go(Target(PageId.INCIDENTS), IncidentsPage)
    stage.shoot("incidents")
    for one in stage.ask(_incident_lines):
        stage.go(Target(PageId.INCIDENTS, one.code), IncidentsPage)
        stage.shoot(f"incident-{'open' if one.is_open else 'closed'}")
    page.record()
    stage.shoot_and_clear("incident-new")
    stage.go(Target(PageId.INCIDENTS, _waiting(stage)), IncidentsPage)
    for act in (IncidentAct.CHANGE, IncidentAct.FIND, IncidentAct.REPORT, IncidentAct.NOT_DUE_SYSTEM):
        page.detail.wanted.emit(act)
        stage.settle()
        stage.shoot_and_clear(f"incident-{act.value.lower().replace('_', '-')}")
    page.detail.wanted.emit(IncidentAct.PRINT)
    stage.wait(300)
    stage.shoot_and_clear("incident-record")


def _incident_lines(session: Session) -> tuple[IncidentLine, ...]:
    return incident_list.rows(session, incident_list.ids(session, IncidentQuery()))


def _waiting(stage: Stage) -> str:
    return stage.ask(incidents.due)[0].code


# --- papers ---


def _letters(stage: Stage) -> None:
    typed = LetterInput(addressee="Nguyễn Thị Hồng Ánh", address="36 Hàng Than, Hà Nội")
    drawn = set[str]()
    for one in stage.ask(_lines):
        for letter in request_papers.possible(stage.ask(partial(requests.get, code=one.code))):
            name = f"letter-{letter.value}-{one.kind.value}.pdf".lower().replace("_", "-")
            if name in drawn:
                continue
            drawn.add(name)
            prepare = partial(request_papers.prepare, request_code=one.code, letter=letter, language=stage.language)
            stage.keep(name, stage.ask(partial(prepare, typed=typed, is_preview=True)).render())


def _papers(stage: Stage) -> None:
    language = stage.language
    written = stage.ask(partial(partner_letters.of_request, request_code=_open_of(stage, RequestKind.CORRECT)))
    for number, one in enumerate(written, start=1):
        paper = partial(partner_papers.prepare, letter_id=one.id, language=language, is_preview=True)
        stage.keep(f"partner-letter-{number}.pdf", stage.ask(paper).render())
    stage.ask(lambda session: session.mark_confirmed(Operation.ERASE))
    certificate = partial(erasure_papers.prepare, xd_code=stage.ask(erasure.records)[0].code, language=language)
    shown = stage.ask(partial(certificate, is_preview=True, name="Phan Thị Thu Nga"))
    stage.keep("erasure-certificate.pdf", shown.render())
    stage.ask(lambda session: session.mark_confirmed(Operation.EXPORT))
    copying = partial(data_copy.prepare, request_code=_open_of(stage, RequestKind.PROVIDE_COPY), language=language)
    copy = stage.ask(partial(copying, is_preview=True))
    stage.keep("data-copy.pdf", data_copy.render_pdf(copy))
    stage.keep("data-copy.json", data_copy.render_json(copy))


def _incident_papers(stage: Stage) -> None:
    for one in stage.ask(_incident_lines):
        record = partial(incident_papers.prepare_record, code=one.code, language=stage.language, is_preview=True)
        stage.keep(f"incident-record-{one.code.lower()}.pdf", stage.ask(record).render())
    code = _waiting(stage)
    query = AffectedQuery(stage.ask(partial(incidents.get, code=code)).id)
    affected = stage.ask(partial(incident_list.affected_ids, query=query))
    some = stage.ask(partial(incident_list.affected_rows, code=code, ids=affected[:40]))
    told = partial(incident_letters.letters, code=code, language=stage.language, is_preview=True)
    stage.keep("incident-letters.pdf", stage.ask(partial(told, codes=[one.code for one in some])).render())


SCENES = (
    _today,
    _requests,
    _steps,
    _carrying_out,
    _erasure,
    _settings,
    _incidents,
    _letters,
    _papers,
    _incident_papers,
)
