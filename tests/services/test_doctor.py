"""`sokin doctor` and `sokin salvage`: one line for each answer, in words, and an exit code a script can read."""

import os
from pathlib import Path

import pytest

from ledger.assets import load_wording
from ledger.cli import command, verbs_trouble
from ledger.cli.terminal import DONE, NOT_PROVEN, USAGE
from ledger.domain.wording import Language
from ledger.services.doctor import Check, Health, inside, outside, program
from ledger.services.salvaged_kinds import KINDS, OTHER, by_kind
from ledger.services.salvaging import prepare
from ledger.services.session import Place
from ledger.storage import folder as files
from ledger.storage.database import count_rows
from support.damage import customers, spoil, tree_of
from support.services import Workplace
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE


@pytest.fixture
def closed(shop: Workplace) -> Workplace:
    shop.open()  # makes the backup of the day
    customers(shop, 12)
    shop.close()
    shop.place.folder.chmod(0o700)
    return shop


@pytest.fixture
def at_the_terminal(closed: Workplace, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A terminal on the computer of the shop, whose keys are cheap."""
    monkeypatch.setattr(verbs_trouble, "Place", lambda folder: Place(folder, closed.place.app_data, CHEAP))
    return closed


def secret(words: str = MANAGER_PASSPHRASE) -> str:
    read, write = os.pipe()
    os.write(write, f"{words}\n".encode())
    os.close(write)
    return str(read)


def health_of(shop: Workplace) -> dict[Check, Health]:
    return {one.check: one.health for one in outside(shop.place.folder, shop.clock.now(), app_data=shop.place.app_data)}


def test_a_sound_ledger_is_called_sound(closed: Workplace) -> None:
    found = health_of(closed)
    assert found.pop(Check.SLOTS) is Health.ATTENTION  # the keys of tests are cheap to guess at
    found.pop(Check.CLOCK)  # the files are of today, the clock of the test is not
    assert set(found.values()) == {Health.OK}
    assert {one.health for one in program()} == {Health.OK}
    with closed.open() as session:
        assert {one.health for one in inside(session)} == {Health.OK}


def test_looking_changes_nothing(closed: Workplace) -> None:
    (closed.place.folder / files.LOCK).unlink()
    before = {path: path.read_bytes() for path in closed.place.folder.rglob("*") if path.is_file()}
    health_of(closed)
    assert {path: path.read_bytes() for path in closed.place.folder.rglob("*") if path.is_file()} == before


def test_an_open_ledger_is_seen_to_be_open(closed: Workplace) -> None:
    closed.open()
    assert health_of(closed)[Check.LOCK] is Health.ATTENTION


@pytest.mark.parametrize("language", Language)
def test_each_question_has_its_sentences(language: Language) -> None:
    wording = load_wording(language)
    for check in Check:
        assert f"doctor.{check.value}_ok" in wording
        assert any(f"doctor.{check.value}_{bad}" in wording for bad in ("attention", "wrong"))


# What a question never gets for an answer.
_NO_DOUBT = (Check.LIBRARY, Check.RESOURCES, Check.DATABASE, Check.CLOCK, Check.TRAIL, Check.CONTENT)
_NO_HARM = (Check.WINDOW, Check.SLOTS, Check.MODES, Check.SPACE, Check.ANCHOR, Check.LEFTOVERS, Check.KEEPERS)


def test_every_answer_the_command_can_give_can_be_said() -> None:
    never = {(check, Health.ATTENTION) for check in _NO_DOUBT} | {(check, Health.WRONG) for check in _NO_HARM}
    wording = load_wording(Language.VI)
    said = {
        (check, health) for check in Check for health in Health if f"doctor.{check.value}_{health.value}" in wording
    }
    assert said == {(check, health) for check in Check for health in Health} - never


def test_the_command_prints_a_line_for_each_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--language", "en", "doctor"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in lines[:-1]] == ["[OK]"] * 3
    assert lines[-1] == "All is well: 3 questions."


def test_the_command_says_that_it_did_not_look_inside(closed: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--language", "en", "doctor", str(closed.place.folder)])
    assert capsys.readouterr().out.splitlines()[-2] == "The inside of the ledger was not looked at: add --as NAME."


def test_the_command_ends_badly_when_something_is_wrong(
    closed: Workplace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (closed.place.folder / files.DATABASE).write_bytes(b"")
    assert command.main(["--language", "en", "doctor", str(closed.place.folder)]) == NOT_PROVEN
    assert "[WRONG] Something is wrong with the data file (database_empty)." in capsys.readouterr().out
    assert command.main(["--language", "en", "doctor", str(tmp_path / "nothing here")]) == NOT_PROVEN


def test_salvage_first_shows_and_only_then_does(at_the_terminal: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    place = at_the_terminal.place
    spoil(place, tree_of(place, "customer")[0])
    before = (place.folder / files.DATABASE).read_bytes()
    words = ["--language", "en", "salvage", str(place.folder), "--as", MANAGER, "--passphrase-fd"]
    assert command.main([*words, secret()]) == DONE
    said = capsys.readouterr()
    assert "Nothing was changed." in said.out
    assert "backup is" not in said.err  # nothing better to be had from one
    assert (place.folder / files.DATABASE).read_bytes() == before
    assert command.main([*words, secret(), "--keep"]) == DONE
    assert "ledger.damaged-20" in capsys.readouterr().out
    assert count_rows(at_the_terminal.open().db)["customer"] == 12
    with pytest.raises(SystemExit) as off:
        command.main(["salvage", str(place.folder)])
    assert off.value.code == USAGE


def test_salvage_names_the_backup_that_may_hold_more(
    at_the_terminal: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    place = at_the_terminal.place
    spoil(place, tree_of(place, "customer")[1][-1])
    words = ["--language", "en", "salvage", str(place.folder), "--as", MANAGER, "--passphrase-fd", secret()]
    assert command.main(words) == DONE
    assert "The newest whole backup is sokin-20261121-100000.sokin." in capsys.readouterr().err


# --- the kinds of records a salvage tells of -----------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_each_kind_of_record_has_its_words(language: Language) -> None:
    assert all(f"salvage_kinds.{kind}" in load_wording(language) for kind in (*KINDS, OTHER))


def test_the_kinds_name_tables_there_are_and_none_twice(closed: Workplace) -> None:
    named = [table for tables in KINDS.values() for table in tables.split()]
    assert len(named) == len(set(named))
    with closed.open() as session:
        assert set(named) <= set(count_rows(session.db))


def test_counts_by_kind_add_up(closed: Workplace) -> None:
    spoil(closed.place, tree_of(closed.place, "customer")[1][-1])
    made = prepare(closed.place, MANAGER, MANAGER_PASSPHRASE, closed.clock)
    kinds = {one.kind: one for one in by_kind(made)}
    made.leave()
    assert kinds["customers"].missing == made.lost > 0
