"""keys.json and its twin: who can open the ledger (``security.md`` 5.2, ``model.md`` 3).

An unkeyed SHA-256 tells damage from a wrong passphrase; an HMAC under the data key tells an altered file from ours.
"""

import base64
import binascii
import contextlib
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ledger.domain.audit import canonical
from ledger.domain.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    LedgerError,
    StorageError,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role
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
_COPIES = (files.KEYS, files.KEYS_TWIN)
_LARGEST = 1024 * 1024  # bytes: nothing of ours comes near it
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of keys.json. ``generation`` names the data key the database is under.

    ``serial`` counts the savings: of two authentic copies the higher one counts, so an old one put back does not.
    """

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes = field(repr=False)
    serial: int = 1
    next_mac: bytes = field(default=b"", repr=False)  # under the next data key, while there is one

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


def authenticate(
    vault_id: str,
    generation: int,
    slots: tuple[Slot, ...],
    data_key: bytes,
    *,
    serial: int = 1,
    next_key: bytes | None = None,
) -> KeyFile:
    """Return a key file with its HMAC under the data key, for the time of a swap under the next one as well.

    Whoever was removed before knows an old data key, and must not be able to write a file that leads to a later one.
    """
    unsigned = KeyFile(vault_id, generation, slots, b"", serial)
    next_mac = b"" if next_key is None else _mac(unsigned, next_key)
    return replace(unsigned, mac=_mac(unsigned, data_key), next_mac=next_mac)


def check_mac(key_file: KeyFile, data_key: bytes) -> None:
    """Raise ``KeyFileDamaged`` unless somebody with the data key wrote this file."""
    if not _is_ours(key_file, data_key):
        raise KeyFileDamaged(why="altered")


def _is_ours(key_file: KeyFile, data_key: bytes) -> bool:
    return hmac.compare_digest(_mac(key_file, data_key), key_file.mac)


def _mac(key_file: KeyFile, data_key: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=LABEL_MAC).derive(data_key)
    return hmac.digest(key, canonical(_content(key_file)), "sha256")


def to_bytes(key_file: KeyFile) -> bytes:
    """Return the file's bytes: one canonical form, so that any flipped bit shows."""
    inner = {**_content(key_file), "mac": key_file.mac}
    if key_file.next_mac:
        inner["next_mac"] = key_file.next_mac
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
        "serial": key_file.serial,
        "slots": [slot_content(slot) for slot in key_file.slots],
    }


