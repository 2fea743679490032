"""How much a file with a table may cost (``security.md`` 5.11), and the fault of one that costs more or is none."""

from dataclasses import dataclass

SIZE_LIMIT = 10 * 1024 * 1024  # bytes of the file
UNPACKED_LIMIT = 50 * 1024 * 1024  # bytes of everything in a workbook
PARTS_LIMIT = 2_000  # files inside a workbook
ROW_LIMIT = 50_000  # besides the heading
COLUMN_LIMIT = 64
CELL_LIMIT = 32_767  # characters; more fits in no spreadsheet
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # how a workbook begins
TEXT_LIMIT = 20 * 1024 * 1024  # characters of all cells: a short workbook can repeat one long text


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take: seconds on the clock, bytes of memory."""

    seconds: float = 20.0
    memory: int = 512 * 1024 * 1024


class Fault(Exception):
    """The file cannot be read. ``why`` is a key of ``table_unreadable`` in the texts, ``line`` where it was noticed."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.why, self.line = why, line
