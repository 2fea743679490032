"""Nothing hostile is kept, crashes, reaches the network or another file, or becomes a formula (goal 12).

Texts go in by every door of the services, found by reflection (``support.doors``); what was kept is read back from
every column, and every paper and table that can be made of it is made, while Python's own audit hook watches.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.assets import load_wording
from ledger.documents.layout import loaded_font
from ledger.domain.errors import LedgerError
from ledger.domain.text import clean_text
from ledger.domain.wording import Language
from ledger.services.explaining import explain_error
from ledger.services.session import Session
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import _AFTER_FIRST_SELECT as SETTINGS
from proof.scaffold import Trial, prove
from support.doors import World, all_doors, text_fields
from support.doors_world import furnish
from support.hostile import faults_of, hostile
from support.hostile_files import try_backups, try_own_files, try_packs, try_readers
from support.papers_made import Made, faults_of_paper, papers_of
from support.services import Workplace

ROUND = 400  # calls on one copy of the ledger, before an erasure or two leave it empty
SHORT, SOAK = 12_400, 400_000  # calls
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


def knock(trial: Trial, world: World, name: str, entered: set[str]) -> list[Made]:
    """Try a door once; return the papers that came of it."""
    try:
        answer = world.knock(name, DOORS[name])
    except LedgerError as refused:
        trial.count("refused")
        trial.must(all(is_sentence(refused, wording) for wording in WORDINGS), f"{name}: no sentence for {refused!r}")
    except Exception as crash:  # noqa: BLE001 - every other error is a crash of the program
        trial.must(False, f"{name} crashed: {type(crash).__name__}")
    else:
        entered.add(name)
        return papers_of(name, answer)
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
            for (value,) in session.db.execute(f"SELECT {column} FROM {table} WHERE typeof({column}) = 'text'"):  # noqa: S608
                if faults := faults_of(value):
                    found[f"{table}.{column}: {faults[0]}"] += 1
    return found


# --- the whole --------------------------------------------------------------------------------------


def work(trial: Trial) -> None:
    settings = tuple(("synchronous", "OFF", "0") if one[0] == "synchronous" else one for one in SETTINGS)
    with patch("os.fsync"), patch("ledger.storage.database._AFTER_FIRST_SELECT", settings):  # no power is cut here
        knock_everywhere(trial)


def knock_everywhere(trial: Trial) -> None:
    watch = Watch()
    made = Workplace(trial.folder / "made")
    made.create()
    furnish(made)
    made.close()
    fields, tried = set(text_fields()), set[tuple[str, str]]()
    seen, reached, entered = set[str](), set[str](), set[str]()
    for start in range(0, trial.size(SHORT, SOAK), ROUND):
        shop = copied(trial, made, start)
        world = World(shop.open(), trial.chance)
        papers = list[Made]()
        for name in trial.chance.sample(list(DOORS), len(DOORS)) * (ROUND // len(DOORS) + 1):
            new = knock(trial, world, name, entered)
            papers += [one for one in new if trial.chance.random() < 0.5 or one.name not in seen]
            reached.update(one.name for one in new)
        tried |= world.seen
        trial.count("calls", ROUND)
        trial.count("inputs", world.inputs)
        for what in kept_badly(shop.session):
            trial.must(False, f"kept: {what}")
        look_at(trial, watch, papers, seen)
        shop.close()
        shutil.rmtree(shop.home)
    trial.figures |= {"doors": len(DOORS), "doors entered": len(entered)}
    trial.figures |= {"fields of *Input records": len(fields), "kinds of papers": len(seen)}
    trial.must(int(trial.figures["inputs"]) >= trial.size(10_000, 400_000), "enough was tried")
    trial.must(fields <= tried, f"a field was never tried: {sorted(fields - tried)}")
    trial.tell(f"never entered: {sorted(set(DOORS) - entered)}")
    trial.must(not reached - seen, f"a paper was never drawn: {sorted(reached - seen)}")
    clean_is_stable(trial)
    bring_files(trial, made)
    controls(trial, watch, made)


def copied(trial: Trial, made: Workplace, number: int) -> Workplace:
    home = trial.folder / str(number)
    shutil.copytree(made.home, home)
    return Workplace(home, clock=made.clock)


def look_at(trial: Trial, watch: Watch, papers: list[Made], seen: set[str]) -> None:
    """Draw every paper; nothing may abort, reach out, hide an action or compute."""
    loaded_font("BeVietnamPro-Regular")
    for one in trial.chance.sample(papers, min(len(papers), 60)) + [one for one in papers if one.name not in seen]:
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
    trial.figures |= try_readers(trial.chance, count, trial.must)
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
    trial.must(faults_of_paper(b"\xef\xbb\xbfa,\xef\xbc\x9d1+1\r\n"), "control: a formula in a CSV file is seen")


def _unescaped(text: str) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    with suppress(Exception):
        Paragraph(text, ParagraphStyle("x")).wrap(100, 100)


if __name__ == "__main__":
    prove("hostile texts: none kept, none crashes, none reaches out, none computes", work)
