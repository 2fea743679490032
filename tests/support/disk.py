"""A disk rebuilt from the record of a program's writes, as it may stand after the power failed.

Only what was synced is certain. Of the rest any part may have reached the disk: nothing, all, any writes without the
ones before them, each torn between sectors of 512 bytes. Names come and go in order, and for certain only once their
folder was synced (the strictest reading of POSIX).
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
_HEAD = struct.Struct("<B3xiqII")
_MADE, _EMPTIED = 1, 2


@dataclass(frozen=True, slots=True)
class Event:
    """One call of the recorded program."""

    kind: str
    handle: int
    at: int
    data: bytes
    more: bytes


def read_record(path: Path) -> list[Event]:
    """Return the calls in order."""
    return list(_events(path.read_bytes()))


def _events(data: bytes) -> Iterator[Event]:
    position = 0
    while position + _HEAD.size <= len(data):
        kind, handle, at, size, size_more = _HEAD.unpack_from(data, position)
        middle = position + _HEAD.size + size
        yield Event(chr(kind), handle, at, data[middle - size : middle], data[middle : middle + size_more])
        position = middle + size_more


@dataclass(slots=True)
class _File:
    certain: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # where and what; None cuts it off there

    def sync(self) -> None:
        for at, data in self.pending:
            _apply(self.certain, at, data)
        self.pending.clear()

    def after_the_cut(self, chance: random.Random) -> bytes:
        content, style = bytearray(self.certain), chance.choice(("nothing", "all", "some", "some"))
        for at, data in self.pending if style != "nothing" else ():
            if style == "all" or (data is None and chance.random() < 0.5):
                _apply(content, at, data)
            elif data is not None:
                _tear(content, at, data, chance)
        return bytes(content)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(max(0, at - len(content))))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def _tear(content: bytearray, at: int, data: bytes, chance: random.Random) -> None:
    kept = chance.choice((0.0, 0.5, 1.0))
    start = 0
    while start < len(data):
        end = min(len(data), start + SECTOR - (at + start) % SECTOR)
        if chance.random() < kept:
            _apply(content, at + start, data[start:end])
        start = end


_Change = tuple[str, int]  # a name and the file it is the name of from now on; 0 for none


class Disk:
    """What the recorded program had under it, call after call. ``spoken`` is what it wrote into the file ``ears``."""

    def __init__(self, root: Path, ears: str) -> None:
        self._root, self._ears = PurePosixPath(root), ears
        self._files: dict[int, _File] = {}
        self._live: dict[str, int] = {}
        self._certain: dict[str, int] = {}
        self._renamed: dict[str, list[tuple[_Change, ...]]] = {}  # by folder, not synced yet
        self._handles: dict[int, str | int] = {}
        self.spoken = bytearray()

    def take(self, event: Event) -> None:
        """Go one call on."""
        getattr(self, f"_{_NAMES[event.kind]}")(event)

    def write_after_the_cut(self, home: Path, chance: random.Random) -> None:
        """Write a disk as it may be found when the power comes back."""
        names = dict(self._certain)
        for changes in self._renamed.values():
            reached = chance.choice((0, len(changes), chance.randint(0, len(changes))))
            for change in changes[:reached]:
                _rename(names, change)
        folders = {name for name, number in names.items() if number == _FOLDER}
        for name in sorted(folders):
            if self._is_reached(name, folders):
                (home / self._below(name)).mkdir(parents=True, exist_ok=True)
        for name, number in names.items():
            if number != _FOLDER and self._is_reached(name, folders):
                (home / self._below(name)).write_bytes(self._files[number].after_the_cut(chance))

    def _is_reached(self, name: str, folders: set[str]) -> bool:
        above = PurePosixPath(name).parent
        return above == self._root or (str(above) in folders and self._is_reached(str(above), folders))

    def _below(self, name: str) -> PurePosixPath:
        return PurePosixPath(name).relative_to(self._root)

    def _change(self, *changes: _Change) -> None:
        _rename(self._live, changes)
        folder = str(PurePosixPath(changes[-1][0]).parent)
        self._renamed.setdefault(folder, []).append(changes)

    def _on_open(self, event: Event) -> None:
        name = event.data.decode()
        if event.at & _MADE:
            number = len(self._files) + 1
            self._files[number] = _File()
            self._change((name, number))
        known = self._live.get(name)
        if known is None or known == _FOLDER:
            self._handles[event.handle] = name
            return
        if event.at & _EMPTIED:
            self._files[known].pending.append((0, None))
        self._handles[event.handle] = known

    def _on_write(self, event: Event) -> None:
        held = self._handles.get(event.handle)
        if not isinstance(held, int):
            return
        if self._live.get(str(self._root / self._ears)) == held:
            self.spoken += event.data
        else:
            self._files[held].pending.append((event.at, event.data))

    def _on_sync(self, event: Event) -> None:
        held = self._handles.get(event.handle)
        if isinstance(held, int):
            self._files[held].sync()
        elif held is not None:
            for change in self._renamed.pop(held.rstrip("/"), []):
                _rename(self._certain, change)

    def _on_cut(self, event: Event) -> None:
        held = self._handles.get(event.handle)
        if isinstance(held, int):
            self._files[held].pending.append((event.at, None))

    def _on_cut_by_name(self, event: Event) -> None:
        known = self._live.get(event.data.decode())
        if known is not None:
            self._files[known].pending.append((event.at, None))

    def _on_close(self, event: Event) -> None:
        self._handles.pop(event.handle, None)

    def _on_rename(self, event: Event) -> None:
        source, target = event.data.decode(), event.more.decode()
        self._change((source, _NONE), (target, self._live[source]))

    def _on_delete(self, event: Event) -> None:
        self._change((event.data.decode(), _NONE))

    def _on_folder(self, event: Event) -> None:
        self._change((event.data.decode(), _FOLDER))


_NONE, _FOLDER = 0, -1
_NAMES = {
    "O": "on_open", "W": "on_write", "S": "on_sync", "T": "on_cut", "t": "on_cut_by_name", "C": "on_close",
    "R": "on_rename", "U": "on_delete", "M": "on_folder",
}  # fmt: skip


def _rename(names: dict[str, int], changes: tuple[_Change, ...]) -> None:
    for name, number in changes:
        if number == _NONE:
            names.pop(name, None)
        else:
            names[name] = number
