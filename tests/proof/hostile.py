"""Nothing hostile is kept, crashes, reaches the network or another file, or becomes a formula (goal 12).

Texts go in by every door of the services, found by reflection (``support.doors``): many at once, or one alone where
everything else is as the door wants it. What was kept is read back from every column, and every paper and table that
can be made of it is made, while Python's own audit hook watches.
"""

import pickle
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.assets import load_wording
from ledger.documents.layout import loaded_font, new_canvas
from ledger.domain.errors import LedgerError
from ledger.domain.text import clean_text
from ledger.domain.wording import Language
from ledger.services.explaining import explain_error
from ledger.services.session import Session
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import _AFTER_FIRST_SELECT as SETTINGS
from proof.scaffold import Trial, prove
from support.doors import MARK, Known, World, all_doors, text_fields
from support.doors_world import furnish
from support.hostile import faults_of, hostile
from support.hostile_files import try_backups, try_own_files, try_packs, try_readers
from support.lanes import in_lanes, lane_of
from support.papers_made import Made, faults_of_paper, papers_of
from support.services import Workplace

PASSES = 3  # through all doors on one copy of the ledger, before an erasure or two leave it empty
SHORT, SOAK = 12_000, 400_000  # calls
LANES = 2
PAPERS = 20  # drawn of each copy, and every kind at least once
SLOW = {  # each of these starts a program or copies the ledger
    "importing_customers.import_customers", "importing_orders.import_orders", "importing_orders.import_recipients",
    "erasure.erasing", "staff.remove",
}  # fmt: skip
SEEN = "seen"  # the file in which a lane leaves what it saw
_SEEN = ("entered", "knocked", "for_texts", "let_in", "kept", "fields", "papers", "drawn")
_KEPT_AT_LEAST = 30  # doors
# A form left half-written comes back as it was typed and is read when it is saved; an order of names is no text.
AS_TYPED = {"draft.body", "draft.record", "customer.name_order"}
DOORS = all_doors()
WORDINGS = [load_wording(one) for one in Language]


# --- the watch --------------------------------------------------------------------------------------


class Watch:
    """Hears everything Python opens while a paper is drawn: no network, no program, no file but fonts and own code."""

    def __init__(self) -> None:
        self.is_on = False
        self.heard: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event.startswith(("socket.", "subprocess.", "os.system", "urllib.", "webbrowser.", "os.exec", "os.spawn")):
            self.heard.append(event)
        elif event == "open" and not self._is_own(str(arguments[0])):
            self.heard.append(f"open {Path(str(arguments[0])).suffix}")

    @staticmethod
    def _is_own(path: str) -> bool:
        return path.endswith((".py", ".pyc", ".so", ".pyd", ".ttf", ".toml", ".pth", ".afm", ".pfb", ".json"))

    @contextmanager
    def over(self) -> Iterator[None]:
        self.is_on = True
        try:
            yield
        finally:
            self.is_on = False


# --- in ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Doors:
    """Which doors and fields were tried, what they let in, and what became of it."""

    known: Known = field(default_factory=Known)
    entered: set[str] = field(default_factory=set)
    knocked: set[str] = field(default_factory=set)  # with something hostile
    for_texts: set[str] = field(default_factory=set)  # those that take more than codes and choices
    let_in: set[str] = field(default_factory=set)  # something hostile
    kept: set[str] = field(default_factory=set)  # the doors behind which it was found again, clean
    fields: set[tuple[str, str]] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)  # of hostile texts let in, and at which door

    def save(self, path: Path) -> None:
        """Leave what a lane saw."""
        path.write_bytes(pickle.dumps({name: getattr(self, name) for name in _SEEN}))

    def add(self, path: Path) -> None:
        """Add what a lane left."""
        for name, seen in pickle.loads(path.read_bytes()).items():  # noqa: S301 - our own words
            getattr(self, name).update(seen)

    def judge(self, trial: Trial) -> None:
        """Say how many doors did what: a proof in which few let anything in shows little."""
        fields, only_refused = set(text_fields()), self.for_texts - self.let_in
        trial.figures |= {
            "doors": len(DOORS),
            "doors entered": len(self.entered),
            "doors tried with a hostile text": len(self.knocked),
            "doors that take a text": len(self.for_texts),
            "doors that let a hostile text in": len(self.let_in),
            "doors behind which it was found, clean": len(self.kept),
            "doors for texts that refused every hostile one": len(only_refused),
            "fields of *Input records": len(fields),
            "kinds of papers": len(self.drawn),
        }
        trial.tell(f"never entered: {sorted(set(DOORS) - self.entered)}")
        trial.tell(f"refused every hostile text: {sorted(only_refused)}")
        trial.must(self.knocked == set(DOORS), f"never tried: {sorted(set(DOORS) - self.knocked)}")
        trial.must(len(self.entered) >= len(DOORS) * 0.95, "too few doors were entered")
        trial.must(len(self.kept) >= _KEPT_AT_LEAST, "hostile texts were kept behind too few doors")
        trial.must(fields <= self.fields, f"a field was never tried: {sorted(fields - self.fields)}")
        trial.must(self.papers <= self.drawn, f"a paper was never drawn: {sorted(self.papers - self.drawn)}")

    def look_for_marks(self, session: Session) -> None:
        """Find again what was let in, wherever it is kept; that it is clean there ``kept_badly`` says."""
        for table, columns in COLUMNS.items():
            for column in columns:
                query = f"SELECT {column} FROM {table} WHERE instr({column}, 'hz')"
                for (value,) in session.db.execute(query):
                    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
                    self.kept.update(self.marks[one] for one in MARK.findall(text) if one in self.marks)
        self.marks.clear()


