"""People who come, go and change their role, on the trail as the program writes it, or somebody who can program."""

from collections.abc import Mapping

from ledger.domain.audit import AuditAction, AuditValue
from ledger.domain.instants import to_text
from ledger.domain.staff import Role
from ledger.storage import keyfile
from ledger.storage.audit_log import AuditWriter, head
from ledger.storage.database import Connection
from ledger.storage.slots import RECOVERY_ID, Identity, new_identity
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, Shop


def staff_identity(shop: Shop) -> Identity:
    return keyfile.unlock(shop.folder, STAFF, STAFF_PASSPHRASE, CHEAP).identity


def manager_identity(shop: Shop) -> Identity:
    return keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity


def remove(shop: Shop, who: str) -> None:
    with shop.vault.transaction() as unit:
        unit.db.execute("UPDATE staff SET removed_at = ? WHERE id = ?", (to_text(unit.now), who))
        unit.audit(AuditAction.STAFF_REMOVED, None, {"id": who})


def give_role(shop: Shop, who: str, role: Role) -> None:
    with shop.vault.transaction() as unit:
        unit.db.execute("UPDATE staff SET role = ? WHERE id = ?", (role.value, who))
        unit.audit(AuditAction.ROLE_CHANGED, None, {"id": who, "role": role.value})


def replace_sheet(shop: Shop) -> Identity:
    """Replace the recovery sheet; return the new one."""
    sheet = new_identity("", RECOVERY_ID)
    keys = {"signing_key": sheet.signing_key, "sealing_key": sheet.sealing_key}
    with shop.vault.transaction() as unit:
        unit.db.execute("UPDATE recovery SET signing_key = :signing_key, sealing_key = :sealing_key", keys)
        body = {name: key.hex() for name, key in keys.items()}
        unit.audit(AuditAction.RECOVERY_REPLACED, None, {"id": RECOVERY_ID, "role": "MANAGER", **body})
    return sheet


def keys_of(one: Identity) -> dict[str, str]:
    """Return the public keys as an entry about people has them."""
    return {"signing_key": one.signing_key.hex(), "sealing_key": one.sealing_key.hex()}


def write_as(
    shop: Shop, signer: Identity, action: AuditAction, ref: str | None, body: Mapping[str, AuditValue]
) -> None:
    """Write and sign one entry as the program would, whoever signs and whatever the program would refuse."""
    db = shop.vault.connection
    db.execute("BEGIN IMMEDIATE")
    sign_on(db, shop, signer, (action, ref, body))
    db.execute("COMMIT")


def sign_on(
    db: Connection, shop: Shop, signer: Identity, *acts: tuple[AuditAction, str | None, Mapping[str, AuditValue]]
) -> None:
    """Add acts as one signed transaction to the trail that ``db`` has open."""
    writer = AuditWriter(db, head(db), signer.id, shop.clock.at)
    for action, ref, body in acts:
        writer.append(action, ref, body)
    writer.sign(shop.vault.vault_id, signer.signing)
