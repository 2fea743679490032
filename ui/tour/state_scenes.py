"""The tour of states: an empty ledger, answers that take long, a damaged disk, and what staff see."""

from ledger.domain.staff import Role
from ui.dialogs.disclosure import DisclosureDialog
from ui.pages.customers import CustomersPage
from ui.pages.disclosures import DisclosuresPage
from ui.places import PageId, Target
from ui.tour.doubles import Mood
from ui.tour.stage import Stage

_LONG = 250  # milliseconds without an answer
_ASKING = tuple(page for page in PageId if page not in {PageId.POLICY, PageId.SETTINGS})
_STAFF = (
    PageId.TODAY,
    PageId.CUSTOMERS,
    PageId.DISCLOSURES,
    PageId.RECIPIENTS,
    PageId.SETTINGS,
)


def _loading(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    stage.page(PageId.POLICY)
    stage.build_anew()  # every page is built when it is visited
    for page in _ASKING:
        with stage.mood(Mood.WAITS):
            stage.page(page)
            stage.wait(_LONG)
            stage.shoot(f"loading-{page.value}")


def _failing(stage: Stage) -> None:
    stage.page(PageId.POLICY)
    with stage.mood(Mood.FAILS):
        stage.build_anew()
        for page in (*_ASKING, PageId.SETTINGS):
            stage.page(page)
            stage.shoot_and_clear(f"damaged-{page.value}")
        stage.go(Target(PageId.CUSTOMERS, "KH-00001"), CustomersPage)
        stage.shoot_and_clear("damaged-customer")


def _staff(stage: Stage) -> None:
    stage.sign_in(Role.STAFF)
    for page in _STAFF:
        stage.page(page)
        stage.shoot(f"staff-{page.value}")
    stage.go(Target(PageId.DISCLOSURES), DisclosuresPage).begin()
    stage.dialog(DisclosureDialog)
    stage.shoot_and_clear("staff-disclosure-new")


SCENES = (_loading, _failing, _staff)