def knock(trial: Trial, world: World, name: str, doors: Doors) -> list[Made]:
    """Try a door once; return the papers that came of it."""
    before = world.inputs
    try:
        answer = world.knock(name, DOORS[name])
    except LedgerError as refused:
        trial.count("refused")
        trial.must(all(is_sentence(refused, wording) for wording in WORDINGS), f"{name}: no sentence for {refused!r}")
    except Exception as crash:  # noqa: BLE001 - every other error is a crash of the program
        trial.must(False, f"{name} crashed: {type(crash).__name__}")
    else:
        doors.entered.add(name)
        doors.let_in.update({name} if world.inputs > before else ())
        trial.count("inputs let in", world.inputs - before)
        doors.marks |= {world.mark: name}
        return papers_of(name, answer)
    finally:
        doors.knocked.update({name} if world.inputs > before else ())
        doors.for_texts.update({name} if doors.known.texts[name] else ())
    return []


def is_sentence(refused: LedgerError, wording: Any) -> bool:
    words = explain_error(refused, wording)
    return words != refused.code() and " " in words and "{field}" not in words


def kept_badly(session: Session) -> Counter[str]:
    """Return what stands in the ledger and should not, by column."""
    found = Counter[str]()
    for table, columns in COLUMNS.items():
        for column, fate in columns.items():
            if f"{table}.{column}" in AS_TYPED or fate is Fate.KEY:
                continue
            for (value,) in session.db.execute(f"SELECT {column} FROM {table} WHERE typeof({column}) = 'text'"):
                if faults := faults_of(value):
                    found[f"{table}.{column}: {faults[0]}"] += 1
    return found


# --- the whole --------------------------------------------------------------------------------------


def work(trial: Trial) -> None:
    """Several lanes at once; what all of them saw together must be everything."""
    in_lanes(trial, lane, LANES)
    doors = Doors()
    for seen in trial.folder.glob(f"*/{SEEN}"):
        doors.add(seen)
    doors.judge(trial)
    trial.must(trial.figures.get("inputs", 0) >= trial.size(10_000, 400_000), "enough was tried")  # type: ignore[operator]  # a number


