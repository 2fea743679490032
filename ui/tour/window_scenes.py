"""The tour of what belongs to the whole window: the palette, the keys, toasts, questions and notices."""

from ledger.domain.staff import Role
from ui.dialogs.find_anything import FindDialog
from ui.messages import Question
from ui.places import PageId
from ui.theme import Tone
from ui.tour.hands import lines, words, write
from ui.tour.stage import Stage


def _palette(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    stage.page(PageId.TODAY)
    stage.workspace.open_finder()
    stage.shoot("find")
    finder = stage.dialog(FindDialog)
    for typed, name in (("nguyen", "people"), ("079", "phone"), ("in nhan" if _is_vi(stage) else "print", "act")):
        write(lines(stage)[0], typed)
        finder.search()
        stage.shoot(f"find-{name}")
    write(lines(stage)[0], "không có gì như thế")
    finder.search()
    stage.shoot_and_clear("find-nothing")


def _is_vi(stage: Stage) -> bool:
    return stage.language.value == "vi"


def _keys(stage: Stage) -> None:
    act = next(one for one in stage.workspace.actions() if one.text() == words("Actions", "Keys"))
    act.trigger()
    stage.shoot_and_clear("keys")


def _said(stage: Stage) -> None:
    say = stage.program.door.messages
    told = words("CustomerActs", "{code} is not contacted any more.").format(code="KH-00012")
    say.toast(told, Tone.OK, stage.settle)
    stage.shoot_and_clear("toast-undo")
    question = Question(
        words("ParcelsPage", "Cancel these parcels?"),
        words(
            "ParcelsPage", "Parcels: {count} ({codes}). A cancelled parcel is neither printed nor handed over any more."
        ).format(count=2, codes="4121-61CY-XX4F, 0951-PXR2-DQKE"),
        words("ParcelsPage", "Cancel the parcels"),
    )
    say.ask(question, stage.settle)
    stage.shoot_and_clear("question")


SCENES = (_palette, _keys, _said)
