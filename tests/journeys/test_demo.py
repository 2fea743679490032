"""A ledger of made-up people to try things on."""

import re
from pathlib import Path

import pytest

from support.cli import BAD_INPUT, DONE, NO_LEDGER, Computer


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    return Computer(tmp_path_factory.mktemp("visitor"))


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
