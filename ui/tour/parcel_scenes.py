"""The tour of the desk, second part: parcels from the order to the manifest."""

from ledger.domain.parcel import ParcelState
from ledger.services import handover, parcel_list
from ledger.services.parcel_list import ParcelQuery
from ledger.services.parcels import Line
from ledger.services.session import Session
from ui.dialogs.hand_over import HandOverDialog
from ui.dialogs.label_printing import LabelDialog
from ui.dialogs.manifest import ManifestDialog
from ui.dialogs.order import OrderDialog
from ui.dialogs.print_dialog import PrintDialog
from ui.pages.parcels import ParcelsPage
from ui.places import PageId, Target
from ui.tour.hands import press, write
from ui.tour.people_scenes import customers_of
from ui.tour.stage import Stage
from ui.widgets.parcel_words import Stage as Step

_DRAWN = 180  # milliseconds: a label is drawn when the choosing pauses
_STEPS = {
    Step.TO_PRINT: "to-print",
    Step.WAITING: "printed",
    Step.HANDED_OVER: "handed-over",
    Step.ALL: "all",
}


def _page(stage: Stage, code: str = "", act: str = "") -> ParcelsPage:
    return stage.go(Target(PageId.PARCELS, code, act), ParcelsPage)


def _stages(stage: Stage) -> None:
    page = _page(stage)
    for step, name in _STEPS.items():
        page.list.narrow_to(step)
        stage.settle()
        if page.list.model.rowCount():
            page.list.table.highlight(0)
        stage.wait(_DRAWN)
        stage.shoot(f"parcels-{name}")


def _blocked(stage: Stage) -> None:
    page = _page(stage)
    page.list.narrow_to(Step.TO_PRINT)
    stage.settle()
    for at in range(page.list.model.rowCount()):
        page.list.table.highlight(at)
        stage.wait(_DRAWN)
        if page.preview.reasons.isVisible():
            stage.shoot("parcels-blocked")
            return


def _order(stage: Stage) -> None:
    _page(stage, "", "new")
    stage.shoot("order-new")
    press(stage, "OrderDialog", "Record the order")
    stage.shoot_and_clear("order-errors")
    minor = next(one for one in stage.ask(customers_of) if one.restricted_at is not None)
    _page(stage, minor.code, "new")
    dialog = stage.dialog(OrderDialog)
    dialog.lines.show_lines((Line("Kem chống nắng SPF 50", 1), Line("Son dưỡng gấc", 2)))
    write(dialog.amount, "320000")
    stage.shoot("order-filled")
    press(stage, "OrderDialog", "Record the order")
    stage.shoot_and_clear("order-refused")


def _print(stage: Stage) -> None:
    page = _page(stage)
    page.list.narrow_to(Step.TO_PRINT)
    stage.settle()
    page.handlers()["labels.print"]()
    stage.shoot("labels-blocked")
    stage.clear()
    page.list.narrow_to(Step.WAITING)
    stage.settle()
    page.list.table.selectAll()
    stage.settle()
    page.handlers()["labels.print"]()
    stage.shoot("labels-ready")
    stage.dialog(LabelDialog).give_out()
    stage.shoot("labels-print")
    stage.clear()
    stage.settle()


def _paper_choices(stage: Stage) -> None:
    page = _page(stage)
    page.list.narrow_to(Step.WAITING)
    box = page.preview.layouts.paper
    page.list.table.highlight(0)
    for at in range(1, box.count()):
        box.setCurrentIndex(at)
        stage.wait(_DRAWN)
        stage.shoot(f"parcels-label-{at + 1}")
    box.setCurrentIndex(0)


def _hand_over(stage: Stage) -> None:
    page = _page(stage)
    page.handlers()["parcels.hand_over"]()
    dialog = stage.dialog(HandOverDialog)
    write(dialog.courier, "Anh Tâm")
    stage.shoot("hand-over")
    going = stage.ask(_ready)
    for code in going[:2]:
        write(dialog.scan, code)
        dialog.scan.entered.emit()
    stage.shoot("hand-over-scanned")
    dialog.go_button.click()
    stage.shoot("hand-over-manifest")
    stage.clear()


def _ready(session: Session) -> list[str]:
    carrier = next(one for one in handover.ready(session) if one.printed)
    printed = ParcelQuery(states=frozenset({ParcelState.PRINTED}), carrier_id=carrier.carrier_id)
    checked = {one.id for one in handover.check(session, carrier.carrier_id).allowed}
    ids = parcel_list.ids(session, printed)
    return [one.code for one in parcel_list.rows(session, ids) if one.id in checked]


def _manifests(stage: Stage) -> None:
    _page(stage)
    press(stage, "ParcelsPage", "Manifests")
    stage.shoot("manifests")
    press(stage, "ManifestsDialog", "Show")
    stage.shoot("manifest-preview")
    dialog = stage.dialog(ManifestDialog)
    dialog.secret_button.click()
    stage.shoot("manifest-password")
    stage.clear()


def _print_dialog(stage: Stage) -> None:
    _page(stage)
    press(stage, "ParcelsPage", "Manifests")
    press(stage, "ManifestsDialog", "Show")
    stage.dialog(ManifestDialog).print()
    stage.dialog(PrintDialog)
    stage.shoot_and_clear("print-dialog")


SCENES = (_stages, _blocked, _order, _print, _paper_choices, _hand_over, _manifests, _print_dialog)
