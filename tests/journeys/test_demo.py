"""What a visitor sees first: the papers of the demo, and a ledger of made-up people to try things on."""

import re
from pathlib import Path

import pytest

from support.cli import BAD_INPUT, DONE, NO_LEDGER, Computer, pages_of, words_of

PAPERS = {
    "labels-100x150.pdf", "labels-a4.pdf", "manifest.pdf", "manifest.xlsx", "disclosure-report.pdf",
    "consent-receipt.pdf", "summary.txt",
}  # fmt: skip


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    return Computer(tmp_path_factory.mktemp("visitor"))


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_the_demo_writes_its_papers_where_it_says_and_leaves_nothing_else(visitor: Computer) -> None:
    said = visitor.run("--demo", "--language", "en")
    papers = visitor.desk / "sokin-demo"
    assert (said.code, said.err) == (DONE, "")
    assert "./sokin-demo/" in said.out
    assert all(name in said.out for name in PAPERS)
    assert set(everything_below(papers)) == PAPERS
    assert everything_below(visitor.desk) == ["sokin-demo", *sorted(f"sokin-demo/{name}" for name in PAPERS)]
    assert everything_below(visitor.temporary) == everything_below(visitor.app_data) == []
    check_papers(papers)


def check_papers(papers: Path) -> None:
    """The papers agree with each other: they tell of the same days of the same shop."""
    summary = (papers / "summary.txt").read_text(encoding="utf-8")
    figures = {int(number) for number in re.findall(r": (\d+)$", summary, re.MULTILINE)}
    report = words_of((papers / "disclosure-report.pdf").read_bytes())
    manifest = words_of((papers / "manifest.pdf").read_bytes())
    codes = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", report))
    assert 80 in figures  # customers
    assert len(codes) > 20
    assert codes & set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", manifest))
    assert "Recipient" in words_of((papers / "labels-a4.pdf").read_bytes())
    assert len(pages_of((papers / "labels-100x150.pdf").read_bytes())) > 1
    assert (papers / "manifest.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("language", "opening", "intact"),
    [((), "Cụm mật khẩu: ", "Sổ nguyên vẹn"), (("--language", "en"), "Passphrase: ", "The ledger holds")],
)
def test_a_ledger_of_made_up_people_opens_with_the_words_it_prints(
    tmp_path: Path, language: tuple[str, ...], opening: str, intact: str
) -> None:
    computer = Computer(tmp_path)
    made = computer.run(*language, "demo-ledger", str(computer.folder), "--customers", "40", "--seed", "7")
    assert (made.code, made.err) == (DONE, "")
    _, _, passphrase = made.out.strip().partition(opening)
    manager = re.search(r": ([^:,]+) \((?:quản lý|manager)\)", made.out)
    assert manager is not None
    words = (*language, "verify", str(computer.folder), "--as", manager[1], "--passphrase-fd", "0")
    proof = computer.run(*words, typed=f"{passphrase}\n")
    assert (proof.code, proof.err) == (DONE, "")
    assert intact in proof.out


def test_a_demo_ledger_is_not_made_of_nobody_nor_in_a_full_folder(visitor: Computer) -> None:
    nobody = visitor.run("demo-ledger", "new", "--customers", "0")
    visitor.lay_out("file", "mine")
    full = visitor.run("demo-ledger", ".", "--customers", "1")
    assert (nobody.code, full.code) == (BAD_INPUT, NO_LEDGER)
    assert (len(nobody.troubles), len(full.troubles)) == (1, 1)
    assert not (visitor.desk / "new").exists()
