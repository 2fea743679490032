"""After an erasure: the file written anew, the managed backups rewritten, and all of it read through once more.

An erasure that was interrupted before this is finished when a manager opens the ledger; so this knows no session.
"""

from collections.abc import Generator, Sequence

from ledger.domain.audit import AuditAction, Entry
from ledger.storage import erased, erased_evidence
from ledger.storage import erasure as rows
from ledger.storage.backup_rewriting import BackupFate, BackupSeen, Erase
from ledger.storage.backups_kept import managed
from ledger.storage.database import Connection
from ledger.storage.erasure import Checked, ErasureRecord
from ledger.storage.vault import Vault


def is_unfinished(db: Connection) -> bool:
    """Return whether the files still have to be read through after an erasure."""
    return bool(rows.unchecked(db))


def count_backups(vault: Vault) -> int:
    """Return how many managed backups there are."""
    return len(managed(vault.folder))


def finishing(vault: Vault) -> Generator[tuple[int, int], None, int]:
    """Take everybody erased out of the files and say so on record; return how many erasures were finished.

    The open member must be a manager, for only to them backups are sealed. Yields (backups done, of how many). Raises
    ``DiskFull``; whatever was not done is done the next time.
    """
    waiting = rows.unchecked(vault.connection)
    if not waiting:
        return 0
    total, seen = count_backups(vault), list[BackupSeen]()
    yield 0, total
    for one in vault.scrub(_taking_away(vault.connection)):
        seen.append(one)
        yield len(seen), total
    clean = list[ErasureRecord]()
    for start in range(0, len(waiting), _AT_ONCE):
        clean += _clean(vault.connection, waiting[start : start + _AT_ONCE])
        yield len(seen), total
    _record(vault, clean, seen)
    return len(clean)


_AT_ONCE = 50  # erasures read back in one slice


def _clean(db: Connection, done: Sequence[ErasureRecord]) -> list[ErasureRecord]:
    """Return the erasures after which nothing of the customer can be read any more."""
    shape = erased.shape_of(db)
    return [one for one in done if not erased.residue(db, one.customer_id, shape)]


def _taking_away(db: Connection) -> Erase:
    """Return what takes everybody erased out of an older copy of this ledger."""
    known = rows.load_all(db)

    def erase(copy: Connection) -> bool:
        shape, has_changed = erased.shape_of(copy), False
        for one in known:
            if not erased.is_carried_out(copy, one.order(), shape):
                rows.carry_out(copy, one.order(), one.cause, shape)
                if shape.has("erased_violation"):
                    erased_evidence.copy(db, copy, one.customer_id)
                has_changed = True
        # Made before the file was written anew, a copy may hold in the free parts of its pages what its rows do not.
        return rows.check_copy(copy, shape) or has_changed

    return erase


def _record(vault: Vault, clean: Sequence[ErasureRecord], seen: Sequence[BackupSeen]) -> None:
    left = [one.made_at for one in seen if one.fate is BackupFate.LEFT]
    rewritten = sum(one.fate is BackupFate.REWRITTEN for one in seen)
    with vault.transaction() as uow:
        checked = Checked(uow.now, rewritten, len(left), max(left, default=None))
        rows.set_checked(uow.db, [one.id for one in clean], checked)
        body: Entry = {"erasures": [one.code for one in clean], "rewritten": rewritten, "left_backups": len(left)}
        uow.audit(AuditAction.ERASURE_CHECKED, None, body)
