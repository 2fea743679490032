"""Whoever steals the computer reads nothing: a day in the window leaves no readable byte of what was typed (goal 5).

The program works in a process of its own, with folders of its own for everything a program may write to, and is killed
with the ledger open. Every byte it left is searched, in every spelling, its logs too.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.storage import database, keyfile
from ledger.storage import folder as files
from proof.scaffold import Trial, prove
from support.canary_search import contents, forms_of, readable_in
from support.storage import CHEAP
from support.window_child import CANARIES

ROOT = Path(__file__).parents[2]
FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
PATIENCE = 150  # seconds for the whole day on a busy machine
NEVER_KEPT = {"passphrase", "wrong passphrase", "looked for"}
# Who may open the ledger or a backup of it is asked by name: names of staff, never of a customer.
NAMES_KEEPERS = ("window.ini", files.KEYS, files.KEYS_TWIN, ".sokin", ".sokin/manifest.json")


def work(trial: Trial) -> None:
    for day in range(trial.size(1, 20)):
        home = trial.folder / str(day)
        live_and_be_killed(trial, home)
        search(trial, home)
    controls(trial)


def live_and_be_killed(trial: Trial, home: Path) -> None:
    """Run a day in a process of its own; kill it at the end without warning."""
    for name in FOLDERS:
        (home / name).mkdir(parents=True, mode=0o700)
    (home / "cwd").mkdir()
    places = {name: str(home / name) for name in FOLDERS} | dict.fromkeys(("TEMP", "TMP"), str(home / "TMPDIR"))
    environment = {**os.environ, **places, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=true", "PYTHONFAULTHANDLER": "1"}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    with (home / "stdout.log").open("wb") as out, (home / "stderr.log").open("wb") as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "support.window_child", str(home / "HOME")],
            cwd=home / "cwd", env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
        said = heard(child, home / "stdout.log")
        child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        child.wait(30)
    if not said:
        trial.tell((home / "stderr.log").read_text(encoding="utf-8", errors="replace")[-1500:])
    trial.must(said.startswith("ready"), "the day came to its end")
    titles = json.loads(said.removeprefix("ready ") or "{}") if said.startswith("ready") else {}
    trial.must(titles.get("leaking titles") == [], f"a window's title says too much: {titles}")
    trial.count("window titles", titles.get("titles", 0))
    trial.count("days")


def heard(child: "subprocess.Popen[bytes]", log: Path) -> str:
    """Return the first line the day said, or nothing when it ended or took too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and child.poll() is None:
        line = log.read_text(encoding="utf-8", errors="replace").partition("\n")
        if line[1]:
            return line[0]
        time.sleep(0.2)
    return ""


def search(trial: Trial, home: Path) -> None:
    left = list(contents(home))
    trial.count("files", sum(path.is_file() for path in home.rglob("*")))
    trial.count("bytes searched", sum(len(data) for _, data in left))
    for name, where in sorted(readable_in(CANARIES, home)):
        is_asked_for = name == "manager" and where.endswith(NAMES_KEEPERS)
        trial.must(is_asked_for, f"the {name} can be read in {where}")
    held = held_in_ledger(home)
    trial.must(held == set(CANARIES) - NEVER_KEPT, f"the ledger itself holds the rest: {set(CANARIES) - held}")


def held_in_ledger(home: Path) -> set[str]:
    """Return which words the ledger gives to whoever has its key: nothing was missed because it was never written."""
    folder = home / "HOME" / "so kin"
    key = keyfile.unlock(folder, CANARIES["manager"], CANARIES["passphrase"], CHEAP).data_key
    with closing(database.connect(folder / files.DATABASE, key, is_new=False)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [row for one in tables for row in db.execute(f'SELECT * FROM "{one}"')]
    held = b" ".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
    return {name for name, text in CANARIES.items() if any(form in held for form in forms_of(text))}


def controls(trial: Trial) -> None:
    """A plain database, a line in a log and a name of a file are found."""
    home = trial.folder / "control"
    home.mkdir()
    with closing(sqlite3.connect(home / "plain.db")) as db, db:
        db.execute("CREATE TABLE canary (value TEXT)")
        db.executemany("INSERT INTO canary VALUES (?)", [(text,) for text in CANARIES.values()])
    (home / "stderr.log").write_text("".join(f"lỗi: {text}\n" for text in CANARIES.values()), encoding="utf-16-le")
    (home / f"{CANARIES['customer']}.pdf").write_bytes(b"")
    found = readable_in(CANARIES, home)
    for where in ("plain.db", "stderr.log"):
        trial.must({name for name, place in found if place == where} == set(CANARIES), f"control: {where} is read")
    trial.must(("customer", f"{CANARIES['customer']}.pdf") in found, "control: the name of a file is read")
    trial.count("controls found", len(found))


if __name__ == "__main__":
    prove("canaries: a day in the window leaves nothing readable", work)
