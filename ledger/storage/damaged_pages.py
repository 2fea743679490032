"""The pages of a damaged ledger, one by one: SQLCipher gives up at the first bad one, here the others still count.

Nothing is written. The form of the pages is SQLCipher 4's: AES-256-CBC, and an HMAC-SHA512 that says for each page
whether it is as it was written. The HMAC's key hangs on the first 16 bytes of the file; without them pages are still
read, only not checked.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ledger.storage.database import APPLICATION_ID, PAGE_BYTES, PLAIN_HEADER
from ledger.storage.folder import translate_os_errors

_SALT = 16
_IV = 16
_MAC = 64
_RESERVED = _IV + _MAC
USABLE = PAGE_BYTES - _RESERVED  # bytes of a page that hold content
_MASK = 0x3A  # SQLCipher's HMAC_SALT_MASK
_FAST_ROUNDS = 2  # SQLCipher's fast_kdf_iter: the key is random already
_TRIED = 64  # pages that are asked whether the file's first bytes are right
_APPLICATION_AT = 68  # in the first page: whose file it is

_WAL_HEADER = 32
_FRAME_HEADER = 24
_WAL_LITTLE, _WAL_BIG = 0x377F0682, 0x377F0683


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the newest version of a page lies."""

    path: Path
    offset: int


class DamagedPages:
    """The readable pages of a database file and of the log beside it, by number from 1."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Look at the file. Raises ``FolderNotWritable`` or ``FolderMissing`` when it cannot be opened at all."""
        self._key = key
        self._places: dict[int, _Place] = {}
        with translate_os_errors(path):
            self.count = -(-path.stat().st_size // PAGE_BYTES)
        self._path = path
        self._take_in_log(path.with_name(path.name + "-wal"))
        self._mac_key = self._find_mac_key()

    @property
    def are_checked(self) -> bool:
        """Whether each page can be proven to be as it was written."""
        return self._mac_key is not None

    def read(self, number: int) -> bytes | None:
        """Return a page's content, ``USABLE`` bytes; ``None`` for a page that cannot be read or was altered."""
        raw = self._raw(number)
        if raw is None or (self._mac_key is not None and not self._is_whole(raw, number, self._mac_key)):
            return None
        first = _SALT if number == 1 else 0
        decryptor = Cipher(AES(self._key), CBC(raw[USABLE : USABLE + _IV])).decryptor()
        plain = decryptor.update(raw[first:USABLE])
        if number > 1:
            return plain
        told = int.from_bytes(plain[_APPLICATION_AT - _SALT : _APPLICATION_AT - _SALT + 4], "big")
        return PLAIN_HEADER + plain if told == APPLICATION_ID else None

    def _raw(self, number: int) -> bytes | None:
        place = self._places.get(number) or _Place(self._path, (number - 1) * PAGE_BYTES)
        try:
            with place.path.open("rb") as file:
                file.seek(place.offset)
                raw = file.read(PAGE_BYTES)
        except OSError:  # a bad sector
            return None
        return raw if len(raw) == PAGE_BYTES and any(raw) else None

    def _is_whole(self, raw: bytes, number: int, mac_key: bytes) -> bool:
        first = _SALT if number == 1 else 0
        told = hmac.digest(mac_key, raw[first : USABLE + _IV] + struct.pack("<I", number), "sha512")
        return hmac.compare_digest(told, raw[USABLE + _IV :])

    # --- the key of the checks ---

    def _find_mac_key(self) -> bytes | None:
        raw = self._raw(1)
        if raw is None:
            return None
        salt = bytes(byte ^ _MASK for byte in raw[:_SALT])
        mac_key = hashlib.pbkdf2_hmac("sha512", self._key, salt, _FAST_ROUNDS, len(self._key))
        return mac_key if any(self._proves(number, mac_key) for number in self._some_pages()) else None

    def _some_pages(self) -> Iterator[int]:
        step = max(self.count // _TRIED, 1)
        yield from range(1, self.count + 1, step)

    def _proves(self, number: int, mac_key: bytes) -> bool:
        raw = self._raw(number)
        return raw is not None and self._is_whole(raw, number, mac_key)

    # --- the log ---

    def _take_in_log(self, wal: Path) -> None:
        """Let what was committed into the log, as far as it is whole, stand over the pages of the file."""
        try:
            with wal.open("rb") as file:
                header = file.read(_WAL_HEADER)
                size = wal.stat().st_size
                if len(header) < _WAL_HEADER:
                    return
                frames = _LogReader(header)
                waiting: dict[int, _Place] = {}
                for offset in range(_WAL_HEADER, size - _FRAME_HEADER - PAGE_BYTES + 1, _FRAME_HEADER + PAGE_BYTES):
                    found = frames.take(file.read(_FRAME_HEADER), file.read(PAGE_BYTES))
                    if found is None:
                        return
                    page, pages_after_commit = found
                    waiting[page] = _Place(wal, offset + _FRAME_HEADER)
                    if pages_after_commit:
                        self._places |= waiting
                        self.count = pages_after_commit
                        waiting = {}
        except OSError:
            return


class _LogReader:
    """Follows the log's running checksum; the first frame that breaks it ends the log."""

    def __init__(self, header: bytes) -> None:
        magic = int.from_bytes(header[:4], "big")
        self._words = ">" if magic == _WAL_BIG else "<"
        self._salts = header[16:24]
        told = struct.unpack(">II", header[24:32])
        self._sums = self._add((0, 0), header[:24])
        self._is_good = magic in {_WAL_LITTLE, _WAL_BIG} and self._sums == told

    def take(self, header: bytes, page: bytes) -> tuple[int, int] | None:
        """Return the page's number and, for a commit, the size of the database in pages; ``None`` at the end."""
        number, pages, *_ = struct.unpack(">IIIIII", header)
        self._sums = self._add(self._add(self._sums, header[:8]), page)
        is_next = header[8:16] == self._salts and self._sums == struct.unpack(">II", header[16:24])
        self._is_good = self._is_good and is_next
        return (number, pages) if self._is_good else None

    def _add(self, sums: tuple[int, int], data: bytes) -> tuple[int, int]:
        one, two = sums
        words = struct.unpack(f"{self._words}{len(data) // 4}I", data)
        for at in range(0, len(words), 2):
            one = (one + words[at] + two) & 0xFFFFFFFF
            two = (two + words[at + 1] + one) & 0xFFFFFFFF
        return one, two
