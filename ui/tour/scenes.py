"""What the tour shows, scene by scene: every page, dialog, state and paper."""

from ledger.domain.wording import Language
from ui.tour import door_scenes, page_scenes, paper_scenes, state_scenes
from ui.tour.stage import Stage


def play(stage: Stage, language: Language) -> None:
    """Play every scene in order."""
    door_scenes.play(stage)
    page_scenes.play(stage)
    state_scenes.play(stage)
    paper_scenes.play(stage, language)