def lane(trial: Trial) -> None:
    """One lane's share of everything, with ledgers of its own."""
    settings = tuple(("synchronous", "OFF", "0") if one[0] == "synchronous" else one for one in SETTINGS)
    with patch("os.fsync"), patch("ledger.storage.database._AFTER_FIRST_SELECT", settings):  # no power is cut here
        watch, made = Watch(), Workplace(trial.folder / "made")
        made.create()
        furnish(made)
        made.close()
        doors = Doors()
        for number in range(trial.size(SHORT, SOAK) // (len(DOORS) * PASSES * LANES) + 1):
            knock_everywhere(trial, watch, copied(trial, made, number), doors)
        doors.save(trial.folder / SEEN)
        if lane_of(trial) == 0:
            bring_files(trial, made)
        else:
            clean_is_stable(trial)
        controls(trial, watch, made)


def knock_everywhere(trial: Trial, watch: Watch, shop: Workplace, doors: Doors) -> None:
    """Try every door some times on one copy of the ledger, and look at what came of it."""
    world, papers = World(shop.open(), trial.chance, doors.known), list[Made]()
    row = trial.chance.sample(list(DOORS), len(DOORS))
    for name in row + [one for one in row if one not in SLOW] * (PASSES - 1):
        new = knock(trial, world, name, doors)
        papers += [one for one in new if trial.chance.random() < 0.5 or one.name not in doors.drawn]
        doors.papers.update(one.name for one in new)
        trial.count("calls")
    doors.fields |= world.seen
    trial.count("inputs", world.inputs)
    for what in kept_badly(shop.session):
        trial.must(False, f"kept: {what}")
    doors.look_for_marks(shop.session)
    look_at(trial, watch, papers, doors.drawn)
    shop.close()
    shutil.rmtree(shop.home)


def copied(trial: Trial, made: Workplace, number: int) -> Workplace:
    home = trial.folder / str(number)
    shutil.copytree(made.home, home)
    return Workplace(home, clock=made.clock)


def look_at(trial: Trial, watch: Watch, papers: list[Made], seen: set[str]) -> None:
    """Draw every paper; nothing may abort, reach out, hide an action or compute."""
    loaded_font("BeVietnamPro-Regular")
    for one in trial.chance.sample(papers, min(len(papers), PAPERS)) + [one for one in papers if one.name not in seen]:
        try:
            with watch.over():
                data = one.render()
        except LedgerError:
            trial.count("papers refused")
            continue
        except Exception as crash:  # noqa: BLE001 - as above
            trial.must(False, f"{one.name} was not drawn: {type(crash).__name__}")
            continue
        seen.add(one.name)
        trial.count("papers")
        trial.must(not watch.heard, f"{one.name} reached out: {watch.heard[:3]}")
        watch.heard.clear()
        for fault in faults_of_paper(data):
            trial.must(False, f"{one.name}: {fault}")


def clean_is_stable(trial: Trial) -> None:
    """What one pass lets through, a second does not change."""
    for _ in range(trial.size(6_000, 500_000)):
        typed = hostile(trial.chance)
        with suppress(LedgerError):
            text = clean_text(typed, "text", 2_000, is_multiline=trial.chance.random() < 0.5)
            trial.must(clean_text(text, "text", 2_000, is_multiline=True) == text, "cleaning twice changes a text")
            trial.must(not faults_of(text), f"let through: {faults_of(text)[:1]}")
            trial.count("let through")
        trial.count("cleaned")


def bring_files(trial: Trial, made: Workplace) -> None:
    """Bombs, damaged and renamed files to every reader, and to the ledger's own files and backups."""
    count, place = trial.size(60, 5_000), trial.folder / "files"
    place.mkdir()
    for name, number in try_readers(trial.chance, count, trial.must).items():
        trial.count(name, number)
    trial.count("files", try_packs(place, trial.chance, count // 10, trial.must))
    for _ in range(trial.size(1, 50)):
        trial.count("own files damaged", try_own_files(made, place, trial.chance, trial.must))
        trial.count("backups damaged", try_backups(made, place, trial.chance, trial.must))


# --- the judges can see -----------------------------------------------------------------------------


def controls(trial: Trial, watch: Watch, made: Workplace) -> None:
    shop = copied(trial, made, -1)
    session = shop.open()
    session.db.execute("UPDATE customer SET note = ? WHERE id = 1", ("một lời\u202e ngược",))  # a door that cleans not
    trial.must(any("customer.note" in one for one in kept_badly(session)), "control: an uncleaned text is seen")
    shop.close()
    trial.must(all(faults_of(one) for one in ("a\x00b", "a\u200bb", "\ud800", "a\u0301")), "control: faults are seen")
    with watch.over(), suppress(Exception):
        Path("/etc/hostname").read_bytes()
    trial.must(watch.heard, "control: a foreign file that is read is heard")
    watch.heard.clear()
    with watch.over():
        _unescaped(f'<img src="{trial.folder / "made" / "x.png"}"/>')
    trial.must(watch.heard, "control: markup that is obeyed is heard")
    trial.must("an action hides in the PDF" in faults_of_paper(_linking()), "control: a link in a PDF is seen")
    trial.must(faults_of_paper(b"\xef\xbb\xbfa,\xef\xbc\x9d1+1\r\n"), "control: a formula in a CSV file is seen")


def _linking() -> bytes:
    canvas = new_canvas(paper := BytesIO(), "", (200, 200))
    canvas.linkURL("http://127.0.0.1:9", (0, 0, 100, 100))
    canvas.save()
    return paper.getvalue()


def _unescaped(text: str) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    with suppress(Exception):
        Paragraph(text, ParagraphStyle("x")).wrap(100, 100)


if __name__ == "__main__":
    prove("hostile texts: none kept, none crashes, none reaches out, none computes", work)
