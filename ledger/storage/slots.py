"""Key slots: a member's own keys under a passphrase, and the data key sealed to them (``security.md`` 5.2).

Own cryptography is limited to putting calls of ``cryptography`` together; ``tests/storage`` pins it by test vectors.
"""

import ctypes
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ledger.domain.audit import canonical
from ledger.domain.errors import KeyFileDamaged, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role

LABEL = "sokin1"
LABEL_DATA_KEY = "sokin1-dek"
RECOVERY_ID = StaffId("recovery")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KIB_PER_GIB = 1024 * 1024
_SMALL_COMPUTER = 4 * _KIB_PER_GIB


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """Cost of one guess at a passphrase: Argon2id memory in KiB, passes, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


STANDARD_POLICY = KdfPolicy(memory_kib=256 * 1024, iterations=3, lanes=1)
SMALL_POLICY = KdfPolicy(memory_kib=128 * 1024, iterations=4, lanes=1)  # computers under 4 GiB


@dataclass(frozen=True, slots=True)
class KdfRules:
    """What is written into new slots, and between which bounds an existing slot is accepted.

    The upper bound stops a planted key file from eating the memory; only tests lower the floor.
    """

    write: KdfPolicy
    floor_kib: int = 64 * 1024
    ceiling_kib: int = _KIB_PER_GIB

    def accept(self, policy: KdfPolicy) -> bool:
        """Return whether a slot of this cost may be tried at all."""
        return (
            self.floor_kib <= policy.memory_kib <= self.ceiling_kib
            and 1 <= policy.iterations <= 10  # noqa: PLR2004 - security.md 5.2
            and 1 <= policy.lanes <= 8  # noqa: PLR2004 - security.md 5.2
        )


STANDARD_RULES = KdfRules(write=STANDARD_POLICY)


def rules_for_this_computer() -> KdfRules:
    """Return the standard rules, with the smaller memory on a computer under 4 GiB."""
    return KdfRules(write=SMALL_POLICY) if _memory_kib() < _SMALL_COMPUTER else STANDARD_RULES


def _memory_kib() -> int:
    if sys.platform == "win32":
        kib = ctypes.c_ulonglong(0)
        ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kib))
        return kib.value or _SMALL_COMPUTER
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024


@dataclass(frozen=True, slots=True)
class Identity:
    """A member's private keys while the ledger is open; nothing of it is ever shown or logged."""

    id: StaffId
    name: str = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)
    sealing: X25519PrivateKey = field(repr=False)

    @property
    def signing_key(self) -> bytes:
        """Return the public Ed25519 key, 32 bytes."""
        return self.signing.public_key().public_bytes_raw()

    @property
    def sealing_key(self) -> bytes:
        """Return the public X25519 key, 32 bytes."""
        return self.sealing.public_key().public_bytes_raw()


def new_identity(name: str, staff_id: StaffId | None = None) -> Identity:
    """Return fresh keys under a random id."""
    chosen = staff_id or StaffId(secrets.token_hex(16))
    return Identity(chosen, name, Ed25519PrivateKey.generate(), X25519PrivateKey.generate())


@dataclass(frozen=True, slots=True)
class Slot:
    """One member's record in the key file. ``sealed`` holds the data key by generation.

    ``role`` repeats what the database says, for the day it cannot be read; ``None`` in files of before it was kept.
    """

    id: StaffId
    name: str = field(repr=False)
    policy: KdfPolicy
    salt: bytes
    nonce: bytes
    bundle: bytes = field(repr=False)
    signing_key: bytes
    sealing_key: bytes
    sealed: Mapping[int, bytes] = field(repr=False)
    role: Role | None = None


def with_keys(slot: Slot, keys: tuple[bytes, bytes]) -> Slot:
    """Return the slot with the public keys of the database; in the file somebody may have put others."""
    return replace(slot, signing_key=keys[0], sealing_key=keys[1])


