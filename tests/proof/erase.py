"""Of the erased nothing is left: not in any page of the ledger, its log or its backups, nor in an older copy (goal 6).

Everybody has words of their own in every personal column. The pages are decrypted by hand and searched with the key,
free parts included; the search must find the same words before the erasure and after one that does not overwrite.
"""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.domain.erasure import ErasureCause
from ledger.domain.staff import Operation
from ledger.services import erasure
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session, back_up, open_ledger
from ledger.storage import database, erased, keyfile
from ledger.storage.backup import open_backup, restore_key
from ledger.storage.backups_kept import managed
from ledger.storage.erased import shape_of
from ledger.storage.folder import DATABASE, JOURNAL
from ledger.storage.slots import Identity
from proof.scaffold import Trial, prove
from support.crowd import Crowd, Person
from support.pages import pages_of
from support.services import Workplace
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE

SHORT, SOAK = 30, 1_000  # people on record
AT_ONCE = (1, 4)  # people erased in the first act, and in every later one


@dataclass(slots=True)
class Search:
    """Looks for people in the pages of files, and counts what it read."""

    trial: Trial
    key: bytes

    def found(self, path: Path, people: Sequence[Person], key: bytes = b"") -> set[str]:
        """Return the codes of the people of whom a word stands in a file or its log."""
        pages = pages_of(path, key or self.key)
        self.trial.count("pages read", len(pages) // 4096)
        return {one.code for one in people if any(form in pages for form in one.forms().values())}


def work(trial: Trial) -> None:
    crowd = Crowd(Workplace(trial.folder / "shop"), trial.size(SHORT, SOAK), trial.chance.randint(0, 1 << 30)).gather()
    crowd.shop.clock.move(minutes=1)
    back_up(crowd.session)
    folder, older = crowd.session.vault.folder, trial.folder / "older"
    database.checkpoint(crowd.session.db)
    shutil.copytree(folder, older)
    unlocked = keyfile.unlock(folder, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    search = Search(trial, unlocked.data_key)
    everybody = {one.code for one in crowd.people}
    trial.must(search.found(older / DATABASE, crowd.people) == everybody, "control: before, everybody is found")
    without_overwriting(trial, search, crowd, older)
    gone = erase_in_turn(trial, search, crowd)
    trial.figures |= {"people": len(crowd.people), "erased": len(gone)}
    for path, _ in managed(folder):
        in_backup(trial, search, (path, unlocked.identity), gone)
    crowd.session.vault.verify_audit(everything=True)
    restored(trial, search, crowd, gone)
    crowd.shop.close()


def erase_in_turn(trial: Trial, search: Search, crowd: Crowd) -> list[Person]:
    """Erase a third of them, some at once, and look after each act; the others must still be found."""
    waiting, gone = trial.chance.sample(crowd.people, len(crowd.people) // 3), list[Person]()
    path = crowd.session.vault.folder / DATABASE
    while waiting:
        count = AT_ONCE[bool(gone)]
        some, waiting = waiting[:count], waiting[count:]
        erase(crowd.session, some)
        gone += some
        trial.count("acts")
        left = [one for one in crowd.people if one not in gone]
        trial.must(not search.found(path, gone if not waiting else some), "a word of the erased stands in a page")
        if not waiting:
            trial.must(search.found(path, left) == {one.code for one in left}, "everybody else is still there")
    return gone


def erase(session: Session, people: Sequence[Person]) -> None:
    session.mark_confirmed(Operation.ERASE)
    to_the_end(erasure.erasing(session, [one.code for one in people], ErasureCause.OWN_INITIATIVE))


def in_backup(trial: Trial, search: Search, one: tuple[Path, Identity], gone: Sequence[Person]) -> None:
    path, identity = one
    with open_backup(path, identity) as opened:
        opened.connection.close()
        copy = trial.folder / f"{path.name}.db"
        shutil.copy(opened.copy, copy)
    trial.must(not search.found(copy, gone, restore_key(path, identity)), "a word of the erased stands in a backup")
    trial.count("backups")


def restored(trial: Trial, search: Search, crowd: Crowd, gone: Sequence[Person]) -> None:
    """Put the older files back, with the journal of today: whoever was erased is erased again at the opening."""
    shop, older = crowd.shop, trial.folder / "older"
    shutil.copy(crowd.session.vault.folder / JOURNAL, older / JOURNAL)
    trial.must(len(search.found(older / DATABASE, gone)) == len(gone), "control: in the older copy they are found")
    place = replace(shop.place, folder=older, app_data=trial.folder / "another computer")
    with open_ledger(place, MANAGER, MANAGER_PASSPHRASE, shop.clock):
        trial.must(not search.found(older / DATABASE, gone), "an older copy brings the erased back")
    trial.must(not search.found(older / DATABASE, gone), "a closed older copy still holds the erased")


def without_overwriting(trial: Trial, search: Search, crowd: Crowd, older: Path) -> None:
    """An erasure that only deletes rows leaves words in the pages, and the search must see them."""
    copy = trial.folder / "careless" / DATABASE
    copy.parent.mkdir()
    shutil.copy(older / DATABASE, copy)
    db = database.connect(copy, search.key, is_new=False)
    db.execute("PRAGMA secure_delete = OFF")
    one, shape = crowd.people[0], shape_of(db)
    erased.empty(db, one.id, crowd.shop.clock.at, shape)
    trial.must(erased.residue(db, one.id, shape) == 0, "control: no row of the careless erasure is left")
    database.checkpoint(db)
    db.close()
    trial.must(search.found(copy, [one]), "control: what was only deleted is found")


if __name__ == "__main__":
    prove("erasure: nothing of the erased in ledger, log, backups or an older copy", work)
