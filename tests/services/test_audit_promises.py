"""What holds for every verb: it is on the trail or it did not happen, and the trail names nobody (``model.md`` 2)."""

from collections.abc import Callable

import pytest

from ledger.domain.gate import Act, ReasonCode
from ledger.services.session import Session
from ledger.storage.unit_of_work import UnitOfWork
from services.canaries import BUSINESS, PERSONAL, live_a_day
from services.verbs import ONLY_THE_MANAGER, STAFF_MAY, make_busy
from support.services import Workplace, attempts, snapshot

EVERY_VERB = STAFF_MAY | ONLY_THE_MANAGER
TRAIL = {"audit_entry", "audit_body", "audit_signature", "audit_checkpoint"}
# A backup is recorded once it is made and verified; it changes no row itself.
WITHOUT_ROWS = {
    "session.back_up", "throttle.allow", "reports.consent_receipt", "reports.disclosure_report",
    "trail.verify", "trail.record_check", "parcels.choose_carrier", "reveals.show_file",
    "data_uses.export", "data_uses.export_in_slices",
}  # fmt: skip
# Each slice is a transaction of its own, so that nobody waits for very many people; a slice is whole or not there.
IN_SLICES = {"contact_export.export", "contact_export.export_in_slices"}
# These begin with an act of their own: an import with its backup, a confirmation (here) with the stop it confirms.
TWO_ACTS = ("importing_", "contacts.log_opt_out_confirmation")
Rows = dict[str, list[tuple[object, ...]]]
READING = {
    name
    for name in EVERY_VERB
    if name.partition(" ")[0].partition(".")[2]
    in {
        "get", "get_living", "find", "matrix", "records_of", "waiting", "received", "statistics", "newest_manifest",
        "attempts", "by_name", "all_of", "count", "members", "require_keepers", "head_of", "fingerprint_of",
        "entries_of", "ready", "check", "manifests", "lines", "view", "idle_minutes", "rules",
        "is_recovery_confirmed", "check_in_slices", "card", "count_mine", "today", "badges", "status", "measure",
        "breaches", "gather", "ids", "rows", "person_ids", "person_rows", "birthdays", "may_contact", "mine",
        "stopped", "check_paper", "check_newest", "has_sheet",
    }
}  # fmt: skip


def faults(name: str, before: Rows, after: Rows) -> list[str]:
    """Return what is wrong with the traces one verb left."""
    if name in READING:
        return [] if after == before else [f"{name} changed something"]
    changed = {table for table in after if after[table] != before[table]} - TRAIL
    found = []
    acts = 2 if name.startswith(TWO_ACTS) else 1
    signed = len(after["audit_signature"]) - len(before["audit_signature"])
    if signed != acts and name not in IN_SLICES:
        found.append(f"{name} is not one transaction")
    if len(after["audit_entry"]) <= len(before["audit_entry"]):
        found.append(f"{name} is not on the trail")
    if bool(changed) != (name not in WITHOUT_ROWS):
        found.append(f"{name} changed {sorted(changed)}")
    return found


def test_whatever_changes_anything_leaves_its_entries_under_one_signature(shop: Workplace) -> None:
    make_busy(shop.session)
    found = []
    for name, verb in EVERY_VERB.items():
        shop.clock.move(seconds=1)
        before = snapshot(shop.session)
        verb(shop.session)
        found += faults(name, before, snapshot(shop.session))
    assert found == [], "\n".join(found)


def test_when_the_last_step_fails_nothing_at_all_has_happened(shop: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    make_busy(shop.session)
    STAFF_MAY["consents.stop_contact"](shop.session)  # so that there is something to lift
    journal = shop.place.folder / "journal.json"
    before, written = snapshot(shop.session), journal.read_bytes()
    failed = set()

    def fail(_: UnitOfWork) -> None:
        raise InterruptedError

    monkeypatch.setattr(UnitOfWork, "_sign", fail)
    for name in EVERY_VERB:
        try:
            EVERY_VERB[name](shop.session)
        except InterruptedError:
            failed.add(name)
        assert (name, snapshot(shop.session)) == (name, before)
        assert (name, journal.read_bytes()) == (name, written)
    assert failed == set(EVERY_VERB) - READING


def everything_in(session: Session, *queries: str) -> str:
    rows = [row for query in queries for row in session.db.execute(query)]
    return " ".join(str(value) for row in rows for value in row).lower()


@pytest.mark.parametrize("word", (PERSONAL | BUSINESS).values())
def test_no_value_anybody_typed_is_on_the_trail_or_beside_a_refusal(lived: Session, word: str) -> None:
    written = everything_in(
        lived,
        "SELECT body FROM audit_body",
        "SELECT subject_ref, actor, action FROM audit_entry",
        "SELECT reasons, clause_ids, purpose_id FROM attempt",
        "SELECT leaks FROM label_print",
        "SELECT name, value FROM setting",
    )
    assert word not in written


def test_the_day_that_is_searched_had_every_kind_of_act_and_refusal(lived: Session) -> None:
    actions = {row[0] for row in lived.db.execute("SELECT DISTINCT action FROM audit_entry")}
    assert len(actions) > 25
    assert {one.act for one in attempts(lived)} == set(Act)
    assert ReasonCode.GUARDIAN_MISSING in {reason.code for one in attempts(lived) for reason in one.reasons}


# The names of the staff stand in the key file: one has to say who one is before anything can be decrypted.
@pytest.mark.parametrize("word", [word for word in (PERSONAL | BUSINESS).values() if word != PERSONAL["staff"]])
def test_no_value_anybody_typed_lies_readable_in_the_folder(lived: Session, word: str) -> None:
    for path in lived.vault.folder.rglob("*"):
        if path.is_file():
            assert word.encode() not in path.read_bytes().lower(), path.name


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Session:
    shop = Workplace(tmp_path_factory.mktemp("lived"))
    shop.create()
    live_a_day(shop)
    return shop.session


def test_a_refusal_is_one_attempt_and_one_entry(session: Session) -> None:
    make_busy(session)
    acts: list[Callable[[Session], object]] = [STAFF_MAY["consents.record"], STAFF_MAY["contacts.contact"]]
    STAFF_MAY["consents.stop_contact"](session)
    before, entries = len(attempts(session)), len(snapshot(session)["audit_entry"])
    acts[1](session)
    assert len(attempts(session)) == before + 1
    assert len(snapshot(session)["audit_entry"]) == entries + 1
    acts[0](session)  # a "yes" may be written down in spite of the stop
    assert len(attempts(session)) == before + 1
