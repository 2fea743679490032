"""The disk full, the folder gone, a page of the file damaged while somebody types: told clearly, nothing lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.assets import load_wording
from ledger.domain.wording import Language
from ledger.services.session import Session
from ledger.storage import database
from ledger.storage.unit_of_work import UnitOfWork
from ledger.storage.vault import Vault
from support.drivers_customers import AtCustomers
from support.services import Workplace, add_customer
from ui.places import PageId, Target

pytestmark = pytest.mark.usefixtures("qapp")
EN = load_wording(Language.EN)


@contextmanager
def locked_folder(session: Session) -> Iterator[None]:
    database.unguard(session.db)
    session.db.execute("PRAGMA query_only = ON")
    yield
    session.db.execute("PRAGMA query_only = OFF")


@contextmanager
def drive_pulled_out(session: Session) -> Iterator[None]:
    folder = session.vault.folder
    away = folder.rename(folder.with_name("elsewhere"))
    yield
    away.rename(folder)


def saying(words: str) -> Callable[..., object]:
    """The library, which fails with these words whatever is asked."""

    def fail(*_: object) -> object:
        raise database.DatabaseError(words)

    return fail


@contextmanager
def full_disk(_: Session) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(UnitOfWork, "_commit", saying("database or disk is full"))
        yield


@contextmanager
def bad_sector(_: Session) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(UnitOfWork, "_commit", saying("database disk image is malformed"))
        yield


FAULTS = {
    "disk_full": full_disk,
    "folder_not_writable": locked_folder,
    "folder_missing": drive_pulled_out,
    "database_damaged": bad_sector,
}


def test_a_form_that_could_not_be_saved_says_why_keeps_the_words_and_can_be_sent_again(
    shop: Workplace, tmp_path: Path
) -> None:
    me = AtCustomers(shop.session, tmp_path)
    me.page.handlers()["new"]()
    form = me.form()
    form.types("Phạm Thu Hương", into="Name")
    form.types("01/02/1990", into="Date of birth")
    for code, fault in FAULTS.items():
        with fault(shop.session):
            form.clicks("Add the customer")
        assert EN.text(f"errors.{code}") in form.reads()
        assert form.line("Name").text() == "Phạm Thu Hương"
        assert form.line("Date of birth").text() == "01/02/1990"
    form.clicks("Add the customer")
    assert not me.has_dialog()
    assert "Phạm Thu Hương" in me.reads()


class BadSectors:
    """A connection to a file of which nothing can be read any more."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        return saying("database disk image is malformed")


def test_a_customer_who_cannot_be_read_is_told_and_read_again(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Vault, "connection", property(lambda _: BadSectors()))
        me.page.open_target(Target(PageId.CUSTOMERS, "KH-00001"))
        assert EN.text("errors.database_damaged") in me.reads()
    me.clicks("Try again")
    assert EN.text("errors.database_damaged") not in me.reads()
    assert "Nguyễn Văn Đức" in me.reads()
