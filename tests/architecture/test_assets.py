"""Where resources are found, and that law and fonts are complete."""

import shutil
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from ledger import assets
from ledger.domain.errors import NotFound


def test_resources_lie_beside_the_package() -> None:
    assert assets.resource_path("fonts", "OFL.txt").is_file()
    assert assets.resource_path().name == "resources"


def test_frozen_resources_are_found_where_they_were_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(assets.resource_path("policies"), tmp_path / "resources" / "policies")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets.resource_path("law.toml") == tmp_path / "resources" / "law.toml"
    assert assets.pack_ids() == ("combined", "the-king-oil", "vietking")


@pytest.mark.parametrize("pack_id", ["", "nobody", "../policies/combined", "combined.toml"])
def test_a_pack_that_does_not_ship_is_not_found(pack_id: str) -> None:
    with pytest.raises(NotFound):
        assets.load_pack(pack_id)


def test_every_font_is_there() -> None:
    assert all(path.is_file() for path in assets.load_font_paths().values())


def test_every_rule_of_law_has_a_source_and_a_confidence() -> None:
    rules = assets.load_law()
    assert all(rule.source and rule.confidence in {"high", "med", "low"} for rule in rules.values())
    # What is unsettled a shop has to be able to change.
    assert [key for key, rule in rules.items() if rule.confidence == "low" and not rule.must_be_changeable] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("requests.WITHDRAW.complete_days", 15),
        ("requests.ACCESS.complete_days_with_partner", 15),
        ("requests.DELETE.extension_days", 20),
        ("requests.COMPLAINT.acknowledge_working_days", 3),
        ("counting.working_weekdays", (1, 2, 3, 4, 5)),
        ("feedback.promise_hours", 12),
        ("ages.own_say", 7),
        ("advertising.hours.CALL.until", 17),
        ("advertising.per_24_hours.SMS", 3),
        ("commitment.warn_days", 30),
        ("breach.authority_hours", 72),
        ("breach.system_attack_hours", 24),
    ],
)
def test_rules_of_law_have_their_values(key: str, value: object) -> None:
    assert assets.load_law()[key].value == value


@pytest.mark.parametrize("text", ["stray = 3", "rule = { value = 1.5, source = '', confidence = 'high' }"])
def test_a_faulty_law_file_is_no_silent_default(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_parts: str) -> Mapping[str, object]:
        return tomllib.loads(text)

    monkeypatch.setattr(assets, "_read_toml", read)
    with pytest.raises(TypeError):
        assets.load_law.__wrapped__()
