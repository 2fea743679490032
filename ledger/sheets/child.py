"""The reading process: one file in through the standard input, its lines out as JSON, and then it ends.

In: a line of JSON (what is asked, and the limits), then the file. Out: a line with the process's own number, then one
for the sheet, one for each line of the table, and at last how many there were; or a line that says why not.
It opens no file and no network, and imports neither the ledger's storage nor Qt.
"""

import contextlib
import faulthandler
import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from ledger.sheets.limits import TEXT_LIMIT, ZIP_MARKS, Fault
from ledger.sheets.lines import Line

_ASKED_LIMIT = 10_000  # bytes of the line that asks
_GRACE = 5  # seconds after which it ends itself, when whoever asked is gone
_OLE, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_NO_MEMORY = b'{"fault":"memory","line":1}\n'  # ready-made: there is no room to make it
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"<")


def main() -> None:
    """Answer one question and end."""
    asker, answers = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    _say(answers, {"ready": os.getpid()})
    answers.flush()
    asked = json.loads(asker.readline(_ASKED_LIMIT))
    _limit(asked["seconds"], asked["memory"])
    data = asker.read()
    if len(data) == asked["size"]:  # else whoever asked is gone
        _answer(answers, data, asked)
    answers.flush()
    os._exit(0)  # nothing is left to tidy, and a large table takes long to take apart


def _answer(answers: BinaryIO, data: bytes, asked: dict[str, Any]) -> None:
    try:
        for message in _messages(data, asked["sheet"], asked["encoding"]):
            _say(answers, message)
    except Fault as fault:
        _say(answers, {"fault": fault.why, "line": fault.line})
    except MemoryError:
        answers.write(_NO_MEMORY)
    except OSError:
        return  # nobody listens any more
    except BaseException:  # noqa: BLE001 - the parser's panics are no Exception; what they say may quote the file
        _say(answers, {"fault": "crash", "line": 1})


def _say(answers: BinaryIO, message: object) -> None:
    answers.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _messages(data: bytes, sheet: str, encoding: str) -> Iterator[object]:
    lines: Iterator[Line]
    if data.startswith(ZIP_MARKS):
        from ledger.sheets.workbook import open_sheet

        opened = open_sheet(data, sheet)
        yield {"sheet": opened.name, "others": opened.others, "left": opened.left}
        lines = opened.lines
    else:
        lines = _text_lines(data, encoding)
        yield {"sheet": "", "others": [], "left": 1}
    count = room = 0
    for line in lines:
        count, room = count + 1, room + sum(map(len, line.cells))
        if room > TEXT_LIMIT:
            raise Fault("unpacked")
        yield [line.number, line.cells, line.bad]
    yield {"end": count}


def _text_lines(data: bytes, encoding: str) -> Iterator[Line]:
    from ledger.sheets.text_table import read_lines

    if data.startswith(_OLE):
        raise Fault("encrypted" if _LOCKED in data else "old_excel")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHERS):
        raise Fault("kind")
    return read_lines(data, encoding)


def _limit(seconds: float, memory: int) -> None:
    """Let the system end this process when it takes too much; whoever asked watches it besides."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_CORE: 0,  # no image of the memory: it holds a shop's customers
        resource.RLIMIT_FSIZE: 0,  # and nothing written to any disk
        resource.RLIMIT_CPU: int(seconds) + _GRACE,
        resource.RLIMIT_AS: memory,
    }
    for kind, limit in wanted.items():
        with contextlib.suppress(OSError, ValueError):  # macOS sets no limit on addresses
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
