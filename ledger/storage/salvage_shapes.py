"""What a row of each table looks like: how a record of a damaged file becomes a row again, and of which table."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.storage.damaged_rows import RawRow, Value
from ledger.storage.database import Connection

_KINDS: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,), "REAL": (float, int)}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: str
    is_needed: bool
    default: Value


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table as this program makes it; ``columns`` stand in the order of a record."""

    name: str
    columns: tuple[_Column, ...]
    rowid_at: int | None  # the column that is the rowid; a record holds NULL there
    has_rowid: bool
    counting: tuple[str, ...]  # indexes with one entry for each row

    @property
    def insert(self) -> str:
        """Return the statement that adds a row; one that is there already stays."""
        names = ", ".join(f'"{column.name}"' for column in self.columns)
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT OR IGNORE INTO "{self.name}" ({names}) VALUES ({marks})'

    def row(self, raw: RawRow) -> tuple[Value, ...] | None:
        """Return the row a record stands for, or ``None`` if it cannot be one of this table."""
        missing = len(self.columns) - len(raw.values)
        if missing < 0 or (raw.rowid is None) is self.has_rowid:
            return None
        # A column added later is not in the records written before.
        values = [*raw.values, *(column.default for column in self.columns[len(raw.values) :])]
        if self.rowid_at is not None:
            if values[self.rowid_at] is not None:
                return None
            values[self.rowid_at] = raw.rowid
        fits = all(_fits(column, value) for column, value in zip(self.columns, values, strict=True))
        return tuple(values) if fits else None


def _fits(column: _Column, value: Value) -> bool:
    return not column.is_needed if value is None else isinstance(value, _KINDS[column.kind])


def shapes_of(connection: Connection) -> tuple[TableShape, ...]:
    """Return the shape of every ordinary table of a database."""
    listed = connection.execute("PRAGMA table_list").fetchall()
    names = [
        (str(name), not without_rowid)
        for schema, name, kind, _columns, without_rowid, _strict in listed
        if schema == "main" and kind == "table" and not str(name).startswith("sqlite_")
    ]
    return tuple(_shape(connection, name, has_rowid=has_rowid) for name, has_rowid in sorted(names))


def _shape(connection: Connection, name: str, *, has_rowid: bool) -> TableShape:
    told = connection.execute(f'PRAGMA table_info("{name}")').fetchall()  # place, name, kind, needed, default, key
    keys = sorted((one for one in told if one[5]), key=lambda one: int(one[5]))
    if not has_rowid:  # the key stands first in its records
        told = [*keys, *(one for one in told if not one[5])]
    is_rowid = has_rowid and len(keys) == 1 and keys[0][2] == "INTEGER"
    columns = tuple(_Column(one[1], one[2], bool(one[3]), _default(connection, one[4])) for one in told)
    listed = connection.execute(f'PRAGMA index_list("{name}")').fetchall()  # place, name, unique, origin, partial
    counting = tuple(str(one[1]) for one in listed if has_rowid and not one[4])
    return TableShape(name, columns, told.index(keys[0]) if is_rowid else None, has_rowid, counting)


def _default(connection: Connection, written: str | None) -> Value:
    if written is None:
        return None
    found: Value = connection.execute(f"SELECT {written}").fetchone()[0]
    return found


def only_fit(shapes: Sequence[TableShape], rows: Sequence[RawRow]) -> TableShape | None:
    """Return the one table all these rows can belong to, or ``None`` where several or none would take them."""
    fitting = [shape for shape in shapes if rows and all(shape.row(row) is not None for row in rows)]
    return fitting[0] if len(fitting) == 1 else None
