"""Policy versions: written once, read by the gate."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from ledger.domain.ids import FieldId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.policy import (
    Clause,
    Control,
    FieldCategory,
    FieldRule,
    LabelRule,
    PolicyPack,
    PolicyVersion,
    RecipientRole,
    RecipientRule,
    Statement,
)
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.wording import Bilingual
from ledger.storage.database import Connection


def publish(
    db: Connection, pack: PolicyPack, at: datetime, by: StaffId, *, is_in_force: bool = True
) -> PolicyVersionId:
    """Write a pack as the next version and return its id; it never changes again, but for coming into force."""
    # Its own row comes last: from then on nothing can be added to it.
    db.execute("PRAGMA defer_foreign_keys = ON")
    newest = db.execute("SELECT coalesce(max(id), 0) + 1, coalesce(max(number), 0) + 1 FROM policy_version").fetchone()
    version = PolicyVersionId(newest[0])
    _write_purposes(db, version, pack.purposes)
    _write_fields(db, version, pack.fields)
    _write_rules(db, version, pack.recipient_rules)
    _write_clauses(db, version, pack.clauses)
    db.execute(
        "INSERT INTO policy_version (id, number, pack, title_vi, title_en, published_at, published_by, label,"
        " in_force_at, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *newest,
            pack.id,
            pack.title.vi,
            pack.title.en,
            to_text(at),
            by,
            json.dumps(asdict(pack.label)),
            to_text(at) if is_in_force else None,
            pack.link,
        ),
    )
    return version


def _list(items: Iterable[str]) -> str:
    return json.dumps(sorted(items))


def _write_purposes(db: Connection, version: PolicyVersionId, purposes: Iterable[Purpose]) -> None:
    db.executemany(
        "INSERT INTO policy_purpose VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (version, i, one.id, one.revision, one.basis.value, int(one.is_advertising), one.text.vi, one.text.en)
            for i, one in enumerate(purposes)
        ],
    )


def _write_fields(db: Connection, version: PolicyVersionId, fields: Iterable[FieldRule]) -> None:
    db.executemany(
        "INSERT INTO policy_field VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (version, i, one.id, one.category.value, _list(one.needed_by), one.text.vi, one.text.en)
            for i, one in enumerate(fields)
        ],
    )


def _write_rules(db: Connection, version: PolicyVersionId, rules: Iterable[RecipientRule]) -> None:
    db.executemany(
        "INSERT INTO policy_rule VALUES (?, ?, ?, ?, ?)",
        [(version, one.role.value, _list(one.purposes), _list(one.fields), int(one.needs_commitment)) for one in rules],
    )


def _write_clauses(db: Connection, version: PolicyVersionId, clauses: Iterable[Clause]) -> None:
    db.executemany(
        "INSERT INTO policy_clause (policy_version_id, position, clause_id, control, parameters, affects_customers,"
        " text_vi, text_en, states) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                version,
                i,
                one.id,
                one.control.value,
                json.dumps(dict(one.parameters)),
                int(one.affects_customers),
                one.text.vi,
                one.text.en,
                _list(one.states),
            )
            for i, one in enumerate(clauses)
        ],
    )


def in_force_id(db: Connection) -> PolicyVersionId:
    """Return the id of the newest version that is in force; one whose notices still run is not (VK 10)."""
    row = db.execute(
        "SELECT id FROM policy_version WHERE in_force_at IS NOT NULL ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return PolicyVersionId(row[0])


def put_in_force(db: Connection, version: PolicyVersionId, at: datetime) -> None:
    """Let a published version count from ``at``: its notices are done (VK 10). The one change a version ever sees."""
    db.execute("UPDATE policy_version SET in_force_at = ? WHERE id = ?", (to_text(at), version))


def waiting_id(db: Connection) -> PolicyVersionId | None:
    """Return the version that is published but not in force yet, or ``None``."""
    row = db.execute("SELECT id FROM policy_version WHERE in_force_at IS NULL").fetchone()
    return PolicyVersionId(row[0]) if row else None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version as a list shows it."""

    id: PolicyVersionId
    number: int
    title: Bilingual
    published_at: datetime
    published_by: StaffId
    in_force_at: datetime | None


