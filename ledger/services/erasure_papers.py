"""The certificate of an erasure on paper: looked at without a record, recorded when it leaves (manager)."""

from dataclasses import dataclass, field
from datetime import timedelta

from ledger.assets import load_wording
from ledger.documents.erasure_certificate import Certified, render_erasure_certificate
from ledger.documents.paper import Imprint
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.erasure import Kept, Removed
from ledger.domain.instants import local_date, show_date, show_instant
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.text import optional_text
from ledger.domain.wording import Language, Wording
from ledger.services import erasure
from ledger.services.erasure import ErasureRecord
from ledger.services.partner_letters import holders_of
from ledger.services.session import Session
from ledger.services.trail import fingerprint_of, head_of
from ledger.storage import staff

_BACKUPS_KEPT = timedelta(days=30)  # security.md 5.7: no managed backup grows older


@dataclass(frozen=True, slots=True)
class PreparedCertificate:
    """Everything a certificate says."""

    about: Certified = field(repr=False)
    shop: Shop
    imprint: Imprint
    language: Language

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_erasure_certificate(self.about, self.shop, load_wording(self.language), self.imprint)


def prepare(
    session: Session, xd_code: str, language: Language, *, is_preview: bool, name: str = ""
) -> PreparedCertificate:
    """Prepare the certificate ``XD-0001``. Manager only.

    ``name`` is printed and kept nowhere: the ledger no longer knows it. Raises ``NotFound`` and ``RoleForbidden``.
    """
    session.require(Operation.ERASE)
    one, wording = erasure.record(session, xd_code), load_wording(language)
    typed = optional_text(name, "name") or ""
    if not is_preview:
        body: Entry = {"certificate": one.code, "language": language.value}
        with session.write() as uow:
            uow.audit(AuditAction.CERTIFICATE_PRINTED, one.customer_code, body)
    trail = head_of(session)
    return PreparedCertificate(
        _certified(session, one, typed, wording),
        session.shop(),
        Imprint(session.now(), session.member.name, trail.seq, trail.hash.hex(), is_preview),
        language,
    )


def file_name(xd_code: str, wording: Wording) -> str:
    """Return a name for the file, which names nobody."""
    return wording.text("certificate.file", code=xd_code) + ".pdf"


def _certified(session: Session, one: ErasureRecord, name: str, wording: Wording) -> Certified:
    return Certified(
        code=one.code,
        customer_code=one.customer_code,
        cause=one.cause,
        erased_at=one.erased_at,
        erased_by=staff.names(session.db).get(one.erased_by, ""),
        removed=tuple((kind, one.removed[kind]) for kind in Removed if one.removed.get(kind)),
        kept=tuple((kind, one.kept[kind]) for kind in Kept if one.kept.get(kind)),
        source_code=one.request_code or one.run_code or "",
        backups=_backups(one, wording),
        partners=tuple(holder.name for holder in holders_of(session, one.customer_id)),
        key_fingerprint=fingerprint_of(session),
        name=name,
    )


def _backups(one: ErasureRecord, wording: Wording) -> str:
    if one.checked_at is None:
        return wording.text("certificate.unchecked")
    said = [
        wording.text("certificate.checked", at=show_instant(one.checked_at)),
        wording.text("certificate.backups_rewritten", count=one.backups_rewritten or 0),
    ]
    if one.backups_left:
        gone_on = show_date(local_date((one.backup_left_at or one.erased_at) + _BACKUPS_KEPT))
        said.append(wording.text("certificate.backups_left", count=one.backups_left, date=gone_on))
    return " ".join(said)