def slot_content(slot: Slot) -> dict[str, object]:
    """Return a slot as it is written."""
    return {
        **({} if slot.role is None else {"role": slot.role.value}),
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
    generation, serial = _number(raw, "generation"), _number(raw, "serial")
    next_mac = to_binary(raw.get("next_mac", ""))
    return KeyFile(str(raw["vault"]), generation, slots, to_binary(raw["mac"]), serial, next_mac)


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
        role=Role(str(row["role"])) if "role" in row else None,
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
    """Write both copies, each whole or not at all. Raises as ``write_atomically``; both are then as before."""
    with saved_after(folder, key_file):
        pass


@contextlib.contextmanager
def saved_after(folder: Path, key_file: KeyFile) -> Iterator[None]:
    """Save when the block has ended well: what fails for want of room fails before it. Raises as ``save``."""
    with files.replaced_together([folder / name for name in _COPIES], to_bytes(key_file)):
        yield


def load(folder: Path) -> tuple[KeyFile, ...]:
    """Return the undamaged copies, the one saved last first, the same content once.

    Raises ``KeyFileMissing`` when there is none at all, ``KeyFileDamaged`` when none is whole.
    """
    damage: LedgerError = KeyFileMissing()
    found: list[KeyFile] = []
    for name in _COPIES:
        try:
            key_file = parse(_read(folder / name))
        except KeyFileMissing:
            continue
        except KeyFileDamaged as wrong:
            damage = wrong
            continue
        if key_file not in found:
            found.append(key_file)
    if not found:
        raise damage
    return tuple(sorted(found, key=lambda key_file: key_file.serial, reverse=True))


def _read(path: Path) -> bytes:
    # whatever stops the reading of one copy (a bad sector, a folder in its place), the other may still serve
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        raise KeyFileMissing from None
    except OSError:
        raise KeyFileDamaged(why="unreadable") from None


def set_aside(folder: Path, key_file: KeyFile, data_key: bytes) -> bool:
    """Keep a whole, authentic copy that differs from ``key_file`` before it is written over; return whether one was."""
    other = next((one for one in load(folder) if one != key_file and _is_ours(one, data_key)), None)
    if other is not None:
        files.write_atomically(folder / files.KEYS_OLD, to_bytes(other))
    return other is not None


def damaged_copies(folder: Path, key_file: KeyFile) -> tuple[str, ...]:
    """Return the names of the copies that are not ``key_file``."""
    return tuple(name for name in _COPIES if not _holds(folder / name, to_bytes(key_file)))


def _holds(path: Path, data: bytes) -> bool:
    try:
        return _read(path) == data
    except (KeyFileMissing, KeyFileDamaged):
        return False


def repair(folder: Path, key_file: KeyFile, names: Iterable[str]) -> bool:
    """Write ``key_file`` over damaged copies; return whether all could be written: one whole copy is enough to open."""
    repaired = True
    for name in names:
        try:
            files.write_atomically(folder / name, to_bytes(key_file))
        except StorageError:
            repaired = False
    return repaired


# --- from one data key to the next --------------------------------------------------------------


def settled(key_file: KeyFile, generation: int, data_key: bytes) -> KeyFile:
    """Return the key file of one generation alone: as it is, or what a rotation that was stopped leaves of it."""
    if generations(key_file) == {generation}:
        return key_file
    slots: dict[str, Slot] = {}
    for slot in key_file.slots:
        if generation in slot.sealed:
            slots.setdefault(slot.id, replace(slot, sealed={generation: slot.sealed[generation]}))
    return authenticate(key_file.vault_id, generation, tuple(slots.values()), data_key, serial=key_file.serial + 1)


def generations(key_file: KeyFile) -> frozenset[int]:
    """Return the generations of which a data key is sealed to somebody: two while a rotation goes on."""
    return frozenset(generation for slot in key_file.slots for generation in slot.sealed)


# --- unlocking ----------------------------------------------------------------------------------


def slot_id(folder: Path, name: str | None) -> StaffId | None:
    """Return whose slot a name stands for, or nothing where it names nobody. Raises as ``load``."""
    if name is None:
        return RECOVERY_ID
    found = (key_file.slot_named(name) for key_file in load(folder))
    return next((slot.id for slot in found if slot is not None), None)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the right passphrase gives: the member's keys, the data key and the authenticated key file.

    ``next_keys`` are data keys of later generations, from a rotation that was stopped; ``was_stopped`` says that it
    was, once it is decided which one counts.
    """

    identity: Identity
    data_key: bytes = field(repr=False)
    key_file: KeyFile
    next_keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    was_stopped: bool = False


def unlock(folder: Path, name: str | None, passphrase: str, rules: KdfRules) -> Unlocked:
    """Open the slot of a member, or of the recovery sheet when ``name`` is ``None``. Slow on purpose.

    The twin is tried when the first copy is damaged or altered; what a newer authentic copy refuses (a passphrase
    since changed) an older one does not open. Nothing is written.
    Raises ``KeyFileMissing``, ``KeyFileDamaged``, ``UnknownMember`` or ``WrongPassphrase``.
    """
    secret = normal_form(passphrase if name is not None else read_recovery_code(passphrase))
    failures: list[tuple[KeyFile, LedgerError]] = []
    for key_file in load(folder):
        try:
            unlocked = _unlock(key_file, name, secret, rules)
        except (KeyFileDamaged, UnknownMember, WrongPassphrase) as wrong:
            failures.append((key_file, wrong))
            continue
        for newer, refusal in failures:
            if newer.serial > key_file.serial and _is_ours(newer, unlocked.data_key):
                raise refusal
        return unlocked
    refusals = [refusal for _, refusal in failures]
    # Beside an altered copy a guess is a guess all the same, and must be counted as one.
    raise next((one for one in refusals if isinstance(one, WrongPassphrase)), refusals[0])


def _unlock(key_file: KeyFile, name: str | None, secret: bytes, rules: KdfRules) -> Unlocked:
    slot = key_file.slot_of(RECOVERY_ID) if name is None else key_file.slot_named(name)
    if slot is None:
        raise UnknownMember
    slot, identity = _open_one(key_file, slot.id, secret, rules)
    keys = {
        generation: open_data_key(key_file.vault_id, slot, generation, identity)
        for generation in {key_file.generation, *slot.sealed}
    }
    data_key = keys.pop(key_file.generation)
    check_mac(key_file, data_key)
    if keys and not hmac.compare_digest(_mac(key_file, keys[max(keys)]), key_file.next_mac):
        raise KeyFileDamaged(why="altered")
    return Unlocked(identity, data_key, key_file, keys)


def _open_one(key_file: KeyFile, staff_id: StaffId, secret: bytes, rules: KdfRules) -> tuple[Slot, Identity]:
    """Open the slot of an id; while the recovery sheet is being replaced there are two."""
    *others, last = (slot for slot in key_file.slots if slot.id == staff_id)
    for slot in others:
        with contextlib.suppress(WrongPassphrase):
            return slot, open_slot(key_file.vault_id, slot, secret, rules)
    return last, open_slot(key_file.vault_id, last, secret, rules)
