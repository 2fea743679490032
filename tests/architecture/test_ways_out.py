"""One way out for each kind of thing: a text on paper, in a table or in a bar code passes the one door that tames it.

ReportLab obeys markup in a paragraph, a spreadsheet obeys a leading ``=``, and a mail program believes a head line: so
the taming stands in one module each (``security.md`` 5.10), and no other module may name what it tames.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPER, SHEET, BARS = "ledger/documents/layout.py", "ledger/documents/plain_sheet.py", "ledger/documents/barcodes.py"
LABEL, TABLE = "ledger/documents/label.py", "ledger/documents/table.py"
# What may be named, and in which modules; nowhere else.
ONE_WAY = {
    "reportlab": {PAPER}, "Paragraph": {PAPER}, "XPreformatted": set(), "Canvas": {PAPER}, "SimpleDocTemplate": set(),
    "drawString": {PAPER}, "drawRightString": set(), "drawCentredString": set(), "linkURL": set(),
    "setTitle": {PAPER}, "setAuthor": {PAPER}, "setSubject": {PAPER}, "setKeywords": set(), "add_metadata": set(),
    # The fast ways to set many short lines; what they set was cut by ``wrap`` or ``fit``, which make it printable.
    "beginText": {LABEL, TABLE}, "textOut": {LABEL, TABLE}, "textLine": set(), "textLines": set(),
    "addLiteral": {TABLE, BARS},
    "xlsxwriter": {SHEET}, "writer": {SHEET}, "DictWriter": set(), "write_formula": set(), "write_url": set(),
    "write_string": {SHEET}, "create_barcode": {BARS}, "MIMEText": {"ledger/services/mail_drafts.py"},
    "pypdf": {PAPER}, "add_attachment": {PAPER}, "add_js": set(),
}  # fmt: skip


def named_in(source: str) -> set[str]:
    """Return everything a module imports, calls or reaches through a dot, whatever it calls it afterwards."""
    found = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").split(".")[0], *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
    return found


def modules() -> dict[str, str]:
    files = sorted(path for room in ("ledger", "ui") for path in (ROOT / room).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


@cache
def named() -> dict[str, set[str]]:
    return {name: named_in(source) for name, source in modules().items()}


@pytest.mark.parametrize("what", ONE_WAY)
def test_it_is_named_in_its_one_module_only(what: str) -> None:
    assert {name for name, words in named().items() if what in words} == ONE_WAY[what]


@pytest.mark.parametrize(
    "source",
    [
        "from reportlab.platypus import Paragraph as P\nP('x')",
        "import reportlab.platypus as paper\npaper.Paragraph('x')",
        "from reportlab import platypus\ndef f(): return platypus.Paragraph",
    ],
)
def test_another_name_for_it_is_seen_too(source: str) -> None:
    assert named_in(source) & {"Paragraph", "reportlab"}


def test_the_lines_set_fast_were_all_made_printable_first() -> None:
    """``textOut`` takes what ``wrap`` or ``fit`` returned, never a text as it came."""
    for name in (LABEL, TABLE):
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            if any(isinstance(one.func, ast.Attribute) and one.func.attr == "textOut" for one in calls):
                assert {one.func.id for one in calls if isinstance(one.func, ast.Name)} & {"wrap", "fit"}, function.name
