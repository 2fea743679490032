"""Looking at a backup from outside, without a passphrase: is it as it was when it was made and proven?

Its key stays sealed, so the database in it is not opened; but every byte of it is under the signature of a member whom
the ledger's key file knows.
"""

from pathlib import Path

from ledger.domain.errors import BackupFailed
from ledger.storage import folder as files
from ledger.storage.backup_manifest import Manifest, check_signature, digest_of, opened_archive, read_signed
from ledger.storage.keyfile import KeyFile


def check_outside(path: Path, key_file: KeyFile) -> Manifest:
    """Return what a backup of this ledger says about itself, once every byte is proven to be the signed one.

    Raises ``BackupFailed``: ``damaged``, ``checksum``, ``signature`` (by nobody the key file knows) or ``foreign``.
    """
    manifest, signature = read_signed(path)
    if manifest.vault_id != key_file.vault_id:
        raise BackupFailed(why="foreign")
    slot = key_file.slot_of(manifest.signer)
    check_signature(manifest, signature, slot.signing_key if slot is not None else b"")
    told = {files.DATABASE: manifest.database_sha256, files.JOURNAL: manifest.journal_sha256}
    if any(_sha256_in(path, name) != expected for name, expected in told.items()):
        raise BackupFailed(why="checksum")
    return manifest


def _sha256_in(path: Path, name: str) -> str:
    with opened_archive(path) as archive, archive.open(name) as file:
        return digest_of(file)
