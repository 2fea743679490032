"""The proof of the trail in a stranger's hands: it holds by itself, says what does not, and names nobody."""

import ast
import base64
import contextlib
import importlib.util
import json
import runpy
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from ledger.assets import resource_path
from ledger.domain.audit import AuditAction
from ledger.domain.errors import ConfirmationNeeded, RoleForbidden
from ledger.domain.staff import Operation, Role
from ledger.services import staff, trail, trail_proof
from ledger.services.trail_proof import ExportedTrail, TrailContents
from ledger.storage import keyfile
from ledger.storage.audit_log import MANAGER_ACTIONS
from ledger.storage.audit_people import PEOPLE_ACTIONS
from ledger.storage.journal import JournalKind, line_bytes, sign_line
from support.erasing import erase
from support.services import Workplace, add_customer, workplace
from support.storage import CHEAP, MANAGER, STAFF, STAFF_PASSPHRASE
from support.trail_files import TAMPERINGS, change, change_proof, edit, exported, lines_of, run_check

NAMES = {"README.txt", "verify.py", "short.py", "trail.jsonl", "members.json", "proof.json"}


def checked(folder: Path, *papers: str) -> str:
    """Run the exported check inside this process, where it starts sooner; return its last words."""
    spec = importlib.util.spec_from_file_location("exported_verify", folder / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        return str(module.check(folder, dict(_paper(one) for one in papers))[1])
    except SystemExit as end:
        return str(end.code)


def _paper(words: str) -> tuple[int, str]:
    number, head = words.split(":")
    return int(number), head


def work(shop: Workplace) -> None:
    """Let two people work, and have one customer erased."""
    for _ in range(2):
        add_customer(shop.session)
    one = shop.as_staff()
    add_customer(one)
    shop.open()
    erase(shop.session, "KH-00001")


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    work(shop)
    return shop


@dataclass(frozen=True, slots=True)
class Kept:
    """A proof exported once for all tests that only look at it, or at a copy."""

    folder: Path
    made: ExportedTrail
    fingerprint: str
    looked_at: TrailContents


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("proof")
    for shop in workplace(tmp_path_factory.mktemp("shop")):
        work(shop)
        before = trail.head_of(shop.session)
        looked_at = trail_proof.contents(shop.session)
        assert trail.head_of(shop.session) == before  # looking records nothing
        made = exported(shop.session, folder)
        trail.verify(shop.session)
        yield Kept(folder, made, trail.fingerprint_of(shop.session), looked_at)


@pytest.fixture
def copy(kept: Kept, tmp_path: Path) -> Path:
    """Return a copy of the proof to tamper with."""
    return shutil.copytree(kept.folder, tmp_path / "copy")


# --- what it holds ------------------------------------------------------------------------------


def test_a_stranger_checks_it_with_nothing_but_the_file(kept: Kept) -> None:
    made = kept.made
    assert {path.name for path in kept.folder.iterdir()} == NAMES
    code, said = run_check(kept.folder, f"{made.seq}:{made.head[:16]}", "2:" + head_of(kept.folder, 2))
    outcome = f"HOLDS: {made.entries} entries, {made.signatures} signatures, head {made.head[:16]}"
    assert (code, said) == (0, f"{outcome}; papers that match: 2")


def head_of(folder: Path, seq: int) -> str:
    """Return the head as a paper of that moment says it."""
    return full_head(folder, seq)[:16]


def full_head(folder: Path, seq: int) -> str:
    return base64.urlsafe_b64decode(lines_of(folder)[seq - 1]["hash"] + "=").hex()


@pytest.mark.parametrize("name", ["verify.py", "short.py"])
def test_the_program_in_it_is_the_one_everybody_can_read(kept: Kept, name: str) -> None:
    program = (kept.folder / name).read_bytes()
    assert program == resource_path("proof", name).read_bytes()
    found = [one for one in ast.walk(ast.parse(program)) if isinstance(one, ast.Import | ast.ImportFrom)]
    modules = {(one.module or "") if isinstance(one, ast.ImportFrom) else one.names[0].name for one in found}
    assert {one.partition(".")[0] for one in modules} - sys.stdlib_module_names == {"cryptography"}


def test_it_knows_the_acts_of_managers_and_about_people_as_the_ledger_does() -> None:
    words = resource_path("proof", "verify.py").read_text(encoding="utf-8")
    tree = ast.parse(words)
    said = {
        one.targets[0].id: ast.literal_eval(one.value)
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and not isinstance(one.value, ast.Call)
    }
    assert set(said["ACTS_OF_MANAGERS"].split()) == {one.value for one in MANAGER_ACTIONS}
    assert set(said["ABOUT_PEOPLE"]) == set(PEOPLE_ACTIONS)


def test_the_whole_trail_is_in_it_and_the_export_is_its_last_entry(kept: Kept) -> None:
    made, lines = kept.made, lines_of(kept.folder)
    assert [one["seq"] for one in lines] == list(range(1, made.seq + 1))
    assert lines[-1]["action"] == AuditAction.TRAIL_EXPORTED.value
    assert json.loads(lines[-1]["body"]) == {"exported_entries": made.seq - 1, "with_details": True}
    assert full_head(kept.folder, made.seq) == made.head
    assert made.file_name == "sokin-trail-2026-11-21.zip"


def test_members_are_ids_with_keys_and_the_entries_between_which_they_held(kept: Kept) -> None:
    members = json.loads((kept.folder / "members.json").read_text(encoding="utf-8"))
    assert [(one["role"], one["until_entry"]) for one in members] == [
        ("MANAGER", None),
        ("MANAGER", None),
        ("STAFF", None),
    ]
    assert members[1]["id"] == "recovery"
    assert members[0]["fingerprint"] == kept.fingerprint
    lines = lines_of(kept.folder)
    for one in members:
        assert json.loads(lines[one["from_entry"] - 1]["body"])["signing_key"] == one["signing_key"]


def test_nobodys_name_number_or_address_is_in_it(kept: Kept) -> None:
    everything = b"".join((kept.folder / name).read_bytes() for name in NAMES).decode()
    for value in (
        MANAGER,
        STAFF,
        "Nguyễn Văn Đức",
        "0911 647 979",
        "911647979",
        "vuive88",
        "Hàng Than",
        "The King Oil",
        "Lê Lợi",
    ):
        assert value not in everything
    assert "KH-00002" in everything  # the control: codes are


def test_without_the_details_the_chain_still_proves_and_says_so(busy: Workplace, tmp_path: Path) -> None:
    exported(busy.session, tmp_path, with_details=False)
    kept = {one["action"] for one in lines_of(tmp_path) if one["body"] is not None}
    assert kept == {"staff.added", "recovery.added"}
    said = checked(tmp_path)
    assert said.startswith("HOLDS")
    assert "WITHOUT the details" in said


def test_looking_before_says_what_it_would_hold(kept: Kept) -> None:
    told, made = kept.looked_at, kept.made
    assert (told.entries, told.signatures) == (made.entries - 1, made.signatures - 1)
    assert told.printed_head == told.head[:16] == head_of(kept.folder, told.entries)
    assert (told.members, told.erased > 0) == (3, True)
    assert told.size(with_details=False) < told.size(with_details=True)


# --- who may ------------------------------------------------------------------------------------


def test_only_a_manager_who_gave_the_passphrase_just_now(busy: Workplace) -> None:
    with pytest.raises(ConfirmationNeeded):
        trail_proof.export(busy.session, BytesIO())
    busy.open(STAFF, STAFF_PASSPHRASE)
    busy.session.mark_confirmed(Operation.EXPORT)
    for verb in (trail_proof.contents, lambda one: trail_proof.export(one, BytesIO())):
        with pytest.raises(RoleForbidden):
            verb(busy.session)


# --- while others work --------------------------------------------------------------------------


def test_what_is_recorded_on_the_way_is_in_it(busy: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_proof, "_SLICE", 5)
    busy.session.mark_confirmed(Operation.EXPORT)
    file = BytesIO()
    seen: list[int] = []
    for done, total in trail_proof.export_in_slices(busy.session, file):
        assert done <= total
        seen.append(done)
        if done == 5:
            add_customer(busy.session)
    assert seen == sorted(seen)
    with zipfile.ZipFile(file) as archive:
        numbers = [json.loads(one)["seq"] for one in archive.read("trail.jsonl").splitlines()]
    assert numbers == list(range(1, trail.head_of(busy.session).seq + 1))


def test_left_on_the_way_it_never_happened(busy: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_proof, "_SLICE", 5)
    busy.session.mark_confirmed(Operation.EXPORT)
    before = trail.head_of(busy.session)
    steps = trail_proof.export_in_slices(busy.session, BytesIO())
    for _ in range(3):
        next(steps)
    steps.close()
    assert trail.head_of(busy.session) == before


def test_whoever_is_erased_on_the_way_is_not_in_it(busy: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_proof, "_SLICE", 5)
    busy.session.mark_confirmed(Operation.EXPORT)
    file = BytesIO()
    steps = trail_proof.export_in_slices(busy.session, file)
    done = 0
    while done < trail.head_of(busy.session).seq:  # all is written; the file is about to be finished
        done, _ = next(steps)
    with busy.session.write() as uow:
        uow.audit(AuditAction.ERASED, "KH-00002", {})
        uow.erase_bodies("KH-00002")
    for _ in steps:
        pass
    with zipfile.ZipFile(file) as archive:
        lines = [json.loads(one) for one in archive.read("trail.jsonl").splitlines()]
    about = [one for one in lines if one["subject_ref"] == "KH-00002"]
    assert {one["body"] is None for one in about if one["action"] != "customer.erased"} == {True}


# --- tampering ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", sorted(TAMPERINGS))
def test_what_was_tampered_with_is_broken(copy: Path, how: str) -> None:
    change(copy, TAMPERINGS[how])
    assert checked(copy).startswith("BROKEN at entry")


def test_thirty_lines_are_enough_to_check_the_chain_and_who_signed_it(kept: Kept) -> None:
    made = kept.made
    papers = (f"{made.seq}:{made.head[:16]}", "2:" + head_of(kept.folder, 2))
    assert run_short(kept.folder, *papers) == f"HOLDS: {made.entries} entries, head {made.head[:16]}"
    assert run_short(kept.folder, "5:0123456789abcdef") == "BROKEN: the paper says something else of entry 5"
    assert run_short(kept.folder, f"{made.seq + 1}:{made.head[:16]}") == "BROKEN: the end"
    assert run_short(kept.folder, "5:").startswith("The heart of verify.py")
    tree = ast.parse(resource_path("proof", "short.py").read_text(encoding="utf-8"))
    done = tree.body[1 + sum(isinstance(one, ast.Import | ast.ImportFrom) for one in tree.body) :]
    assert sum((one.end_lineno or 0) - one.lineno + 1 for one in done) <= 40


@pytest.mark.parametrize("how", sorted(set(TAMPERINGS) - {"no details"}))
def test_the_thirty_lines_notice_it_too(copy: Path, how: str) -> None:
    change(copy, TAMPERINGS[how])
    assert run_short(copy).startswith(("BROKEN", "InvalidSignature"))


def run_short(folder: Path, *papers: str) -> str:
    """Run the short check inside this process; return its last words."""
    said = StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr(sys, "argv", ["short.py", *papers])
        try:
            runpy.run_path(str(folder / "short.py"))
        except SystemExit as end:
            return str(end.code)
        except InvalidSignature:
            return "InvalidSignature"
    return said.getvalue().strip()


def test_tampered_with_it_says_so_to_the_shell_too(copy: Path) -> None:
    change(copy, edit(8, at="2027-01-01T00:00:00.000000Z"))
    assert run_check(copy) == (1, "BROKEN at entry 9: it was changed")


@pytest.mark.parametrize(
    "key", ["id", "role", "signing_key", "sealing_key", "fingerprint", "from_entry", "until_entry"]
)
def test_a_list_of_members_that_is_not_the_trails_is_broken(copy: Path, key: str) -> None:
    members = json.loads((copy / "members.json").read_text("utf-8"))
    members[0][key] = "MANAGER" if key == "role" and members[0][key] != "MANAGER" else 7
    (copy / "members.json").write_text(json.dumps(members), encoding="utf-8")
    assert "members.json says something else" in checked(copy)


@pytest.mark.parametrize("name", ["trail.jsonl", "members.json", "proof.json"])
@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\x00", b"[[[[", b"7"])
def test_a_damaged_file_is_broken_and_no_riddle(copy: Path, name: str, damage: bytes) -> None:
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(damage + whole[40:] if damage != b"7" else damage)
    code, said = run_check(copy)
    assert code == 1
    assert said.startswith("BROKEN")


def test_a_file_that_is_missing_is_told(copy: Path) -> None:
    (copy / "members.json").unlink()
    assert run_check(copy) == (1, "BROKEN: a file is missing or damaged (FileNotFoundError)")


def test_a_cut_end_with_a_corrected_head_is_seen_by_the_paper_alone(kept: Kept, copy: Path) -> None:
    made = kept.made
    change(copy, lambda lines: lines.pop())
    head = full_head(copy, made.seq - 1)
    change_proof(copy, seq=made.seq - 1, head=head, printed_head=head[:16])
    assert checked(copy).startswith("HOLDS")
    paper = f"{made.seq}:{made.head[:16]}"
    assert "does not have the entry that the paper names" in checked(copy, paper)


def test_a_paper_of_another_trail_does_not_match(copy: Path) -> None:
    assert checked(copy, "5:0123456789abcdef") == "BROKEN at entry 5: the paper says something else"


def test_a_paper_that_cannot_be_read_says_how_it_is_typed(copy: Path) -> None:
    assert run_check(copy, "nonsense")[0] == 1
    for head in ("", "0123", "0123456789abcde"):  # too few digits prove nothing
        assert run_check(copy, f"5:{head}")[0] == 1


def test_details_missing_by_an_order_beside_the_trail_need_a_managers_signature(copy: Path) -> None:
    proof = json.loads((copy / "proof.json").read_text(encoding="utf-8"))
    assert [one["payload"]["subject_ref"] for one in proof["erasures_ordered"]] == ["KH-00001"]
    change(copy, lambda lines: [one.update(body=None, salt=None) for one in lines if one["subject_ref"] == "KH-00002"])
    missing = "its details are missing, and no manager erased the customer"
    assert checked(copy).endswith(missing)
    forged = [one | {"payload": one["payload"] | {"subject_ref": "KH-00002"}} for one in proof["erasures_ordered"]]
    change_proof(copy, erasures_ordered=[*proof["erasures_ordered"], *forged])
    assert checked(copy).endswith(missing)


def test_an_order_of_a_manager_who_has_left_excuses_nothing(busy: Workplace, tmp_path: Path) -> None:
    # What they ordered before is signed again when they leave, so that a new order of theirs is worth nothing.
    lan = staff.add(busy.session, "Cô Lan", Role.MANAGER, "chín quả dưa leo trong giỏ")
    theirs = keyfile.unlock(busy.session.vault.folder, "Cô Lan", "chín quả dưa leo trong giỏ", CHEAP).identity
    staff.remove(busy.session, lan.id)
    exported(busy.session, tmp_path)
    assert checked(tmp_path).startswith("HOLDS")
    change(
        tmp_path, lambda lines: [one.update(body=None, salt=None) for one in lines if one["subject_ref"] == "KH-00002"]
    )
    vault_id, payload = busy.session.vault.vault_id, {"subject_ref": "KH-00002"}
    order = json.loads(line_bytes(sign_line(vault_id, JournalKind.ERASE, payload, lan.id, theirs.signing)))
    proof = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    change_proof(tmp_path, erasures_ordered=[*proof["erasures_ordered"], order])
    assert checked(tmp_path).endswith("no manager erased the customer")


def test_a_second_manager_is_known_by_the_stranger_too(busy: Workplace, tmp_path: Path) -> None:
    staff.add(busy.session, "Cô Lan", Role.MANAGER, "chín quả dưa leo trong giỏ")
    busy.open("Cô Lan", "chín quả dưa leo trong giỏ")
    erase(busy.session, "KH-00002")
    exported(busy.session, tmp_path)
    assert checked(tmp_path).startswith("HOLDS")
