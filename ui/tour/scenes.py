"""What the tour shows, scene by scene: every page, dialog, state and paper. A new one is added here."""

from ui.tour import (
    door_scenes,
    paper_scenes,
    parcel_scenes,
    people_scenes,
    promise_scenes,
    record_scenes,
    rights_scenes,
    state_scenes,
    trust_scenes,
    window_scenes,
)
from ui.tour.stage import Stage

# A new version of the policy changes the whole window, so it comes after what is shown under the old one.
_ROOMS = (
    door_scenes,
    people_scenes,
    parcel_scenes,
    record_scenes,
    window_scenes,
    state_scenes,
    paper_scenes,
    rights_scenes,
    trust_scenes,
    promise_scenes,
)


def play(stage: Stage) -> None:
    """Play every scene in order; each begins with nothing floating above the window."""
    for room in _ROOMS:
        for scene in room.SCENES:
            scene(stage)
            stage.clear()
