"""Files made to hang, kill or fill the program: each is a sentence that says what to do; the ledger is as before."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.assets import load_wording
from ledger.domain.errors import FileTooLarge, LedgerError, ReadingStopped, TableUnreadable
from ledger.domain.wording import Language
from ledger.services.explaining import explain_error
from ledger.services.importing import HowToRead
from ledger.services.importing_customers import import_customers
from ledger.services.importing_orders import import_orders, import_recipients
from ledger.services.session import Session
from ledger.sheets import reader
from ledger.sheets.limits import SIZE_LIMIT, Limits
from support.services import snapshot
from support.workbooks import HOSTILE, book, packed, rows_of, sparse

ROOT = str(Path(reader.__file__).parents[2])
GOOD = b"name\nHoa\n"
READY = "import os, sys, time; os.write(1, b'{\"ready\": %d}\\n' % os.getpid()); "
CHILD = "import sys; sys.path.append(sys.argv.pop()); from ledger.sheets import child, guard, workbook; "


@pytest.fixture
def other_child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Limits], None]:
    """Put other code in the place of the reading process: what a file might make of it."""

    def put(code: str, limits: Limits = reader.LIMITS) -> None:
        monkeypatch.setattr(reader, "command", lambda: [sys.executable, "-P", "-c", code, ROOT])
        monkeypatch.setattr(reader, "LIMITS", limits)

    return put


@pytest.fixture
def untouched(session: Session) -> Iterator[Session]:
    """The ledger, which must be as it was when the test is over."""
    before = snapshot(session)
    yield session
    assert snapshot(session) == before


def refused(session: Session, data: bytes, how: HowToRead | None = None) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        import_customers(session, data, how=how or HowToRead())
    return caught.value


def why(session: Session, data: bytes, how: HowToRead | None = None) -> object:
    error = refused(session, data, how)
    assert isinstance(error, TableUnreadable)
    return error.data["why"]


# --- the corpus -----------------------------------------------------------------------------------


def test_each_trap_has_its_own_sentence_and_changes_nothing(untouched: Session) -> None:
    told = {name: why(untouched, make()) for name, (make, _) in HOSTILE.items()}
    assert told == {name: expected for name, (_, expected) in HOSTILE.items()}


@pytest.mark.parametrize("language", Language)
def test_what_is_told_says_what_to_do(language: Language) -> None:
    wording = load_wording(language)
    reasons = {expected for _, expected in HOSTILE.values()} | {"time", "memory", "crash", "reader", "no_sheet"}
    said = {one: explain_error(TableUnreadable(field="file", why=one, line=7), wording) for one in reasons}
    said["size"] = explain_error(FileTooLarge(field="file", limit=SIZE_LIMIT, why="table"), wording)
    said["stopped"] = explain_error(ReadingStopped(), wording)
    assert len(set(said.values())) == len(said)
    assert [one for one, words in said.items() if one != "stopped" and words.count(". ") == 0] == []


def test_orders_and_partners_go_through_the_same_door(untouched: Session) -> None:
    for take in (import_orders, import_recipients):
        with pytest.raises(TableUnreadable) as caught:
            take(untouched, sparse("XFD1048576"))
        assert caught.value.data["why"] == "columns"


def test_more_than_ten_megabytes_are_not_even_handed_over(
    untouched: Session, other_child: Callable[[str], None]
) -> None:
    other_child("raise SystemExit(1)")
    assert isinstance(refused(untouched, b"x" * (SIZE_LIMIT + 1)), FileTooLarge)
    assert why(untouched, b"") == "empty"


# --- a reading process that goes wrong ------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import time; time.sleep(60)", "time"),
        (READY + "time.sleep(60)", "time"),
        (
            READY
            + "sys.stdin.buffer.read(); sys.stdout.write('[1,[\"name\"],{}]\\n'); sys.stdout.flush(); time.sleep(60)",
            "time",
        ),
        (READY + "sys.stdin.buffer.read(); os.abort()", "crash"),
        (READY + "os._exit(0)", "crash"),
        (READY + "sys.stdin.buffer.read(); print('[1,[\"name\"],{}]')", "crash"),  # the end is missing
        ("raise SystemExit(1)", "reader"),
    ],
)
def test_a_reader_that_hangs_dies_or_never_starts_is_a_sentence(
    untouched: Session, other_child: Callable[[str, Limits], None], code: str, expected: str
) -> None:
    other_child(code, Limits(seconds=1.0 if expected == "time" else 20.0))
    assert why(untouched, GOOD) == expected


def test_a_program_that_cannot_be_started_is_no_fault_of_the_file(
    untouched: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reader, "command", lambda: [str(tmp_path / "nothing")])
    assert why(untouched, GOOD) == "reader"


def test_a_reader_that_eats_the_memory_is_ended_by_who_watches_it(
    untouched: Session, other_child: Callable[[str, Limits], None]
) -> None:
    """Windows and macOS set no limit of their own: what watches it there is what watches it here."""
    eat = READY + "sys.stdin.buffer.read(); held = bytearray(b'x' * 100_000_000); time.sleep(60)"
    other_child(eat, Limits(memory=60_000_000))
    assert why(untouched, GOOD) == "memory"


@pytest.mark.parametrize(
    "said",
    [
        "[1,[\"name\"],{}]\\n[2,[7],{}]\\n{\\\"end\\\":2}",
        "[1,[\"name\"],{}]\\n[2,\\\"Hoa\\\",{}]\\n{\\\"end\\\":2}",
        "[1,[\"name\"],{\\\"0\\\":\\\"x\\\"}]\\n{\\\"end\\\":1}",
        "[0,[\"name\"],{}]\\n{\\\"end\\\":1}",
        "[1,[\"name\"],{}]\\n{\\\"end\\\":2}",
        "[1,[\"name\"],{}]\\n{\\\"fault\\\":\\\"no such reason\\\",\\\"line\\\":1}",
        "cos\\nsystem\\n(S'true'\\ntR.",
        "not json at all",
        "" + "[" * 5000,
    ],
)  # fmt: skip
def test_what_a_reader_says_once_a_file_has_taken_it_over_is_not_believed(
    untouched: Session, other_child: Callable[[str], None], said: str
) -> None:
    other_child(READY + f'sys.stdin.buffer.read(); print("""{said}""")')
    assert why(untouched, GOOD) == "crash"


def test_a_reader_that_never_stops_talking_is_ended(
    untouched: Session, other_child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_ANSWER_LIMIT", 1_000_000)
    other_child(READY + "sys.stdin.buffer.read()\nwhile True: os.write(1, b'[1,[\"name\"],{}]\\n' * 1000)")
    assert why(untouched, GOOD) == "crash"


def test_the_reading_can_be_stopped(untouched: Session, other_child: Callable[[str], None]) -> None:
    other_child(READY + "time.sleep(60)")
    assert isinstance(refused(untouched, GOOD, HowToRead(is_cancelled=lambda: True)), ReadingStopped)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_reader_nobody_can_watch_any_more_is_ended(untouched: Session, other_child: Callable[[str], None]) -> None:
    def broken() -> bool:
        raise ZeroDivisionError

    other_child(READY + "time.sleep(60)")
    assert why(untouched, GOOD, HowToRead(is_cancelled=broken)) in {"crash", "reader"}


# --- the control: what the guard is for -----------------------------------------------------------


@pytest.mark.parametrize(
    ("without", "data"),
    [
        ("workbook._require_room = lambda chosen: None; ", sparse("XFD1048576")),
        (
            "guard._refuse_doctype = print; ",
            packed(book(rows_of("name"), strings="<!DOCTYPE a><a>" + "<b>" * 3_000_000)),
        ),
    ],
    ids=["two cells half a terabyte apart", "three million elements in each other"],
)
def test_without_the_guard_the_reader_would_die_of_it_and_that_is_a_sentence_too(
    untouched: Session, other_child: Callable[[str], None], without: str, data: bytes
) -> None:
    """The guard only chooses the better sentence; what holds is the process of its own."""
    other_child(CHILD + without + "child.main()")
    assert why(untouched, data) in {"crash", "memory", "damaged"}
