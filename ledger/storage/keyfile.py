"""keys.json and its twin: who can open the ledger (``security.md`` 5.2, ``model.md`` 3).

An unkeyed SHA-256 tells damage from a wrong passphrase; an HMAC under the data key tells an altered file from ours.
"""

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ledger.domain.audit import canonical
from ledger.domain.errors import KeyFileDamaged, KeyFileMissing, LedgerError, UnknownMember, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.storage import folder as files
from ledger.storage.passphrase import normal_form, read_recovery_code
from ledger.storage.slots import (
    RECOVERY_ID,
    Identity,
    KdfPolicy,
    KdfRules,
    Slot,
    open_data_key,
    open_slot,
)

FORMAT = "sokin1-keys"
LABEL_MAC = b"sokin1-keyfile-mac"
_LARGEST = 1024 * 1024  # bytes: nothing of ours comes near it
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of keys.json. ``generation`` names the data key the database is under."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes = field(repr=False)

    def slot_named(self, name: str) -> Slot | None:
        """Return a member's slot by display name, whatever its case and composition."""
        wanted = comparable_name(name)
        members = (slot for slot in self.slots if slot.id != RECOVERY_ID)
        return next((slot for slot in members if comparable_name(slot.name) == wanted), None)

    def slot_of(self, staff_id: StaffId) -> Slot | None:
        """Return the slot of a member, or of the recovery sheet (``RECOVERY_ID``)."""
        return next((slot for slot in self.slots if slot.id == staff_id), None)

    def names(self) -> tuple[str, ...]:
        """Return the names for the unlock screen."""
        return tuple(slot.name for slot in self.slots if slot.id != RECOVERY_ID)


def comparable_name(name: str) -> str:
    """Return the form in which names are compared: "Bình" and "Binh" are two people, "Bình" and "bình" are not."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


# --- bytes --------------------------------------------------------------------------------------


def authenticate(vault_id: str, generation: int, slots: tuple[Slot, ...], data_key: bytes) -> KeyFile:
    """Return a key file with its HMAC under the data key."""
    unsigned = KeyFile(vault_id, generation, slots, b"")
    return KeyFile(vault_id, generation, slots, _mac(unsigned, data_key))


def check_mac(key_file: KeyFile, data_key: bytes) -> None:
    """Raise ``KeyFileDamaged`` unless somebody with the data key wrote this file."""
    if not hmac.compare_digest(_mac(key_file, data_key), key_file.mac):
        raise KeyFileDamaged(why="altered")


def _mac(key_file: KeyFile, data_key: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=LABEL_MAC).derive(data_key)
    return hmac.digest(key, canonical(_content(key_file)), "sha256")


def to_bytes(key_file: KeyFile) -> bytes:
    """Return the file's bytes: one canonical form, so that any flipped bit shows."""
    inner = {**_content(key_file), "mac": key_file.mac}
    return canonical({**inner, "sha256": hashlib.sha256(canonical(inner)).hexdigest()}) + b"\n"


def parse(data: bytes) -> KeyFile:
    """Return the key file in ``data``. Raises ``KeyFileDamaged`` for every kind of damage."""
    try:
        key_file = _parse(data)
        is_whole = to_bytes(key_file) == data
    except _BROKEN:
        raise KeyFileDamaged(why="unreadable") from None
    if not is_whole:
        raise KeyFileDamaged(why="checksum")
    return key_file


def _content(key_file: KeyFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "vault": key_file.vault_id,
        "generation": key_file.generation,
        "slots": [slot_content(slot) for slot in key_file.slots],
    }


def slot_content(slot: Slot) -> dict[str, object]:
    """Return a slot as it is written."""
    return {
        "id": slot.id,
        "name": slot.name,
        "memory_kib": slot.policy.memory_kib,
        "iterations": slot.policy.iterations,
        "lanes": slot.policy.lanes,
        "salt": slot.salt,
        "nonce": slot.nonce,
        "bundle": slot.bundle,
        "signing_key": slot.signing_key,
        "sealing_key": slot.sealing_key,
        "sealed": {str(generation): sealed for generation, sealed in slot.sealed.items()},
    }


