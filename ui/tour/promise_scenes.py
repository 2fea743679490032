"""The tour of promises: contact lists, uses of data, the promises page, a new version and its notices."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QScrollArea

from ledger.domain.policy import Control
from ledger.domain.staff import Operation
from ledger.domain.wording import Bilingual
from ledger.services import notices, policy_versions, promise_proof, promises
from ledger.services.contact_lists import ListQuery, ids, rows
from ledger.services.deciding_many import to_the_end
from ledger.services.notice_papers import letters
from ledger.services.session import Session
from ui.dialogs.policy_draft import PolicyDraftDialog
from ui.pages.contact import ContactPage
from ui.pages.customers import CustomersPage
from ui.pages.policy import PolicyPage
from ui.pages.promises import PromisesPage
from ui.pages.today import TodayPage
from ui.places import PageId, Target
from ui.tour.hands import press, seen
from ui.tour.people_scenes import customers_of
from ui.tour.stage import Stage
from ui.widgets.customer_survey import SurveyCard
from ui.widgets.disclosure_parts import Segments

_MORE = Bilingual(
    " Cửa hàng trả lời cả trên trang Facebook chính thức.", " The shop answers on its official Facebook page too."
)


# --- contact ---


def _contact(stage: Stage) -> None:
    page = stage.go(Target(PageId.CONTACT), ContactPage)
    stage.shoot("contact-lists")
    newest = stage.ask(lambda session: rows(session, ids(session, ListQuery())[:1]))[0]
    stage.go(Target(PageId.CONTACT, newest.code), ContactPage)
    stage.shoot("contact-list")
    seen(page.lists.panel, Segments)[0].choose(1)
    stage.settle()
    stage.shoot("contact-list-left-out")
    page.begin_list()
    press(stage, "ContactListDialog", "Count")
    stage.shoot_and_clear("contact-list-new")
    page.list_acts.check(newest)
    stage.shoot_and_clear("contact-list-check")
    page.segments.choose(1)
    stage.shoot("contact-made")
    stage.go(Target(PageId.CONTACT, stage.ask(customers_of)[0].code, "log"), ContactPage)
    stage.shoot_and_clear("contact-log")
    page.segments.choose(2)
    stage.shoot("contact-uses")
    page.begin_use()
    next(one for one in seen(stage.front, QCheckBox) if one.isEnabled()).click()
    press(stage, "DataUseDialog", "Count")
    stage.shoot_and_clear("contact-use-new")
    page.segments.choose(0)


def _collected(stage: Stage) -> None:
    found = stage.ask(customers_of)
    one = max(found, key=lambda card: len(card.browser) + len(card.answers))
    page = stage.go(Target(PageId.CUSTOMERS, one.code), CustomersPage)
    shown = page.findChildren(SurveyCard)[0]
    for scroll in seen(page, QScrollArea):
        if scroll.isAncestorOf(shown):
            scroll.ensureWidgetVisible(shown)
    stage.shoot("customer-collected")


# --- promises ---


def _promises(stage: Stage) -> None:
    page = stage.go(Target(PageId.PROMISES), PromisesPage)
    stage.wait(300)
    stage.shoot("promises")
    for clause in ("KO 4b", "KO 5", "VK 3", "VK 10"):
        stage.go(Target(PageId.PROMISES, clause), PromisesPage)
        stage.shoot(f"promises-{clause.lower().replace(' ', '-')}")
    page.record_breach()
    stage.shoot_and_clear("promises-breach")
    stage.go(Target(PageId.PROMISES, "KO 5"), PromisesPage)
    shown = page.detail.promise
    if shown is not None and shown.evidence.violations:
        page.explain(shown.evidence.violations[0])
        stage.shoot_and_clear("promises-explain")
    page.print_proof()
    stage.wait(400)
    stage.shoot_and_clear("promises-proof")


def _today(stage: Stage) -> None:
    page = stage.go(Target(PageId.TODAY), TodayPage)
    stage.wait(300)
    stage.shoot("today-hints")
    page.hints.ask_again_wanted.emit()
    stage.shoot_and_clear("today-ask-again")
    page.hints.birthdays_wanted.emit()
    stage.shoot_and_clear("today-birthdays")


# --- a new version and its notices ---


def _versions(stage: Stage) -> None:
    page = stage.go(Target(PageId.POLICY), PolicyPage)
    page.tabs.setCurrentWidget(page.versions)
    stage.shoot("policy-versions")
    stage.ask(_begin_draft)
    page.handlers()["new"]()
    stage.settle()
    stage.shoot("policy-draft")
    dialog = stage.dialog(PolicyDraftDialog)
    for at, name in ((1, "purposes"), (2, "fields"), (3, "sharing"), (4, "title")):
        dialog.tabs.setCurrentIndex(at)
        stage.shoot(f"policy-draft-{name}")
    press(stage, "PolicyDraftDialog", "Review and publish…")
    stage.shoot_and_clear("policy-review")


def _begin_draft(session: Session) -> None:
    draft = policy_versions.start_draft(session)
    clauses = tuple(
        replace(one, text=Bilingual(one.text.vi + _MORE.vi, one.text.en + _MORE.en))
        if one.control is Control.FEEDBACK_IN_TIME
        else one
        for one in draft.pack.clauses
    )
    policy_versions.save_draft(session, replace(draft.pack, clauses=clauses))


def _notices(stage: Stage) -> None:
    stage.ask(_publish)
    page = stage.go(Target(PageId.POLICY, act="notices"), PolicyPage)
    page.refresh()
    stage.shoot("policy-notices")
    stage.go(Target(PageId.PROMISES, "VK 10"), PromisesPage)
    stage.wait(300)
    stage.shoot("promises-notices-running")


def _publish(session: Session) -> None:
    session.mark_confirmed(Operation.PUBLISH_POLICY)
    policy_versions.publish(session)


def _papers(stage: Stage) -> None:
    run = stage.ask(notices.open_run_id)
    if run is not None:
        shown = stage.ask(lambda session: letters(session, run, stage.language, is_preview=True))
        stage.keep("notice-letters.pdf", shown.render())
    measured = stage.ask(lambda session: to_the_end(promises.measure(session)))
    proof = stage.ask(lambda session: promise_proof.prepare(session, measured, stage.language, is_preview=False))
    stage.keep("promise-proof.pdf", proof.render())


SCENES = (_contact, _collected, _promises, _today, _versions, _notices, _papers)