def versions(db: Connection) -> tuple[VersionRow, ...]:
    """Return every version, newest first."""
    rows = db.execute(
        "SELECT id, number, title_vi, title_en, published_at, published_by, in_force_at FROM policy_version"
        " ORDER BY number DESC"
    )
    return tuple(
        VersionRow(
            PolicyVersionId(one),
            number,
            Bilingual(vi, en),
            from_text(published_at),
            StaffId(by),
            from_text(in_force_at) if in_force_at else None,
        )
        for one, number, vi, en, published_at, by, in_force_at in rows
    )


def highest_revisions(db: Connection) -> dict[PurposeId, int]:
    """Return the highest revision every purpose ever had, in whichever version."""
    rows = db.execute("SELECT purpose_id, max(revision) FROM policy_purpose GROUP BY purpose_id")
    return {PurposeId(one): revision for one, revision in rows}


def version_numbers(db: Connection) -> dict[PolicyVersionId, int]:
    """Return the published number of every version."""
    return {PolicyVersionId(row[0]): row[1] for row in db.execute("SELECT id, number FROM policy_version")}


def load(db: Connection, version: PolicyVersionId) -> PolicyVersion:
    """Return one version, whole."""
    number, pack, title_vi, title_en, published_at, label, link, in_force_at = db.execute(
        "SELECT number, pack, title_vi, title_en, published_at, label, link, in_force_at FROM policy_version"
        " WHERE id = ?",
        (version,),
    ).fetchone()
    return PolicyVersion(
        id=version,
        number=number,
        pack=pack,
        title=Bilingual(title_vi, title_en),
        published_at=from_text(published_at),
        purposes=_purposes(db, version),
        fields=_fields(db, version),
        recipient_rules=_rules(db, version),
        label=LabelRule(**json.loads(label)),
        clauses=_clauses(db, version),
        link=link,
        in_force_at=from_text(in_force_at) if in_force_at else None,
    )


def _purposes(db: Connection, version: PolicyVersionId) -> tuple[Purpose, ...]:
    rows = db.execute(
        "SELECT purpose_id, revision, basis, is_advertising, text_vi, text_en FROM policy_purpose"
        " WHERE policy_version_id = ? ORDER BY position",
        (version,),
    )
    return tuple(
        Purpose(PurposeId(one), revision, LegalBasis(basis), bool(advertising), Bilingual(vi, en))
        for one, revision, basis, advertising, vi, en in rows
    )


def _fields(db: Connection, version: PolicyVersionId) -> tuple[FieldRule, ...]:
    rows = db.execute(
        "SELECT field_id, category, needed_by, text_vi, text_en FROM policy_field"
        " WHERE policy_version_id = ? ORDER BY position",
        (version,),
    )
    return tuple(
        FieldRule(
            FieldId(one),
            FieldCategory(category),
            frozenset(PurposeId(purpose) for purpose in json.loads(needed_by)),
            Bilingual(vi, en),
        )
        for one, category, needed_by, vi, en in rows
    )


def _rules(db: Connection, version: PolicyVersionId) -> tuple[RecipientRule, ...]:
    rows = db.execute(
        "SELECT role, purposes, fields, needs_commitment FROM policy_rule WHERE policy_version_id = ? ORDER BY role",
        (version,),
    )
    return tuple(
        RecipientRule(
            RecipientRole(role),
            frozenset(PurposeId(one) for one in json.loads(purposes)),
            frozenset(FieldId(one) for one in json.loads(fields)),
            bool(needs_commitment),
        )
        for role, purposes, fields, needs_commitment in rows
    )


def _clauses(db: Connection, version: PolicyVersionId) -> tuple[Clause, ...]:
    rows = db.execute(
        "SELECT clause_id, control, parameters, affects_customers, text_vi, text_en, states FROM policy_clause"
        " WHERE policy_version_id = ? ORDER BY position",
        (version,),
    )
    return tuple(
        Clause(one, Control(control), json.loads(parameters), bool(affects), Bilingual(vi, en), _statements(states))
        for one, control, parameters, affects, vi, en, states in rows
    )


def _statements(states: str) -> frozenset[Statement]:
    return frozenset(Statement(one) for one in json.loads(states))


def knows_purpose(db: Connection, purpose_id: PurposeId) -> bool:
    """Return whether any version ever had this purpose."""
    found = db.execute("SELECT 1 FROM policy_purpose WHERE purpose_id = ? LIMIT 1", (purpose_id,)).fetchone()
    return found is not None
