"""The settings file of a workstation: whatever somebody wrote into it, the program starts."""

from pathlib import Path

import pytest

from ui.settings import LABEL_START, SCHEME, Settings, offset_of


@pytest.mark.parametrize("written", ["--5", "-", "9" * 5000, "٣", "1e5", "", "0x10", "1,2"])
def test_what_is_no_number_counts_as_not_chosen(tmp_path: Path, written: str) -> None:
    file = tmp_path / "window.ini"
    file.write_text(f"[label]\nstart={written}\n", encoding="utf-8")
    assert Settings(file).get(LABEL_START) == LABEL_START.default


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 5000, b"[" * 100_000, b"[look]\ntheme=@ByteArray(x)\n", b"\xff\xfe="]
)
def test_a_damaged_file_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.get(LABEL_START) == LABEL_START.default
    assert isinstance(settings.get(SCHEME), str)


@pytest.mark.parametrize("printer", ["Zebra ZD421", "..\\..\\x", "a/b", "=1+1", "máy in\u202e", "[x]", "%1", "a\nb=c"])
def test_a_printer_may_be_called_anything(tmp_path: Path, printer: str) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.set(offset_of(printer, "x"), -15)
    assert settings.get(offset_of(printer, "x")) == -15
    assert settings.get(offset_of("another", "x")) == 0
