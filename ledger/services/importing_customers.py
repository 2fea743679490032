"""The columns of ``customers.csv`` (or ``.xlsx``) and what becomes of a row.

======================  ========================================================================================
column                  content
======================  ========================================================================================
ref                     the shop's own number of the customer (unique); orders and guardians refer to it
name                    required
phones, emails          several separated by ``;``
address ward province   one address; province and ward from the list of 2025 or as typed
gender                  FEMALE, MALE or OTHER
birth_date              dd/MM/yyyy or yyyy-MM-dd
adult                   yes: the person declared to be an adult (where there is no birth date)
source                  SHOP PHONE WEBSITE SOCIAL MARKETPLACE IMPORT (default IMPORT), or UNKNOWN
purposes                what the record is for, separated by ``;``: ids or words of the policy (empty: unknown)
collected_at            dd/MM/yyyy HH:mm, Vietnam time (default now)
note                    free text
guardian_ref relation   a minor's guardian: ref or code of another customer, and who they are to the minor
stop                    do not contact: ALL, or channels separated by ``;``
consent_method          WRITING RECORDED_CALL SMS EMAIL WEBSITE OTHER_PRINTABLE (default WRITING)
consent_at              when it was said (default collected_at)
consent.P.C             yes, no or withdrawn, for purpose P on channel C (``consent.P`` for the use itself)
guardian_consent.P.C    the same, said by the guardian
======================  ========================================================================================
"""

from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer, Source
from ledger.domain.errors import FieldBeyondNeed, FieldNotCollected, InvalidInput, NotFound, UnknownChoice
from ledger.domain.gate import Act
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.staff import Operation
from ledger.domain.text import fold
from ledger.services import consents, customers
from ledger.services.collecting import reason_of
from ledger.services.customers import AddressInput, CustomerInput
from ledger.services.deciding import refuse, require_grown_up
from ledger.services.importing import AS_IT_IS, HowToRead, ImportReport, Remark, Row, Table, Taken, read_table, run
from ledger.services.reading import echo, read_choice, read_instant, read_yes_no
from ledger.services.session import Session, require_keepers
from ledger.storage import customers as rows
from ledger.storage.unit_of_work import UnitOfWork

COLUMNS = (
    "ref", "name", "phones", "emails", "address", "ward", "province", "gender", "birth_date", "adult", "source",
    "purposes", "collected_at", "note", "guardian_ref", "relation", "stop", "consent_method", "consent_at",
)  # fmt: skip
_VIETNAMESE = {
    "ma khach": "ref", "ho ten": "name", "ten": "name", "dien thoai": "phones", "so dien thoai": "phones",
    "email": "emails", "dia chi": "address", "phuong xa": "ward", "tinh": "province", "tinh thanh": "province",
    "gioi tinh": "gender", "ngay sinh": "birth_date", "nguon": "source", "ngay thu thap": "collected_at",
    "ghi chu": "note", "nguoi giam ho": "guardian_ref", "quan he": "relation", "phone": "phones",
    "khong lien he": "stop", "muc dich": "purposes",
}  # fmt: skip
_OUTCOMES = {
    "withdrawn": ConsentOutcome.WITHDRAWN,
    "rut lai": ConsentOutcome.WITHDRAWN,
}
_NO_SOURCE = frozenset({"unknown", "khong ro"})
_SPOKEN = frozenset({"guardian_ref", "stop"})
_PREFIXES = {"consent": Giver.SELF, "guardian_consent": Giver.GUARDIAN}


def import_customers(
    session: Session, data: Table | bytes, *, is_dry_run: bool = False, how: HowToRead = AS_IT_IS
) -> ImportReport:
    """Import a customers file, CSV or ``.xlsx``, or what ``read_file`` made of it; bad rows are in the report.

    Raises ``TableUnreadable``, ``FileTooLarge``, ``ReadingStopped``.
    """
    session.require(Operation.IMPORT)
    require_keepers(session)
    table = read_table(data, _VIETNAMESE, lambda name: _is_known(session, name), how)
    codes: dict[int, str] = {}
    steps = (
        lambda uow, row: _write(session, uow, row, codes),
        # Guardians may stand anywhere in the file, so they are linked once everybody is written.
        lambda uow, row: _link(session, uow, row, codes),
    )
    report = run(session, table, steps, AuditAction.CUSTOMERS_IMPORTED, is_dry_run=is_dry_run)
    if not is_dry_run:
        _keep_refusals(session, report)
    return report


def _keep_refusals(session: Session, report: ImportReport) -> None:
    # The rows were rolled back; that the file brought fields nobody may collect stays as one attempt.
    errors = [one.error for one in report.problems]
    asked = [one for one in errors if isinstance(one, FieldNotCollected | FieldBeyondNeed)]
    reasons = {one.code: one for one in (reason_of(session.policy(), error) for error in asked)}
    if reasons:
        refuse(session, Act.COLLECT, reasons.values())


