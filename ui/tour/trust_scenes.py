"""The tour of trust: accounts, keys, backups and restoring, damage, the proof of the trail."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger.domain.staff import Operation, Role
from ledger.services import trail
from ledger.services.parcels import Line
from ui.dialogs.order import OrderDialog
from ui.pages.audit import AuditPage
from ui.pages.parcels import ParcelsPage
from ui.pages.settings import SettingsPage
from ui.places import PageId, Target
from ui.settings import LEDGER, NAME
from ui.tour.hands import lines, press, seen, write
from ui.tour.stage import Stage
from ui.widgets.record_table import RecordTable


def _half_written(stage: Stage) -> None:
    """An order half-written when the screen was locked: offered after unlocking, and as it was left."""
    stage.sign_in(Role.MANAGER)
    stage.go(Target(PageId.PARCELS, act="new"), ParcelsPage)
    dialog = stage.dialog(OrderDialog)
    dialog.lines.show_lines((Line("Kem chống nắng SPF 50", 1), Line("Son dưỡng gấc", 2)))
    write(dialog.amount, "320000")
    stage.program.lock()  # the demo signs in again by itself
    stage.page(PageId.TODAY)
    stage.shoot("half-written-offered")
    press(stage, "HalfWrittenBand", "Go on with it")
    stage.shoot_and_clear("half-written-again")


@contextmanager
def _copied(stage: Stage, name: str) -> Iterator[Path]:
    """A copy of the demo ledger beside it, for the manager at the door, who is not offered it afterwards."""
    stage.program.show_door()  # nobody writes while it is copied
    copy, settings = stage.place / name, stage.program.door.settings
    shutil.copytree(stage.demo.folder, copy, ignore=shutil.ignore_patterns("ledger.lock"))
    settings.set(LEDGER, str(copy))
    settings.set(NAME, stage.demo.names[Role.MANAGER])
    yield copy
    settings.set(LEDGER, str(stage.demo.folder))


def _shoot_after(stage: Stage, *steps: tuple[str, str, str]) -> None:
    """Press one button after the other, each in its context by its words, and take a picture after each."""
    for context, words, name in steps:
        press(stage, context, words)
        stage.shoot(name)


def _guesses(stage: Stage) -> None:
    """The door after too many wrong tries, and after a hundred of them."""
    with _copied(stage, "Thử mật khẩu") as copy:
        stage.program.show_door()
        write(lines(stage)[-1], "không phải câu này")
        press(stage, "UnlockPage", "Open")
        for count, name in ((9, "unlock-waits"), (100, "unlock-stopped")):
            kept = json.loads((copy / "throttle.json").read_text("ascii"))
            for guesses in kept["slots"].values():
                guesses["count"] = count
            (copy / "throttle.json").write_text(json.dumps(kept), "ascii")
            stage.program.show_door()
            stage.shoot(name)


def _accounts(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    page = stage.go(Target(PageId.SETTINGS, act="staff"), SettingsPage)
    table = seen(page, RecordTable)[0]
    table.setCurrentIndex(table.records.index(table.records.rowCount() - 1, 0))
    stage.shoot("settings-accounts")
    press(stage, "StaffPanel", "Change the role…")
    stage.shoot_and_clear("account-role")
    press(stage, "StaffPanel", "Remove…")
    stage.shoot("account-removal")
    press(stage, "StaffRemovalDialog", "Remove the account")
    stage.shoot_and_clear("account-removal-asks-who-is-there")


def _recovery_sheet(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    stage.go(Target(PageId.SETTINGS, act="security"), SettingsPage)
    stage.shoot("settings-security")
    press(stage, "SecurityPanel", "Encrypt under a new key now…")
    stage.shoot_and_clear("new-key")
    press(stage, "SecurityPanel", "New recovery sheet…")
    stage.shoot("recovery-sheet-new")
    stage.ask(lambda session: session.mark_confirmed(Operation.MANAGE_STAFF))
    press(stage, "RecoverySheetDialog", "Make a new sheet")
    stage.shoot("recovery-sheet-code")
    press(stage, "RecoverySheetDialog", "I have the code on paper")
    stage.shoot_and_clear("recovery-sheet-retype")


def _salvage(stage: Stage) -> None:
    """A ledger with a hole in the middle of its file: what is offered, what could be saved, and that it is in place."""
    with _copied(stage, "Sổ bị hỏng") as copy:
        size = (copy / "ledger.db").stat().st_size
        with (copy / "ledger.db").open("r+b") as file:
            file.seek(size // 2)
            file.write(bytes(size // 8))
        stage.program.show_door()
        write(lines(stage)[-1], stage.demo.passphrases[Role.MANAGER])
        _shoot_after(
            stage,
            ("UnlockPage", "Open", "damaged-offers"),
            ("Rescue", "Save what can still be read…", "salvage"),
            ("SalvageDialog", "Read the damaged file", "salvage-read"),
        )
        press(stage, "SalvageDialog", "Put the saved ledger in its place")
        stage.shoot_and_clear("salvage-done")


def _trail(stage: Stage) -> None:
    """The footer of a printed paper compared with the trail, and the trail exported for somebody outside."""
    stage.sign_in(Role.MANAGER)
    page = stage.go(Target(PageId.AUDIT), AuditPage)
    head = stage.ask(trail.head_of)
    paper = page.proof.paper
    tries = {"audit-paper-matches": head.seq, "audit-paper-differs": head.seq - 1, "audit-paper-gone": 99_999}
    for name, seq in tries.items():
        write(paper.number, str(seq))
        write(paper.head, head.hash.hex()[:16])
        press(stage, "PaperCheckRow", "Compare")
        stage.shoot(name)
    press(stage, "AuditPage", "Export the proof…")
    stage.shoot("audit-export")
    press(stage, "TrailExportDialog", "Choose where…")
    stage.shoot_and_clear("audit-export-asks-who-is-there")


def _restoring(stage: Stage) -> None:
    """A backup put back: which one, where to, who asks, what it holds, and that it is done."""
    with _copied(stage, "Khôi phục"):
        stage.program.show_door()
        _shoot_after(
            stage,
            ("UnlockPage", "Restore from a backup…", "restore-which-backup"),
            ("RestorePage", "Next", "restore-where-to"),
        )
        press(stage, "RestorePage", "Next")
        write(lines(stage)[-1], stage.demo.passphrases[Role.MANAGER])
        stage.shoot("restore-who")
        _shoot_after(
            stage,
            ("RestorePage", "Open the backup", "restore-what-is-in-it"),
            ("RestorePage", "Restore…", "restore-question"),
        )
        press(stage, "RestorePage", "Restore")
        stage.shoot_and_clear("restore-done")
    stage.sign_in(Role.MANAGER)


SCENES: tuple[Callable[[Stage], None], ...] = (
    _half_written,
    _guesses,
    _salvage,
    _accounts,
    _recovery_sheet,
    _trail,
    _restoring,
)
