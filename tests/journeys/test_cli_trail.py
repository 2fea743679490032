"""A script exports the proof of the trail and compares old papers: what it is told, by words and by exit code."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.assets import load_wording
from ledger.cli import verbs
from ledger.cli.options import build_parser
from ledger.cli.terminal import DONE, NOT_PROVEN, UsageError
from ledger.domain.wording import Language
from ledger.services import trail
from ledger.services.session import Session
from support.services import Workplace, confirmed, workplace
from support.trail_files import run_check

ENGLISH = load_wording(Language.EN)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """Return a shop whose ledger the command finds opened by a passphrase: how it opens one is shown elsewhere."""
    for one in workplace(tmp_path):
        opened: list[Session] = [confirmed(one.session)]
        monkeypatch.setattr(verbs, "opened", lambda _given, _wording, found=opened: found[0])
        yield one


def run(*words: str) -> int:
    given = build_parser("0").parse_args(words)
    return verbs.VERBS[given.verb](given, ENGLISH)


def test_the_exported_proof_holds_for_a_stranger(
    shop: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "proof.zip"
    assert run("audit-proof", "ledger", "--as", "x", "--out", str(out)) == DONE
    said = capsys.readouterr().out
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "out")
    code, verdict = run_check(tmp_path / "out")
    assert code == 0
    assert verdict.rpartition(" ")[2] in said  # the head
    assert shop.place.folder.is_dir()


def test_a_file_that_is_there_is_never_written_over(shop: Workplace, tmp_path: Path) -> None:
    assert shop.place.folder.is_dir()
    out = tmp_path / "proof.zip"
    out.write_text("x")
    with pytest.raises(UsageError):
        run("audit-proof", "ledger", "--as", "x", "--out", str(out))
    assert out.read_text() == "x"


def test_papers_are_compared_while_everything_is_checked(shop: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    head = trail.head_of(shop.session)
    paper = f"{head.seq}:{head.hash.hex()[:16]}"
    assert run("verify", "ledger", "--as", "x", "--paper", paper) == DONE
    assert "this paper matches" in capsys.readouterr().out


def test_a_paper_that_does_not_match_is_a_proof_that_failed(
    shop: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shop.session.member.name
    papers = ("--paper", "2:0123456789abcdef", "--paper", "99999:0123456789abcdef")
    assert run("verify", "ledger", "--as", "x", *papers) == NOT_PROVEN
    said = capsys.readouterr()
    assert "another head" in said.err
    assert "an older copy" in said.err
    assert "The ledger holds" in said.out
