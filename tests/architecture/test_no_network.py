"""Nothing of the program reaches another computer: no code for it, and every test runs where it would be stopped."""

import ast
import socket
import urllib.request
from pathlib import Path

import pytest

from support.offline import ReachedOut

ROOT = Path(__file__).parents[2]
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib",
    "xmlrpc", "socketserver", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "dns", "webbrowser",
}  # fmt: skip
ON_THIS_COMPUTER = {"QLocalServer", "QLocalSocket"}  # between two windows of one person
SOURCES = sorted(path for room in ("ledger", "ui") for path in (ROOT / room).rglob("*.py"))


def _imported(path: Path) -> list[tuple[str, str]]:
    """Return what a file imports, as module and name."""
    found = list[tuple[str, str]]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.extend((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.extend((node.module or "", one.name) for one in node.names)
    return found


def _is_network(module: str, name: str) -> bool:
    if module.startswith(("PySide6.QtNetwork", "PySide6.QtWeb")):
        return name not in ON_THIS_COMPUTER
    parts = f"{module}.{name}".split(".")
    return any(".".join(parts[:length]) in NETWORK for length in range(1, len(parts) + 1))


def test_no_file_imports_what_talks_to_other_computers() -> None:
    assert len(SOURCES) > 300
    guilty = [(path.name, one) for path in SOURCES for one in _imported(path) if _is_network(*one)]
    assert guilty == [("display.py", ("socket", ""))]  # asks, before Qt does, whether the screen answers


@pytest.mark.parametrize(
    ("module", "name"),
    [("socket", ""), ("urllib.request", "urlopen"), ("urllib", "request"), ("PySide6.QtNetwork", "QTcpSocket")],
)
def test_such_a_file_would_be_noticed(module: str, name: str) -> None:
    assert _is_network(module, name)


def test_a_test_that_reached_out_would_be_stopped() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line, pytest.raises(ReachedOut):
        line.connect(("192.0.2.1", 9))
    with pytest.raises(ReachedOut):
        socket.getaddrinfo("example.com", 443)
    with pytest.raises(ReachedOut):
        urllib.request.urlopen("http://192.0.2.1/")
