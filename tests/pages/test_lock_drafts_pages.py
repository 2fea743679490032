"""Pages somebody writes on, and the policy's draft: what is not saved at a lock is given back where it stood."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox

from ledger.domain.wording import Bilingual
from ledger.services import drafts, handover
from support.drivers_lock import AtTheLock
from support.lock_desk import lay_out, sit_down, told
from support.program import settle
from ui.dialogs.hand_over import HandOverDialog
from ui.dialogs.policy_draft import PolicyDraftDialog
from ui.half_written import unfinished
from ui.places import PageId
from ui.widgets.settings_panel import SettingsPanel


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[AtTheLock]:
    assert qapp is not None
    yield from sit_down(lay_out(tmp_path))


def test_settings_not_saved_at_a_lock_wait_in_their_section(here: AtTheLock) -> None:
    here.go(PageId.SETTINGS, "shop", "section")
    here.writes("Address (if any)", ", ngõ 7")
    panel = settings_panel(here)
    before = panel.states()
    here.is_relieved_by_somebody_offered_nothing()
    assert here.offered().endswith("Settings")
    here.goes_on()
    panel = settings_panel(here)
    assert panel.states() == before
    panel.save()
    settle()
    assert unfinished(here.running.workspace.written_into()) == []
    assert told(here, drafts.waiting) == ()


def test_rules_the_ledger_fills_in_late_do_not_cover_what_was_typed(here: AtTheLock) -> None:
    here.go(PageId.SETTINGS, "retention", "section")
    months = next(one for one in settings_panel(here).findChildren(QSpinBox) if one.isVisible())
    months.setValue(77)
    here.lock()
    here.unlock()
    here.goes_on()
    months = next(one for one in settings_panel(here).findChildren(QSpinBox) if one.isVisible())
    assert months.value() == 77
    settings_panel(here).discard()


def settings_panel(here: AtTheLock) -> SettingsPanel:
    return next(one for one in here.running.workspace.findChildren(SettingsPanel) if one.isVisible())


def test_a_policy_not_saved_at_a_lock_is_typed_again_beside_the_saved_draft(here: AtTheLock) -> None:
    here.go(PageId.POLICY, act="draft")
    policy_draft(here).sketch.change(title=Bilingual("Lời hứa của tiệm", "What the shop promises"))
    here.is_relieved_by_somebody_offered_nothing()
    assert here.offered().endswith("Next version of the policy")
    here.goes_on()
    shown = policy_draft(here)
    assert shown.sketch.pack.title.vi == "Lời hứa của tiệm"
    assert shown.holds_typed()  # the saved draft is as it was until somebody saves
    here.presses("Save the draft")
    assert not shown.holds_typed()
    shown.close()
    assert told(here, drafts.waiting) == ()


def policy_draft(here: AtTheLock) -> PolicyDraftDialog:
    return next(one for one in here.running.workspace.findChildren(PolicyDraftDialog) if one.isVisible())


def test_parcels_scanned_before_a_lock_need_not_be_scanned_again(here: AtTheLock) -> None:
    here.go(PageId.PARCELS, act="hand_over")
    desk = hand_over(here)
    one, two, *_others = [going.row.code for going in desk._going() if not going.is_blocked]
    desk.courier.setText("Anh Tâm")
    for code in (one, two):
        desk.scan.setText(code)
        desk.scan.entered.emit()
    carrier = desk.carrier.currentData()
    here.is_relieved_by_somebody_offered_nothing()
    assert here.offered().endswith("Handing parcels over")
    here.goes_on()
    desk = hand_over(here)
    assert (desk.courier.text(), desk.carrier.currentData()) == ("Anh Tâm", carrier)
    assert desk.only_scanned.isChecked()
    here.presses("Hand over parcels: 2")
    assert told(here, lambda session: handover.manifests(session)[0].courier_name) == "Anh Tâm"
    assert told(here, drafts.waiting) == ()


def hand_over(here: AtTheLock) -> HandOverDialog:
    return next(one for one in here.running.workspace.findChildren(HandOverDialog) if one.isVisible())
