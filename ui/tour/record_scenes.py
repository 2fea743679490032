"""The tour of the desk, third part: data sharing, partners, policy, the audit trail, settings."""

from PySide6.QtWidgets import QTabWidget

from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentState
from ledger.services import recipients
from ledger.services.recipients import RecipientLine
from ledger.services.session import Session
from ui.dialogs.disclosure import DisclosureDialog
from ui.pages.audit import AuditPage
from ui.pages.disclosures import ATTEMPTS, REGISTER, REPORT, DisclosuresPage
from ui.pages.policy import PolicyPage
from ui.pages.recipients import RecipientsPage
from ui.pages.settings import SettingsPage
from ui.places import PageId, Target
from ui.tour.hands import choose, press, seen, write
from ui.tour.people_scenes import customers_of
from ui.tour.stage import Stage
from ui.widgets.record_table import RecordTable

_PAPERS = {
    "document_number": "119/CV-CAP",
    "document_on": "20/11/2026",
    "issuing_body": "Công an phường Ba Đình",
    "legal_reference": "Luật 91/2025/QH15, Điều 19",
}
_SECTIONS = ("shop", "staff", "look", "printing", "backup", "security", "rules", "about")


def _of_role(session: Session, role: RecipientRole) -> list[RecipientLine]:
    return [one for one in recipients.lines(session) if one.role is role and one.closed_at is None]


# --- data sharing ---


def _register(stage: Stage) -> None:
    page = stage.go(Target(PageId.DISCLOSURES), DisclosuresPage)
    stage.shoot("disclosures")
    page.register.table.highlight(0)
    stage.shoot("disclosures-detail")
    page.segments.choose(ATTEMPTS)
    stage.settle()
    page.attempts.table.highlight(0)
    stage.shoot("disclosures-attempts")
    page.segments.choose(REPORT)
    stage.wait(450)  # it is drawn when the choosing pauses
    stage.shoot("disclosures-report")
    page.segments.choose(REGISTER)


def _disclosure(stage: Stage) -> None:
    page = stage.go(Target(PageId.DISCLOSURES), DisclosuresPage)
    page.begin()
    stage.shoot_and_clear("disclosure-new")
    carrier = next(
        one
        for one in stage.ask(lambda session: _of_role(session, RecipientRole.CARRIER))
        if one.state is CommitmentState.EXPIRED
    )
    _fill_disclosure(stage, page, carrier)
    press(stage, "DisclosureDialog", "Check and record")
    stage.shoot_and_clear("disclosure-refused")
    authority = stage.ask(lambda session: _of_role(session, RecipientRole.AUTHORITY))[0]
    dialog = _fill_disclosure(stage, page, authority)
    for name, field in dialog.papers.fields.items():
        write(field.editor, _PAPERS.get(name, ""))
    press(stage, "DisclosureDialog", "Check and record")
    stage.shoot_and_clear("disclosure-passphrase")


def _fill_disclosure(stage: Stage, page: DisclosuresPage, to: RecipientLine) -> DisclosureDialog:
    page.begin()
    dialog = stage.dialog(DisclosureDialog)
    dialog.picker.choose(stage.ask(customers_of)[0].code)
    dialog.recipient.setCurrentIndex(dialog.recipient.findData(to.id))
    stage.settle()
    return dialog


# --- partners ---


def _recipients(stage: Stage) -> None:
    page = stage.go(Target(PageId.RECIPIENTS), RecipientsPage)
    stage.shoot("recipients")
    page.add_partner()
    stage.shoot("recipient-new")
    press(stage, "RecipientDialog", "Add the partner")
    stage.shoot_and_clear("recipient-new-errors")
    carriers = stage.ask(lambda session: _of_role(session, RecipientRole.CARRIER))
    unsigned = next(one for one in carriers if one.state is CommitmentState.MISSING)
    for act in ("commitment", "agreement", "zones", "edit"):
        stage.go(Target(PageId.RECIPIENTS, str(unsigned.id), act), RecipientsPage)
        stage.shoot_and_clear(f"recipient-{act}")
    press(stage, "RecipientPanel", "Close…")
    stage.shoot_and_clear("recipient-close-question")


# --- policy and audit ---


def _policy(stage: Stage) -> None:
    page = stage.go(Target(PageId.POLICY), PolicyPage)
    tabs: QTabWidget = page.tabs
    for at, name in enumerate(("clauses", "purposes", "fields", "sharing", "labels")):
        tabs.setCurrentIndex(at)
        stage.shoot(f"policy-{name}")
    stage.go(Target(PageId.POLICY, "VK 9"), PolicyPage)
    stage.shoot("policy-clause")


def _audit(stage: Stage) -> None:
    page = stage.go(Target(PageId.AUDIT), AuditPage)
    stage.shoot("audit")
    choose(page.groups, 2)
    stage.shoot("audit-filtered")
    choose(page.groups, 0)
    page.proof.verify()
    stage.wait(400)
    stage.shoot_and_clear("audit-verified")


# --- settings ---


def _settings(stage: Stage) -> None:
    page = stage.go(Target(PageId.SETTINGS), SettingsPage)
    for section in _SECTIONS:
        page.show_section(section)
        stage.shoot(f"settings-{section}")
    page.show_section("printing")
    press(stage, "PrintingPanel", "Correct…")
    stage.shoot_and_clear("settings-printer")
    page.show_section("rules")
    stage.settle()
    table = seen(page, RecordTable)[0]
    table.highlight(0)
    table.open_current()
    stage.shoot_and_clear("settings-rule")
    page.show_section("staff")
    press(stage, "StaffPanel", "Add an account…")
    stage.shoot_and_clear("settings-staff-new")
    stage.go(Target(PageId.SETTINGS, act="recovery"), SettingsPage)
    stage.shoot_and_clear("settings-recovery")
    page.show_section("shop")


SCENES = (_register, _disclosure, _recipients, _policy, _audit, _settings)