def _parse(data: bytes) -> KeyFile:
    raw = json.loads(data.decode("ascii"))
    if raw["format"] != FORMAT:
        raise ValueError
    slots = tuple(parse_slot(row) for row in raw["slots"])
    return KeyFile(str(raw["vault"]), int(raw["generation"]), slots, to_binary(raw["mac"]))


def parse_slot(row: Mapping[str, object]) -> Slot:
    """Return a slot from its written form. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    sealed = cast("Mapping[str, object]", row["sealed"])
    return Slot(
        id=StaffId(str(row["id"])),
        name=str(row["name"]),
        policy=KdfPolicy(_number(row, "memory_kib"), _number(row, "iterations"), _number(row, "lanes")),
        salt=to_binary(row["salt"]),
        nonce=to_binary(row["nonce"]),
        bundle=to_binary(row["bundle"]),
        signing_key=to_binary(row["signing_key"]),
        sealing_key=to_binary(row["sealing_key"]),
        sealed={int(generation): to_binary(value) for generation, value in sealed.items()},
    )


def _number(row: Mapping[str, object], key: str) -> int:
    value = row[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def to_binary(text: object) -> bytes:
    """Return the bytes of unpadded base64url. Raises ``ValueError`` or ``TypeError``."""
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)


# --- the two copies -----------------------------------------------------------------------------


def save(folder: Path, key_file: KeyFile) -> None:
    """Write both copies, each whole or not at all. Raises as ``write_atomically``."""
    data = to_bytes(key_file)
    files.write_atomically(folder / files.KEYS, data)
    files.write_atomically(folder / files.KEYS_TWIN, data)


def load(folder: Path) -> tuple[KeyFile, ...]:
    """Return the undamaged copies, the first one first, the same content once.

    Raises ``KeyFileMissing`` when there is none at all, ``KeyFileDamaged`` when none is whole.
    """
    damage: LedgerError = KeyFileMissing()
    found: list[KeyFile] = []
    for name in (files.KEYS, files.KEYS_TWIN):
        data = _read(folder / name)
        if data is None:
            continue
        try:
            key_file = parse(data)
        except KeyFileDamaged as wrong:
            damage = wrong
            continue
        if key_file not in found:
            found.append(key_file)
    if not found:
        raise damage
    return tuple(found)


def _read(path: Path) -> bytes | None:
    if not path.exists():
        return None
    with files.translate_os_errors(path), path.open("rb") as file:
        return file.read(_LARGEST)


def repair(folder: Path, key_file: KeyFile) -> bool:
    """Make both copies equal to ``key_file``; return whether one was not."""
    data = to_bytes(key_file)
    damaged = [name for name in (files.KEYS, files.KEYS_TWIN) if _read(folder / name) != data]
    for name in damaged:
        files.write_atomically(folder / name, data)
    return bool(damaged)


# --- unlocking ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the right passphrase gives: the member's keys, the data key and the authenticated key file."""

    identity: Identity
    data_key: bytes = field(repr=False)
    key_file: KeyFile


def unlock(folder: Path, name: str | None, passphrase: str, rules: KdfRules) -> Unlocked:
    """Open the slot of a member, or of the recovery sheet when ``name`` is ``None``. Slow on purpose.

    The twin is tried when the first copy is damaged or altered. Nothing is written.
    Raises ``KeyFileMissing``, ``KeyFileDamaged``, ``UnknownMember`` or ``WrongPassphrase``.
    """
    secret = normal_form(passphrase if name is not None else read_recovery_code(passphrase))
    failure: LedgerError | None = None
    for key_file in load(folder):
        try:
            return _unlock(key_file, name, secret, rules)
        except (KeyFileDamaged, UnknownMember, WrongPassphrase) as wrong:
            failure = failure or wrong
    raise failure or KeyFileMissing()


def _unlock(key_file: KeyFile, name: str | None, secret: bytes, rules: KdfRules) -> Unlocked:
    slot = key_file.slot_of(RECOVERY_ID) if name is None else key_file.slot_named(name)
    if slot is None:
        raise UnknownMember
    identity = open_slot(key_file.vault_id, slot, secret, rules)
    data_key = open_data_key(key_file.vault_id, slot, key_file.generation, identity)
    check_mac(key_file, data_key)
    return Unlocked(identity, data_key, key_file)
