"""What one guess at a copied key file costs: at least 128 MiB for every slot, and an unlock of a second (goal 19).

Everything is made as the program ships it, nothing cheaper. The seconds are those of this computer.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere

from ledger.domain.errors import KeyFileDamaged, LedgerError
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import recovery, staff
from ledger.services.session import NewLedger, Place, Session, create_ledger, open_ledger, read_shop
from ledger.storage import slots
from ledger.storage.slots import SMALL_POLICY, STANDARD_RULES
from proof.scaffold import Trial, prove
from support.services import SetClock, confirmed
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE

FLOOR_MIB, SLOWEST_UNLOCK = 128, 1.0  # MiB; seconds on the reference computer
KIB_PER_MIB = 1024


def costs(folder: Path) -> list[int]:
    """Return the MiB one guess at each slot takes, in both copies of the key file."""
    return [
        int(slot["memory_kib"]) // KIB_PER_MIB
        for name in ("keys.json", "keys.bak.json")
        for slot in json.loads((folder / name).read_bytes())["slots"]
    ]


def shipped(place: Place) -> Session:
    """A ledger with every kind of slot: made first, added, its passphrase changed, and a new recovery sheet."""
    new = NewLedger(read_shop("The King Oil", "", "", "", Language.VI), "combined", MANAGER, MANAGER_PASSPHRASE)
    session, _code = create_ledger(place, new, SetClock())
    staff.add(confirmed(session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
    staff.change_passphrase(session, MANAGER_PASSPHRASE, f"{MANAGER_PASSPHRASE} xanh")
    recovery.replace(session)
    return session


def every_slot(trial: Trial) -> None:
    place = Place(trial.folder / "ledger", trial.folder / "data")
    shipped(place).close()
    found = costs(place.folder)
    trial.figures["slots"] = len(found)
    trial.figures["cheapest_slot_mib"] = min(found)
    trial.must(len(found) == 2 * 3, "a slot is missing")
    trial.must(min(found) >= FLOOR_MIB, "a slot is cheaper than 128 MiB")
    trial.must(SMALL_POLICY.memory_kib >= FLOOR_MIB * KIB_PER_MIB, "a small computer writes cheaper slots")
    began = time.monotonic()
    open_ledger(place, STAFF, STAFF_PASSPHRASE, SetClock()).close()
    trial.figures["unlock_seconds"] = round(time.monotonic() - began, 2)


def one_guess(trial: Trial) -> None:
    """Measure one guess: its seconds, and by how much the memory of the program grew for it."""
    policy, seconds = STANDARD_RULES.write, []
    for number in range(trial.size(3, 20)):
        began = time.monotonic()
        slots.derive(b"a guess %d" % number, b"0123456789abcdef", policy)
        seconds.append(time.monotonic() - began)
    trial.figures["guess_seconds"] = round(min(seconds), 2)
    trial.figures["guess_mib"] = policy.memory_kib // KIB_PER_MIB
    if sys.platform == "linux":  # elsewhere the unit is another, or there is none
        import resource

        trial.figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB
        trial.must(int(trial.figures["peak_mib"]) >= FLOOR_MIB, "a guess did not take the memory it says")
    within = float(trial.figures["guess_seconds"]) <= SLOWEST_UNLOCK
    trial.figures["guess_within_a_second_here"] = within


def cheap_is_noticed(trial: Trial) -> None:
    """The control: a ledger with cheap slots is seen, and the rules as shipped refuse to open it."""
    place = Place(trial.folder / "cheap", trial.folder / "data", CHEAP)
    new = NewLedger(read_shop("Rẻ", "", "", "", Language.VI), "combined", MANAGER, MANAGER_PASSPHRASE)
    create_ledger(place, new, SetClock())[0].close()
    trial.figures["control_cheapest_slot_mib"] = min(costs(place.folder))
    trial.must(min(costs(place.folder)) < FLOOR_MIB, "the control is not cheap")
    refused: type[LedgerError] | None = None
    try:
        open_ledger(Place(place.folder, place.app_data), MANAGER, MANAGER_PASSPHRASE, SetClock()).close()
    except LedgerError as error:
        refused = type(error)
    trial.must(refused is KeyFileDamaged, "a slot below the floor is accepted")


def work(trial: Trial) -> None:
    """All three."""
    every_slot(trial)
    one_guess(trial)
    cheap_is_noticed(trial)


if __name__ == "__main__":
    prove("one guess at a stolen key file takes at least 128 MiB", work)
