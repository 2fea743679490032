"""Looking at a backup from outside, without a passphrase: is it as it was when it was made and proven?

Its key stays sealed, so the database in it is not opened; but every byte of it is under the signature of a member whom
the ledger's key file knows.
"""

import hashlib
import zipfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.domain.audit import canonical
from ledger.domain.errors import BackupFailed
from ledger.storage import backup
from ledger.storage import folder as files
from ledger.storage.backup import Manifest
from ledger.storage.keyfile import KeyFile

_CHUNK = 1024 * 1024


def check_outside(path: Path, key_file: KeyFile) -> Manifest:
    """Return what a backup of this ledger says about itself, once every byte is proven to be the signed one.

    Raises ``BackupFailed``: ``damaged``, ``checksum``, ``signature`` (by nobody the key file knows) or ``foreign``.
    """
    manifest, signature = backup._read_manifest(path)
    if manifest.vault_id != key_file.vault_id:
        raise BackupFailed(why="foreign")
    slot = key_file.slot_of(manifest.signer)
    try:
        key = Ed25519PublicKey.from_public_bytes(slot.signing_key if slot is not None else b"")
        key.verify(signature, canonical(backup._content(manifest)))
    except (InvalidSignature, ValueError):
        raise BackupFailed(why="signature") from None
    told = {files.DATABASE: manifest.database_sha256, files.JOURNAL: manifest.journal_sha256}
    if any(_sha256_in(path, name) != expected for name, expected in told.items()):
        raise BackupFailed(why="checksum")
    return manifest


def _sha256_in(path: Path, name: str) -> str:
    digest = hashlib.sha256()
    with backup._damage(path), zipfile.ZipFile(path) as archive, archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