def _is_known(session: Session, name: str) -> bool:
    prefix, _, rest = name.partition(".")
    if prefix not in _PREFIXES:
        return name in COLUMNS
    purpose, _, channel = rest.partition(".")
    is_purpose = session.policy().purpose(PurposeId(purpose)) is not None
    return is_purpose and (not channel or channel in Channel.__members__)


def _write(session: Session, uow: UnitOfWork, row: Row, codes: dict[int, str]) -> Taken:
    new, notices = customers.read_customer(_read(row, uow.now), session.policy(), uow.now)
    added = customers.store(session, uow, new, notices)
    codes[row.line] = added.customer.code
    remarks = [Remark(row.line, notice.code) for notice in added.notices]
    if added.duplicates:
        remarks.append(Remark(row.line, "duplicate", added.duplicates))
    return Taken(remarks=tuple(remarks))


def _link(session: Session, uow: UnitOfWork, row: Row, codes: dict[int, str]) -> Taken:
    if not any(row.get(name) for name in row.cells if name in _SPOKEN or name.partition(".")[0] in _PREFIXES):
        return Taken()
    customer = customers.get(session, codes[row.line])
    if row.get("guardian_ref"):
        guardian = _guardian(session, uow, row.get("guardian_ref"))
        require_grown_up(session, guardian, uow.now)
        customers.store_guardian(uow, customer, guardian, row.get("relation"))
        customer = customers.get(session, customer.code)
    remarks = _consents(session, uow, row, customer)
    _stops(uow, row, customer)
    return Taken(remarks=tuple(remarks))


def _read(row: Row, now: datetime) -> CustomerInput:
    address = AddressInput(row.get("address"), row.get("ward"), row.get("province"))
    return CustomerInput(
        name=row.get("name"),
        source=_source(row.get("source")),
        phones=tuple(row.get("phones").split(";")),
        emails=tuple(row.get("emails").split(";")),
        addresses=(address,),
        gender=row.get("gender"),
        birth_date=row.get("birth_date"),
        is_declared_adult=read_yes_no(row.get("adult"), "is_declared_adult") if row.get("adult") else False,
        note=row.get("note"),
        external_ref=row.get("ref"),
        collected_at=_instant(row, "collected_at", now),
        purposes=tuple(row.get("purposes").split(";")),
    )


def _source(typed: str) -> Source | None:
    # An old list may not tell where a record comes from: it is taken, and counts as one without (KO 1).
    if fold(typed) in _NO_SOURCE:
        return None
    return read_choice(typed, "source", Source) if typed else Source.IMPORT


def _instant(row: Row, column: str, now: datetime) -> datetime | None:
    return read_instant(row.get(column), column, now) if row.get(column) else None


def _guardian(session: Session, uow: UnitOfWork, ref: str) -> Customer:
    found: CustomerId | None = rows.id_of_ref(uow.db, ref) or rows.id_of(uow.db, ref.upper())
    if found is None:
        raise NotFound(kind="customer", code=echo(ref))
    return customers.get_living(session, rows.code_of(uow.db, found))


def _consents(session: Session, uow: UnitOfWork, row: Row, customer: Customer) -> list[Remark]:
    method = row.get("consent_method")
    how = read_choice(method, "consent_method", ConsentMethod) if method else ConsentMethod.WRITING
    at = _instant(row, "consent_at", uow.now) or customer.collected_at or uow.now
    remarks: list[Remark] = []
    # The guardian speaks first: a minor's own "yes" counts only beside it.
    for name in sorted(row.cells, key=lambda column: not column.startswith("guardian_consent.")):
        prefix, _, rest = name.partition(".")
        if prefix not in _PREFIXES or not row.get(name):
            continue
        purpose, _, channel = rest.partition(".")
        said = consents.Said(
            PurposeId(purpose),
            Channel(channel or Channel.NONE.value),
            _outcome(row.get(name), name),
            how,
            at,
            _PREFIXES[prefix],
        )
        outcome = consents.store(session, uow, customer, said)
        remarks += [Remark(row.line, "refused", (name,), reason) for reason in outcome.decision.reasons]
    return remarks


def _outcome(text: str, column: str) -> ConsentOutcome:
    if fold(text) in _OUTCOMES:
        return _OUTCOMES[fold(text)]
    try:
        return ConsentOutcome.GRANTED if read_yes_no(text, column) else ConsentOutcome.REFUSED
    except UnknownChoice:
        raise UnknownChoice(field=column, choices=("yes", "no", "withdrawn")) from None


def _stops(uow: UnitOfWork, row: Row, customer: Customer) -> None:
    for word in row.get("stop").split(";"):
        if not word.strip():
            continue
        channel = None if fold(word) in {"all", "tat ca"} else read_choice(word, "stop", Channel)
        if channel is not None and channel not in CONTACT_CHANNELS:
            raise InvalidInput(field="stop")
        consents.store_stop(uow, customer, channel, ConsentMethod.OTHER_PRINTABLE, None)
