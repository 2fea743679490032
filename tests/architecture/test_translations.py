"""The catalogues of the window: nothing missing, stale or unfinished, and every text one that can be found."""

import ast
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import PySide6
import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "resources" / "i18n"
NAMES = ("qtbase_vi", "sokin_vi")
FLAGS = ("-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "vi")
MNEMONIC = re.compile(r"&(?=\w)(?!\w+;)")
QT_PLACEHOLDER = re.compile(r"%(?:L?\d|n|p)")
WORDS_FOUND_LATER = (ast.Name, ast.Attribute)  # a table's text, marked there with QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue."""

    context: str
    source: str
    comment: str
    translation: str
    state: str  # "" when finished

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.source, self.comment


def entries(catalogue: Path) -> Iterator[Entry]:
    root = ET.parse(catalogue).getroot()
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield Entry(
                context=context.findtext("name", ""),
                source=message.findtext("source", ""),
                comment=message.findtext("comment", ""),
                translation=translation.text or "",
                state=translation.get("type", ""),
            )


def tool(name: str, *arguments: str, cwd: Path) -> None:
    """Run one of the tools that lie beside the library itself, whatever the PATH."""
    program = Path(PySide6.__file__).with_name(name + (".exe" if sys.platform == "win32" else ""))
    done = subprocess.run(
        [program, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr


def texts_of_sources(sources: Path) -> set[tuple[str, str, str]]:
    """Return what ``lupdate`` finds in ``ui`` below ``sources``, read into a catalogue of its own."""
    files = sorted(path.relative_to(sources).as_posix() for path in (sources / "ui").rglob("*.py"))
    tool("lupdate", "-silent", *FLAGS, *files, "-ts", "fresh_vi.ts", cwd=sources)
    return {entry.key for entry in entries(sources / "fresh_vi.ts")}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the window's sources, so that no tool touches the real ones."""
    shutil.copytree(ROOT / "ui", tmp_path / "ui", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def tracked() -> set[tuple[str, str, str]]:
    return {entry.key for entry in entries(CATALOGUES / "sokin_vi.ts")}


# --- the catalogue and the sources --------------------------------------------------------------


def test_the_catalogue_has_every_text_of_the_window_and_no_other(copy: Path) -> None:
    found = texts_of_sources(copy)
    assert {"missing": found - tracked(), "stale": tracked() - found} == {"missing": set(), "stale": set()}


def test_a_new_text_would_be_missing_and_a_deleted_one_stale(copy: Path) -> None:
    before = texts_of_sources(copy)
    new = copy / "ui" / "new_page.py"
    new.write_text('class NewPage(QWidget):\n    def go(self):\n        self.tr("Brand new")\n', encoding="utf-8")
    assert texts_of_sources(copy) - before == {("NewPage", "Brand new", "")}
    new.unlink()
    assert texts_of_sources(copy) == before


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_unfinished(name: str) -> None:
    assert [entry.key for entry in entries(CATALOGUES / f"{name}.ts") if entry.state or not entry.translation] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_loaded_was_built_from_what_is_read(name: str, tmp_path: Path) -> None:
    """The one generated thing that is kept: the same texts always give the same bytes."""
    shutil.copy(CATALOGUES / f"{name}.ts", tmp_path)
    tool("lrelease", "-silent", f"{name}.ts", "-qm", f"{name}.qm", cwd=tmp_path)
    assert (tmp_path / f"{name}.qm").read_bytes() == (CATALOGUES / f"{name}.qm").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_every_translation_can_be_asked_for(name: str) -> None:
    catalogue = QTranslator()
    assert catalogue.load(str(CATALOGUES / f"{name}.qm"))
    unheard = [
        entry.key
        for entry in entries(CATALOGUES / f"{name}.ts")
        if catalogue.translate(entry.context, entry.source, entry.comment) != entry.translation
    ]
    assert unheard == []


# --- source and translation ---------------------------------------------------------------------


def ending(text: str) -> str:
    text = MNEMONIC.sub("", text).strip()
    return next((sign for sign in ("...", "…", ":") if text.endswith(sign)), "")


def around(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def placeholders(text: str, *, qt: bool) -> list[str]:
    if qt:
        return sorted(QT_PLACEHOLDER.findall(text))
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def complaints(source: str, translation: str, *, qt: bool) -> list[str]:
    """Say what in a translation does not fit its source."""
    found = []
    if set(placeholders(source, qt=qt)) != set(placeholders(translation, qt=qt)):
        found.append("placeholders")
    if bool(MNEMONIC.search(source)) != bool(MNEMONIC.search(translation)) or len(MNEMONIC.findall(translation)) > 1:
        found.append("mnemonic")
    if ending(source) != ending(translation):
        found.append("ending")
    if around(source) != around(translation):
        found.append("spaces")
    if unicodedata.normalize("NFC", translation) != translation:
        found.append("composed letters")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_translations_fit_their_sources(name: str) -> None:
    found = {
        entry.key: wrong
        for entry in entries(CATALOGUES / f"{name}.ts")
        if (wrong := complaints(entry.source, entry.translation, qt=name == "qtbase_vi"))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("Due {time}", "Hạn {gio}", ["placeholders"]),
        ("Due {time}", "Hạn", ["placeholders"]),
        ("&Save", "Lưu", ["mnemonic"]),
        ("Save", "&Lưu", ["mnemonic"]),
        ("&Save", "&Lưu &lại", ["mnemonic"]),
        ("Record…", "Ghi", ["ending"]),
        ("Record…", "Ghi...", ["ending"]),
        ("Name:", "Tên", ["ending"]),
        ("Show ", "Hiện", ["spaces"]),
        ("Save", " Lưu", ["spaces"]),
        ("Name", "Te\u0302n", ["composed letters"]),
        ("&Name: {name}&nbsp;…", "&Tên: {name}&nbsp;…", []),
    ],
)
def test_a_translation_that_does_not_fit_is_found(source: str, translation: str, wrong: list[str]) -> None:
    assert complaints(source, translation, qt=False) == wrong


@pytest.mark.parametrize(
    ("source", "translation", "wrong"), [("Delete %1?", "Xóa?", ["placeholders"]), ("{", "{ %", [])]
)
def test_texts_of_qt_have_other_placeholders(source: str, translation: str, wrong: list[str]) -> None:
    assert complaints(source, translation, qt=True) == wrong


# --- texts that can be found --------------------------------------------------------------------


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        if call.func.attr == "translate" and ast.unparse(call.func.value) != "QCoreApplication":
            return ""  # painters and strings translate too, but not words
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_findable_tr(call: ast.Call) -> bool:
    """``self.tr("text")`` or with a comment as second: any other form lupdate misses, or files under a wrong name."""
    on_self = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
    is_self = on_self and ast.unparse(call.func) == "self.tr"
    return is_self and 1 <= len(call.args) <= 2 and all(map(is_text, call.args)) and not call.keywords


def is_findable_translate(call: ast.Call) -> bool:
    """``translate("Context", "text")``, or a name and a table's text; nothing put together on the spot."""
    if len(call.args) < 2 or call.keywords:
        return False
    if is_text(call.args[1]):
        return all(map(is_text, call.args))
    return all(is_text(node) or isinstance(node, WORDS_FOUND_LATER) for node in call.args)


def is_findable_mark(call: ast.Call) -> bool:
    return len(call.args) == 2 and all(map(is_text, call.args))


def never(_call: ast.Call) -> bool:
    return False  # lupdate files it under no context, so it is never found again


RULES = {
    "tr": is_findable_tr,
    "translate": is_findable_translate,
    "QT_TRANSLATE_NOOP": is_findable_mark,
    "QT_TR_NOOP": never,
    "QT_TR_N_NOOP": never,
}


def lost_texts(code: str) -> list[str]:
    """Return the calls whose text no catalogue can hold, or the window would never ask for."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if called(call) in RULES and not RULES[called(call)](call)]


@cache
def window_code() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "ui").rglob("*.py"))
    }


def test_every_text_of_the_window_can_be_found() -> None:
    assert {name: lost for name, code in window_code().items() if (lost := lost_texts(code))} == {}


def asked_contexts(code: str) -> set[str]:
    """Return the contexts that ``translate`` is called with, also those named by a constant of the module."""
    tree = ast.parse(code)
    constants = {
        ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == "translate"]
    firsts = [constants.get(ast.unparse(call.args[0]), call.args[0]) for call in calls if call.args]
    return {str(node.value) for node in firsts if isinstance(node, ast.Constant)}


def test_every_context_asked_for_is_in_a_catalogue() -> None:
    """``translate("Action", …)`` for texts marked as "Actions" would stay English for ever."""
    known = {entry.context for name in NAMES for entry in entries(CATALOGUES / f"{name}.ts")}
    asked = {name: asked_contexts(code) for name, code in window_code().items()}
    assert {name: unknown for name, contexts in asked.items() if (unknown := contexts - known)} == {}


@pytest.mark.parametrize(
    ("line", "is_lost"),
    [
        ('self.tr("Save")', False),
        ('self.tr("Save {name}").format(name=name)', False),
        ('self.tr("Open", "verb")', False),
        ('self.tr(f"Save {name}")', True),
        ('self.tr("Save " + name)', True),
        ("self.tr(text)", True),
        ('self.tr("Show" if hidden else "Hide")', True),
        ('self.tr("%n parcels", "", 3)', True),
        ('page.tr("Save")', True),
        ('tr("Save")', True),
        ('QCoreApplication.translate("Page", "Save")', False),
        ("QCoreApplication.translate(CONTEXT, self.text)", False),
        ('QCoreApplication.translate(CONTEXT, "Save")', True),
        ('QCoreApplication.translate("Page", f"{name}")', True),
        ('QT_TRANSLATE_NOOP("Page", "Save")', False),
        ('QT_TRANSLATE_NOOP(CONTEXT, "Save")', True),
        ('QT_TR_NOOP("Save")', True),
    ],
)
def test_a_text_that_would_be_lost_is_found(line: str, is_lost: bool) -> None:
    assert bool(lost_texts(line)) is is_lost


def test_contexts_are_read_through_constants() -> None:
    code = 'CONTEXT = "Actions"\ntranslate(CONTEXT, text)\ntranslate("Page", "Save")\n'
    assert asked_contexts(code) == {"Actions", "Page"}