def make_slot(vault_id: str, identity: Identity, secret: bytes, policy: KdfPolicy, role: Role) -> Slot:
    """Return a slot holding ``identity`` under a passphrase (its NFC bytes); the data key is sealed separately."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    slot = wrap(vault_id, identity, derive(secret, salt, policy), Cost(policy, salt, nonce))
    return replace(slot, role=role)


@dataclass(frozen=True, slots=True)
class Cost:
    """The public parameters of one wrapping."""

    policy: KdfPolicy
    salt: bytes
    nonce: bytes


def wrap(vault_id: str, identity: Identity, key: bytes, cost: Cost) -> Slot:
    """Return the slot for given parameters: the part without randomness, pinned by test vectors."""
    plain = identity.sealing.private_bytes_raw() + identity.signing.private_bytes_raw()
    bound = _bound(vault_id, identity.id, cost.policy, cost.salt)
    return Slot(
        id=identity.id,
        name=identity.name,
        policy=cost.policy,
        salt=cost.salt,
        nonce=cost.nonce,
        bundle=AESGCM(key).encrypt(cost.nonce, plain, bound),
        signing_key=identity.signing_key,
        sealing_key=identity.sealing_key,
        sealed={},
    )


def derive(secret: bytes, salt: bytes, policy: KdfPolicy) -> bytes:
    """Return the 256-bit key a passphrase stands for: the slow step."""
    return Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=policy.iterations,
        lanes=policy.lanes,
        memory_cost=policy.memory_kib,
    ).derive(secret)


def open_slot(vault_id: str, slot: Slot, secret: bytes, rules: KdfRules) -> Identity:
    """Return the identity in a slot. Raises ``WrongPassphrase``, or ``KeyFileDamaged`` for impossible values."""
    if not rules.accept(slot.policy):
        raise KeyFileDamaged(why="kdf")
    try:
        key = derive(secret, slot.salt, slot.policy)
        plain = AESGCM(key).decrypt(slot.nonce, slot.bundle, _bound(vault_id, slot.id, slot.policy, slot.salt))
        identity = _identity(slot, plain)
    except InvalidTag:
        raise WrongPassphrase from None
    except ValueError:
        raise KeyFileDamaged(why="slot") from None
    if (identity.signing_key, identity.sealing_key) != (slot.signing_key, slot.sealing_key):
        raise KeyFileDamaged(why="keys_differ")
    return identity


def _identity(slot: Slot, plain: bytes) -> Identity:
    sealing = X25519PrivateKey.from_private_bytes(plain[:_KEY_BYTES])
    signing = Ed25519PrivateKey.from_private_bytes(plain[_KEY_BYTES:])
    return Identity(slot.id, slot.name, signing, sealing)


def _bound(vault_id: str, staff_id: StaffId, policy: KdfPolicy, salt: bytes) -> bytes:
    # authenticated with the bundle: a cheaper cost cannot be written into somebody's slot
    kdf = {
        "name": "argon2id",
        "memory_kib": policy.memory_kib,
        "iterations": policy.iterations,
        "lanes": policy.lanes,
        "salt": salt,
    }
    return canonical([LABEL, vault_id, staff_id, kdf])


# --- sealing to public keys ---------------------------------------------------------------------


def seal(secret: bytes, sealing_key: bytes, info: bytes) -> bytes:
    """Return ``secret`` so that only the owner of ``sealing_key`` can open it (HPKE, RFC 9180 base mode)."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(sealing_key), info=info)


def unseal(sealed: bytes, identity: Identity, info: bytes) -> bytes:
    """Return what was sealed to ``identity``. Raises ``KeyFileDamaged`` when it does not open."""
    try:
        return _SUITE.decrypt(sealed, identity.sealing, info=info)
    except (InvalidTag, ValueError):
        raise KeyFileDamaged(why="seal") from None


def _data_key_info(vault_id: str, staff_id: StaffId, generation: int) -> bytes:
    return canonical([LABEL_DATA_KEY, vault_id, staff_id, generation])


def seal_data_key(vault_id: str, slot: Slot, generation: int, data_key: bytes) -> Slot:
    """Return the slot with the data key of one generation sealed to it: needs no passphrase."""
    sealed = seal(data_key, slot.sealing_key, _data_key_info(vault_id, slot.id, generation))
    return replace(slot, sealed={**slot.sealed, generation: sealed})


def open_data_key(vault_id: str, slot: Slot, generation: int, identity: Identity) -> bytes:
    """Return the data key of one generation. Raises ``KeyFileDamaged``."""
    if generation not in slot.sealed:
        raise KeyFileDamaged(why="generation")
    data_key = unseal(slot.sealed[generation], identity, _data_key_info(vault_id, slot.id, generation))
    if len(data_key) != _KEY_BYTES:
        raise KeyFileDamaged(why="data_key")
    return data_key
