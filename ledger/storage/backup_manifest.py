"""What a backup says about itself: its manifest, signed by whoever made it, in an archive that may be damaged."""

import contextlib
import errno
import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.domain.audit import canonical
from ledger.domain.errors import BackupFailed, LedgerError
from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage import folder as files
from ledger.storage.keyfile import parse_slot, slot_content, to_binary
from ledger.storage.slots import Slot

FORMAT = "sokin1-backup"
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024
_LARGEST = 4 * 1024 * 1024  # bytes of a manifest
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    OverflowError,
    RuntimeError,  # also its kinds: too deep, or a way of packing the library does not know
)
_NOT_DAMAGE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. ``counts`` are rows per table, ``head`` the newest audit hash in hex."""

    vault_id: str
    made_at: datetime
    schema: int
    generation: int
    seq: int
    head: str
    counts: Mapping[str, int]
    database_sha256: str
    journal_sha256: str
    signer: StaffId
    sealed: Mapping[str, bytes] = field(repr=False)  # backup key per recipient id
    slots: tuple[Slot, ...] = field(repr=False)


def signed(manifest: Manifest, signing: Ed25519PrivateKey) -> bytes:
    """Return the manifest as it stands in the archive, with its signature."""
    content = _content(manifest)
    return canonical({**content, "signature": signing.sign(canonical(content))})


def check_signature(manifest: Manifest, signature: bytes, key: bytes) -> None:
    """Raise ``BackupFailed`` (``why=signature``) unless that public key signed; an empty one never did."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, canonical(_content(manifest)))
    except (InvalidSignature, ValueError):
        raise BackupFailed(why="signature") from None


def _content(manifest: Manifest) -> dict[str, object]:
    return {
        "format": FORMAT,
        "vault": manifest.vault_id,
        "made_at": to_text(manifest.made_at),
        "schema": manifest.schema,
        "generation": manifest.generation,
        "seq": manifest.seq,
        "head": manifest.head,
        "counts": manifest.counts,
        "database_sha256": manifest.database_sha256,
        "journal_sha256": manifest.journal_sha256,
        "signer": manifest.signer,
        "sealed": manifest.sealed,
        "slots": [slot_content(slot) for slot in manifest.slots],
    }


# --- reading ------------------------------------------------------------------------------------


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says about itself, not yet checked. Raises ``BackupFailed``."""
    return read_signed(path)[0]


def read_signed(path: Path) -> tuple[Manifest, bytes]:
    """Return the manifest and its signature, neither checked. Raises ``BackupFailed``."""
    with opened_archive(path) as archive:
        if archive.getinfo(MANIFEST).file_size > _LARGEST:
            raise ValueError
        data = archive.read(MANIFEST)
        raw = json.loads(data)
        if raw["format"] != FORMAT or canonical(raw) != data:
            raise ValueError
        return _manifest(raw), to_binary(raw["signature"])


def _manifest(raw: Mapping[str, object]) -> Manifest:
    sealed = cast("Mapping[str, object]", raw["sealed"])
    slots = cast("Sequence[Mapping[str, object]]", raw["slots"])
    counts = cast("Mapping[str, int]", raw["counts"])
    return Manifest(
        vault_id=str(raw["vault"]),
        made_at=from_text(str(raw["made_at"])),
        schema=int(cast("int", raw["schema"])),
        generation=int(cast("int", raw["generation"])),
        seq=int(cast("int", raw["seq"])),
        head=str(raw["head"]),
        counts={str(table): int(count) for table, count in counts.items()},
        database_sha256=str(raw["database_sha256"]),
        journal_sha256=str(raw["journal_sha256"]),
        signer=StaffId(str(raw["signer"])),
        sealed={str(who): to_binary(value) for who, value in sealed.items()},
        slots=tuple(parse_slot(row) for row in slots),
    )


@contextlib.contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup's archive; whatever reading it stumbles over in the block is ``BackupFailed`` (``why=damaged``).

    What is wrong with the disk keeps its own error, such as ``DiskFull`` or ``FolderMissing``.
    """
    with files.translate_os_errors(path):
        try:
            with zipfile.ZipFile(path) as archive:
                yield archive
        except LedgerError:
            raise
        except OSError as wrong:
            if wrong.errno in _NOT_DAMAGE:
                raise
            raise BackupFailed(why="damaged") from wrong  # a nonsense offset inside the archive
        except _BROKEN:
            raise BackupFailed(why="damaged") from None


def digest_of(source: IO[bytes], target: IO[bytes] | None = None) -> str:
    """Return the SHA-256 in hex of what is left in ``source``, which is copied into ``target`` on the way."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()
