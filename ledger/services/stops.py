"""Stop-contact that outlives everything: a keyed hash per number and address, kept beside the person's record.

The hash catches a number that is registered again, after erasure too (``model.md`` 3 and 4). It stands in the
database and, signed, in the journal, so an older backup cannot make the shop forget a "no".
"""

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ALL_CHANNELS, ConsentMethod
from ledger.domain.customer import Customer
from ledger.domain.instants import to_text
from ledger.domain.purpose import Channel
from ledger.storage import consents, customers
from ledger.storage.database import Connection
from ledger.storage.journal import JournalKind
from ledger.storage.unit_of_work import UnitOfWork

JOURNAL_KIND = JournalKind.STOP.value
_HASH_TAG = b"sokin1-stop"


def _digests(db: Connection, values: tuple[str, ...]) -> tuple[bytes, ...]:
    key = consents.stop_key(db)
    return tuple(hmac.digest(key, _HASH_TAG + value.casefold().encode("utf-8"), "sha256") for value in values)


def reach(customer: Customer) -> tuple[str, ...]:
    """Return every number and email address of a customer."""
    numbers = tuple(phone.number for phone in customer.phones if phone.number)
    return numbers + tuple(email.address for email in customer.emails if email.address)


def remember(uow: UnitOfWork, customer: Customer, channel: Channel | None) -> None:
    """Keep the "no" for every number and address of a customer."""
    word = channel.value if channel is not None else ALL_CHANNELS
    for digest in _digests(uow.db, reach(customer)):
        if word in consents.channels_stopped_by_hash(uow.db, digest):
            continue
        line = {"hash": digest.hex(), "channel": word, "at": to_text(uow.now), "state": "stopped"}
        uow.journal(JournalKind.STOP, line)
        apply_line(uow.db, line)


def count_remembered(db: Connection, customer: Customer, channels: Iterable[Channel | None]) -> int:
    """Return how many hashes there are of a customer once the "no" on these channels is remembered too."""
    words = {one.value if one is not None else ALL_CHANNELS for one in channels}
    return sum(len(words | set(consents.channels_stopped_by_hash(db, one))) for one in _digests(db, reach(customer)))


def forget(uow: UnitOfWork, customer: Customer, channel: Channel | None) -> None:
    """Take the "no" back after the person allowed contact again."""
    word = channel.value if channel is not None else ALL_CHANNELS
    free = tuple(value for value in reach(customer) if not _is_stopped_for_another(uow.db, value, customer, channel))
    for digest in _digests(uow.db, free):
        line = {"hash": digest.hex(), "channel": word, "at": to_text(uow.now), "state": "lifted"}
        uow.journal(JournalKind.STOP, line)
        apply_line(uow.db, line)


def _is_stopped_for_another(db: Connection, value: str, customer: Customer, channel: Channel | None) -> bool:
    # Two people of one household may share a number; one of them saying yes does not speak for the other.
    holders = customers.with_email(db, value) if "@" in value else customers.with_phone(db, value)
    others = [one for one in holders if one != customer.id]
    stops = consents.stops_of(db, others) if others else {}
    return any(stop.channel is channel and stop.lifted_at is None for said in stops.values() for stop in said)


def apply_line(db: Connection, line: Mapping[str, str]) -> None:
    """Carry out one line of the journal; doing it again changes nothing."""
    digest = bytes.fromhex(line["hash"])
    if line["state"] == "lifted":
        consents.remove_stop_hash(db, digest, line["channel"])
    else:
        consents.add_stop_hash(db, digest, line["channel"], line["at"])


def catch_known(uow: UnitOfWork, customer: Customer, new: tuple[str, ...]) -> tuple[Channel | None, ...]:
    """Stop a customer whose ``new`` numbers or addresses are remembered; return the channels newly stopped.

    What stands afterwards holds for all the customer's numbers and addresses, those added since it was said too.
    """
    said = consents.stops_of(uow.db, (customer.id,))[customer.id]
    standing = {stop.channel for stop in said if stop.lifted_at is None}
    channels = tuple(channel for channel in _known(uow.db, new) if channel not in standing)
    for channel in channels:
        stop = consents.NewStop(customer.id, channel, ConsentMethod.OTHER_PRINTABLE, uow.now)
        consents.add_stop(uow.db, stop, uow.now, uow.actor)
        uow.audit(AuditAction.STOP_RECORDED, customer.code, {"channel": channel or ALL_CHANNELS, "why": "remembered"})
    for channel in (*standing, *channels):
        remember(uow, customer, channel)
    return channels


def catch_up(uow: UnitOfWork, since: datetime) -> int:
    """Stop customers of an older copy whose "no", said after ``since``, came with the journal; return how many.

    A hash alone keeps only new numbers from being reached; who was on record already would be called again.
    """
    new = consents.stopped_since(uow.db, to_text(since))
    if not new:
        return 0
    reached = customers.numbers_and_addresses(uow.db)
    digests = _digests(uow.db, tuple(value for _, value in reached))
    found = {one for (one, _), digest in zip(reached, digests, strict=True) if digest in new}
    people = (customers.load(uow.db, one) for one in sorted(found))
    return sum(bool(catch_known(uow, one, reach(one))) for one in people if one is not None)


def _known(db: Connection, values: tuple[str, ...]) -> list[Channel | None]:
    digests = _digests(db, values)
    words = {word for digest in digests for word in consents.channels_stopped_by_hash(db, digest)}
    return [None if word == ALL_CHANNELS else Channel(word) for word in sorted(words)]
