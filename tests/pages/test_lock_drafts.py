"""A form that was half-written when the screen was locked is offered to its member again, and opens as it was left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QSpinBox

from ledger.domain.errors import DiskFull
from ledger.domain.wording import Language
from ledger.services import drafts
from ledger.services.session import Session
from support.drivers_lock import AtTheLock
from support.program import Look, Running, at_its_door, copied, make_demo, settle
from ui.app import Demo
from ui.places import PageId, Target
from ui.tasks import Job
from ui.widgets.choice_tiles import TileChoice
from ui.widgets.consent_quick import AnswerButton
from ui.widgets.form_state import state_of
from ui.widgets.record_table import RecordTable

NAME, WORDS = "Lâm Thị Bưởi", "Chị Bưởi nói hộp bị móp"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), 12)


@pytest.fixture
def running(demo: Demo, tmp_path: Path, qapp: QApplication) -> Iterator[Running]:  # noqa: ARG001 (brings Qt)
    yield from at_its_door(copied(demo, tmp_path / "copy"), Look(Language.EN))


@pytest.fixture
def here(running: Running) -> AtTheLock:
    one = AtTheLock(running)
    one.unlock()
    return one


def new_customer(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, act="new")
    for label, words in (
        ("Name", NAME),
        ("Phone number", "0911 222 333"),
        ("Date of birth", "01/02/1990"),
        ("Note", WORDS),
    ):
        here.writes(label, words)
    here.presses("Record what the customer answers")
    here.form.findChildren(AnswerButton)[0].click()


def correction(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, "KH-00002", "edit")
    here.writes("Note", WORDS)
    here.writes("Why is it corrected?", "khách nói")


def consent(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, "KH-00002 marketing EMAIL", "answer")
    here.writes("Note", WORDS)
    here.presses("Yes, agrees")


def order(here: AtTheLock) -> None:
    here.go(PageId.PARCELS, "KH-00002", "new")
    here.writes("Goods", "Dầu gội gừng")
    here.writes("Your own order number", "SO-9")
    counts = here.editor("Parcels")
    assert isinstance(counts, QSpinBox)
    counts.setValue(3)


def disclosure(here: AtTheLock) -> None:
    here.go(PageId.DISCLOSURES, "KH-00002", "new")
    to = here.editor("Recipient")
    assert isinstance(to, QComboBox)
    to.setCurrentIndex(2)
    for box in here.form.findChildren(QCheckBox)[:2]:
        box.toggle()
    here.writes("Note", WORDS)


def feedback(here: AtTheLock) -> None:
    here.go(PageId.FEEDBACK, "KH-00002", "new")
    here.writes("What was said", WORDS)
    here.presses("Zalo")


def request(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "KH-00002", "new")
    here.form.findChildren(TileChoice)[0]._buttons[2].click()
    here.writes("What was said", WORDS)


def incident(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, act="new")
    here.writes("Place", "Trên xe giao")
    for box in here.form.findChildren(QCheckBox)[:3]:
        box.toggle()


def incident_change(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, "SC-0001", "change")
    here.writes("Measures taken", "đã đổi ổ khoá")


FORMS: dict[str, Callable[[AtTheLock], None]] = {
    "New customer": new_customer,
    "Correcting a customer's data": correction,
    "Recording an answer to consent": consent,
    "New order": order,
    "Recording a disclosure": disclosure,
    "Recording feedback": feedback,
    "Recording a request": request,
    "Recording an incident": incident,
    "Changing an incident": incident_change,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_half_written_form_opens_again_as_it_was_left(here: AtTheLock, form: str) -> None:
    FORMS[form](here)
    before, kind = here.states(), type(here.form)
    here.leaves_and_comes_back()
    assert here.offered().endswith(form)
    assert NAME not in here.offered()
    here.goes_on()
    assert type(here.form) is kind
    assert here.states() == before
    assert here.offered() == ""  # once
    assert here.form.close() is False or here.running.messages.questions  # nothing of it is saved: leaving asks


def test_half_written_answers_come_back_to_their_feedback(here: AtTheLock) -> None:
    here.go(PageId.FEEDBACK)
    table = next(one for one in here.running.workspace.findChildren(RecordTable) if one.isVisible())
    for row, words in ((0, "Tiệm xin lỗi chị"), (1, "Tiệm đổi hộp mới")):
        table.highlight(row)
        settle()
        here.writes("Answer", words)
    here.leaves_and_comes_back()
    assert here.offered().endswith("Answer to feedback. After it: 1 more")
    answers = set()
    for _ in range(2):
        here.goes_on()
        answers.add(str(state_of(here.editor("Answer"))))
    assert answers == {"Tiệm xin lỗi chị", "Tiệm đổi hộp mới"}
    assert here.offered() == ""


def test_an_order_left_to_settle_a_refusal_is_kept_too(here: AtTheLock) -> None:
    order(here)
    here.form._leave_for(Target(PageId.RECIPIENTS))
    settle()
    here.leaves_and_comes_back()
    here.goes_on()
    assert here.states()["products"] == [["Dầu gội gừng", "1"]]


def test_another_member_is_offered_nothing_and_the_first_one_later(here: AtTheLock) -> None:
    new_customer(here)
    here.is_relieved_by_somebody_offered_nothing()
    assert here.offered().endswith("New customer")


def test_what_is_thrown_away_is_asked_for_once_and_gone(here: AtTheLock) -> None:
    feedback(here)
    here.leaves_and_comes_back()
    here.running.messages.answer_yes = False
    here.presses("Throw away")
    assert here.offered() != ""
    here.running.messages.answer_yes = True
    here.presses("Throw away")
    assert here.offered() == ""


def test_nothing_typed_is_nothing_kept(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, act="new")
    here.leaves_and_comes_back()
    assert here.offered() == ""


def test_a_full_disk_locks_no_later_and_says_what_is_lost(here: AtTheLock, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_session: Session, _forms: object) -> int:
        raise DiskFull

    monkeypatch.setattr(drafts, "keep", full)
    feedback(here)
    here.lock()
    assert here.running.program.window.workspace is None
    assert [one for one in here.running.messages.toasts if one.startswith("What was half-written could not be kept.")]


@pytest.mark.logs
def test_a_form_that_cannot_be_read_keeps_no_screen_open(here: AtTheLock, monkeypatch: pytest.MonkeyPatch) -> None:
    feedback(here)

    def broken() -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(here.form, "unfinished", broken)
    here.lock()
    assert here.running.program.window.workspace is None


def test_what_was_saved_at_the_last_moment_is_not_kept_besides(
    here: AtTheLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger saves on its own thread, and closes after it: only there is it known what was saved."""
    tasks, waiting = here.running.program.door.tasks, list[Job]()
    feedback(here)
    form = here.form
    monkeypatch.setattr(tasks, "start", waiting.append)
    form.submit()
    left = form.unfinished()
    assert [one.saving.is_done for one in left] == [False]
    waiting[0].work()
    assert [one.saving.is_done for one in left] == [True]
