"""A ledger full of made-up data, lived through day by day with a moving clock, so that every state occurs.

Everything goes through the same verbs and the same gate as real work, from some weeks ago up to now.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import ContactState, Customer, Source
from ledger.domain.ids import PurposeId, RecipientId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.minor import AgeRules, Giver, age_on
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem, Recipient
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language
from ledger.services import (
    consents,
    contacts,
    customers,
    demo_promises,
    demo_rights,
    feedback,
    handover,
    labels,
    parcels,
    recipients,
    staff,
)
from ledger.services.demo_clock import MovingClock
from ledger.services.demo_people import ANSWERS, FEEDBACK, ZONES, Person, happens, make_goods, make_person
from ledger.services.session import NewLedger, Place, Session, create_ledger, read_shop
from ledger.storage.unit_of_work import UnitOfWork

DAYS = 45
# Printed wherever a demo ledger is made: it guards nothing real.
PASSPHRASE = "vườn chanh bốn mùa gió nhẹ"  # noqa: S105 - of made-up data, for everybody to read
MAIN_CARRIER = "Giao Hàng Nhanh Demo"
MANAGER, STAFF = "Trần Thu Hà", "Lê Minh Khôi"
ORDERS_LIMIT = 2_000
_FEW = 3_000  # customers of a small demo
_ORDERS_TODAY, _DRAFTS_TODAY = 18, 4
_DELIVERY = parcels.DELIVERY
_MARKETING, _OCCASIONS = PurposeId("marketing"), PurposeId("special_occasions")
_ANALYSIS, _CARE = PurposeId("service_optimisation"), PurposeId("customer_care")
# Which of the people recorded; so that the last day has its birthdays, and a child without a guardian.
_CELEBRATING, _TURNING_SIXTEEN, _ALONE = 2, 3, 4


@dataclass(slots=True)
class _Story:
    session: Session
    clock: MovingClock
    dice: Random
    ends_at: datetime
    is_small: bool
    people: list[Customer] = field(default_factory=list)
    adults: list[Customer] = field(default_factory=list)
    carriers: dict[str, Recipient] = field(default_factory=dict)
    orders_left: int = ORDERS_LIMIT
    tried: set[str] = field(default_factory=set)  # parcels the gate has turned away once


def make_demo_ledger(place: Place, customer_count: int, seed: int, now: datetime) -> tuple[Session, str]:
    """Make a demo ledger that ends at ``now``; return the open session (its manager's) and the recovery code."""
    first_day = local_date(now) - timedelta(days=DAYS)
    clock = MovingClock(start_of_day(first_day) + timedelta(hours=7))
    shop = read_shop("Tiệm Vườn Chanh", "0901 870 525", "cskh@example.com", "12 Phan Đình Phùng, Hà Nội", Language.VI)
    new = NewLedger(shop, "combined", MANAGER, PASSPHRASE, is_demo=True)
    session, recovery_code = create_ledger(place, new, clock)
    session.mark_confirmed(Operation.MANAGE_STAFF)  # whoever makes the demo has its passphrase
    staff.add(session, STAFF, Role.STAFF, PASSPHRASE + " xanh")
    # Made-up people, repeatable by seed: no secret hangs on these numbers.
    story = _Story(session, clock, Random(seed), now, customer_count <= _FEW)  # noqa: S311 - made-up data that can be made again, nothing secret
    _meet_partners(story, first_day)
    for day in range(DAYS + 1):
        _live_through(story, first_day + timedelta(days=day), _share(customer_count, day))
        if story.people and day < DAYS:  # the last day is only as old as the hour
            customer = story.dice.choice(story.people)
            demo_promises.keep(session, story.dice, customer, day, is_small=story.is_small)
            demo_rights.keep(session, customer, day, is_small=story.is_small)
    clock.move_to(now)
    return session, recovery_code


def _share(total: int, day: int) -> int:
    # Nobody new on the last day: its shop hours may not have begun.
    return total * (day + 1) // DAYS - total * day // DAYS if day < DAYS else 0


# --- partners -------------------------------------------------------------------------------------


def _meet_partners(story: _Story, first_day: date) -> None:
    last = local_date(story.ends_at)
    year = timedelta(days=365)
    everything = frozenset(CommitmentItem)
    _partner(story, MAIN_CARRIER, RecipientRole.CARRIER, (first_day, last + year, everything))
    _partner(story, "Bưu Chính Sao Mai", RecipientRole.CARRIER, (first_day, last + timedelta(days=20), everything))
    _partner(story, "Chuyển Phát Lá Cờ", RecipientRole.CARRIER, (first_day, last - timedelta(days=5), everything))
    partial = everything - {CommitmentItem.PERIOD_AND_DELETION}
    _partner(story, "Xe Ôm Chợ Lớn", RecipientRole.CARRIER, (first_day, last + year, partial))
    _partner(story, "Vận Tải Chưa Ký", RecipientRole.CARRIER, None)
    _partner(story, "Thợ Lắp Minh Long", RecipientRole.INSTALLER, (first_day, last + year, everything))
    _partner(story, "Công an phường Ba Đình", RecipientRole.AUTHORITY, None)
    old = _partner(story, "Giao Vận Đã Nghỉ", RecipientRole.CARRIER, (first_day, last + year, everything))
    recipients.close(story.session, old.id)


def _partner(
    story: _Story, name: str, role: RecipientRole, paper: tuple[date, date, frozenset[CommitmentItem]] | None
) -> Recipient:
    session = story.session
    recipient = recipients.add(session, recipients.RecipientInput(name, role))
    if role is RecipientRole.CARRIER:
        recipients.agree_masked_labels(session, recipient.id, local_date(story.clock.now()))
        recipients.set_zones(session, recipient.id, ZONES)
    if paper is not None:
        recipients.record_commitment(session, recipient.id, recipients.CommitmentInput(*paper))
    story.carriers[name] = recipients.get(session, recipient.id)
    return recipient


# --- days -----------------------------------------------------------------------------------------


def _live_through(story: _Story, day: date, newcomers: int) -> None:
    morning = start_of_day(day)
    steps: tuple[tuple[int, Callable[[], None]], ...] = (
        (8, lambda: _welcome(story, newcomers)),
        (11, lambda: _advertise(story)),
        (14, lambda: _ship(story, day)),
        (16, lambda: _listen(story)),
        (17, lambda: _close_old_parcels(story)),
        (18, lambda: _change_minds(story)),
    )
    for hour, step in steps:
        at = morning + timedelta(hours=hour)
        if at < story.ends_at - timedelta(minutes=10):
            story.clock.move_to(at)
            step()
    if local_date(story.ends_at) == day:
        story.clock.move_to(story.ends_at - timedelta(minutes=5))
        _leave_open(story)


def _welcome(story: _Story, newcomers: int) -> None:
    # A day's newcomers in one transaction: a ledger of 100,000 people must not take an hour.
    if not newcomers:
        return
    with story.session.write() as uow:
        for _ in range(newcomers):
            customer = _record(story, uow, make_person(story.dice))
            story.people.append(customer)
            _ask(story, uow, customer)
            if happens(story.dice, 45) and story.orders_left:
                _order(story, uow, customer)


def _record(story: _Story, uow: UnitOfWork, person: Person) -> Customer:
    dice, today = story.dice, local_date(uow.now)
    number = len(story.people)
    is_minor = happens(dice, 6) or number == _ALONE
    age = dice.choice((5, 11, 17)) if is_minor else dice.randrange(19, 75)
    born = f"{dice.randrange(1, 29):02d}/{dice.randrange(1, 13):02d}/{today.year - age}"
    if is_celebrating := number == _CELEBRATING:
        is_minor, born = False, f"{local_date(story.ends_at):%d/%m}/1988"
    elif number == _TURNING_SIXTEEN:
        soon = local_date(story.ends_at) + timedelta(days=9)
        is_minor, born = True, f"{soon:%d/%m}/{soon.year - 16}"
    knows_age = is_minor or is_celebrating or happens(dice, 50)
    gender = ("FEMALE" if person.is_woman else "MALE") if happens(dice, 60) else ""
    typed = customers.CustomerInput(
        name=person.name,
        source=dice.choice((Source.SHOP, Source.WEBSITE, Source.PHONE, Source.SOCIAL, Source.MARKETPLACE)),
        phones=(person.phone,),
        emails=(person.email,) if happens(dice, 70) else (),
        addresses=(person.address,) if happens(dice, 95) else (),
        gender=gender,
        birth_date=born if knows_age else "",
        is_declared_adult=not knows_age and happens(dice, 80),
        purposes=(_DELIVERY, _CARE, *((_OCCASIONS,) if gender else ())),
    )
    new, notices = customers.read_customer(typed, story.session.policy(), uow.now)
    customer = customers.store(story.session, uow, new, notices).customer
    if not is_minor:
        story.adults.append(customer)
    elif story.adults and number != _ALONE and (happens(dice, 60) or number == _TURNING_SIXTEEN):
        customer = _guard(story, uow, customer)
    return customer


def _guard(story: _Story, uow: UnitOfWork, minor: Customer) -> Customer:
    guardian = story.dice.choice(story.adults)
    customers.store_guardian(uow, minor, guardian, story.dice.choice(("mẹ", "bố", "bà")))
    guarded = customers.get(story.session, minor.code)
    for giver in (Giver.GUARDIAN, Giver.SELF):
        _say(story, uow, guarded, (_DELIVERY, Channel.NONE, ConsentOutcome.GRANTED), giver)
    return guarded


def _say(
    story: _Story,
    uow: UnitOfWork,
    customer: Customer,
    what: tuple[PurposeId, Channel, ConsentOutcome],
    giver: Giver = Giver.SELF,
    expires_at: datetime | None = None,
) -> None:
    purpose, channel, outcome = what
    method = story.dice.choice((ConsentMethod.WRITING, ConsentMethod.WEBSITE, ConsentMethod.RECORDED_CALL))
    said = consents.Said(purpose, channel, outcome, method, uow.now, giver, expires_at)
    consents.store(story.session, uow, customer, said)


def _ask(story: _Story, uow: UnitOfWork, customer: Customer) -> None:
    dice = story.dice
    for channel in dice.sample((Channel.SMS, Channel.ZALO, Channel.EMAIL, Channel.CALL), dice.randrange(0, 3)):
        outcome = ConsentOutcome.GRANTED if happens(dice, 65) else ConsentOutcome.REFUSED
        ends = uow.now + timedelta(days=20) if happens(dice, 10) else None
        _say(story, uow, customer, (_MARKETING, channel, outcome), expires_at=ends)
    if happens(dice, 55):
        answer = ConsentOutcome.GRANTED if happens(dice, 75) else ConsentOutcome.REFUSED
        _say(story, uow, customer, (_ANALYSIS, Channel.NONE, answer))
    is_celebrating = len(story.people) == _CELEBRATING + 1
    if happens(dice, 30) or is_celebrating:
        _say(story, uow, customer, (_OCCASIONS, Channel.ZALO, ConsentOutcome.GRANTED))
    if happens(dice, 10) and not is_celebrating:
        channel_stopped = dice.choice((None, Channel.CALL, Channel.SMS))
        consents.store_stop(uow, customer, channel_stopped, ConsentMethod.RECORDED_CALL, None)


def _order(story: _Story, uow: UnitOfWork, customer: Customer) -> None:
    dice = story.dice
    story.orders_left -= 1
    names = (MAIN_CARRIER,) * 6 + ("Bưu Chính Sao Mai",) * 3 + ("Chuyển Phát Lá Cờ", "Xe Ôm Chợ Lớn")
    name = dice.choice((*names, "Vận Tải Chưa Ký"))
    amount = dice.randrange(5, 200) * 10_000
    packing = parcels.Packing(
        count=2 if happens(dice, 10) else 1,
        weight_g=dice.randrange(2, 60) * 100,
        amount_to_collect=amount if happens(dice, 50) else 0,
        carrier_id=story.carriers[name].id,
    )
    lines = tuple(parcels.Line(product, quantity) for product, quantity in make_goods(dice))
    order = parcels.read_order(parcels.OrderInput(lines, amount, packing=packing))
    parcels.store(story.session, uow, customer, order)


def _order_from_anybody(story: _Story, count: int) -> None:
    with story.session.write() as uow:
        for _ in range(count):
            _order(story, uow, story.dice.choice(story.people))


def _ship(story: _Story, day: date) -> None:
    session = story.session
    _print_drafts(story)
    # The courier does not come on the last day, so that something waits.
    if day == local_date(story.ends_at):
        return
    for carrier in story.carriers.values():
        if parcels.waiting(session, ParcelState.PRINTED, carrier.id):
            handover.hand_over(session, carrier.id, "Anh Tâm")


def _print_drafts(story: _Story) -> None:
    drafts = [one for one in parcels.waiting(story.session, ParcelState.DRAFT) if one.code not in story.tried]
    story.tried |= {one.code for one in drafts}
    if drafts:
        labels.print_labels(story.session, drafts, labels.LabelSheet(labels.LabelLayout.THERMAL_100X150))


def _listen(story: _Story) -> None:
    dice, session = story.dice, story.session
    for waiting in feedback.waiting(session):
        if happens(dice, 90):
            feedback.answer(session, waiting.code, feedback.AnswerInput(dice.choice(ANSWERS)))
    if story.people and happens(dice, 60):
        customer = dice.choice(story.people)
        earlier = story.clock.now() - timedelta(hours=dice.choice((0, 1, 3, 7)))
        channel = dice.choice((Channel.EMAIL, Channel.CALL, Channel.ZALO))
        heard = feedback.receive(
            session, feedback.FeedbackInput(channel, dice.choice(FEEDBACK), customer.code, earlier)
        )
        if happens(dice, 75):
            story.clock.move_to(story.clock.now() + timedelta(minutes=dice.randrange(5, 50)))
            feedback.answer(session, heard.code, feedback.AnswerInput(dice.choice(ANSWERS)))
            if happens(dice, 10):
                feedback.reopen(session, heard.code)


def _advertise(story: _Story) -> None:
    for customer in story.dice.sample(story.people, min(2, len(story.people))):
        channel = story.dice.choice((Channel.SMS, Channel.EMAIL, Channel.CALL))
        contacts.contact(story.session, customer.code, _MARKETING, channel)


def _close_old_parcels(story: _Story) -> None:
    for parcel in parcels.waiting(story.session, ParcelState.HANDED_OVER):
        old = parcel.handed_over_at is not None and story.clock.now() - parcel.handed_over_at > timedelta(days=3)
        if old:
            state = ParcelState.DELIVERED if happens(story.dice, 93) else ParcelState.RETURNED
            parcels.close(story.session, parcel.code, state)


def _change_minds(story: _Story) -> None:
    if len(story.people) <= _ALONE:
        return
    dice, session = story.dice, story.session
    customer = dice.choice(story.people[_ALONE:])  # not who has a birthday soon
    if happens(dice, 30):
        with session.write() as uow:
            _say(story, uow, customer, (_MARKETING, Channel.SMS, ConsentOutcome.WITHDRAWN))
    elif happens(dice, 15):
        customers.set_phone_state(session, customer.code, 0, ContactState.DEAD)
    elif happens(dice, 15):
        customers.restrict(session, customer.code, is_restricted=True)
    elif happens(dice, 20):
        customers.correct(session, customer.code, customers.Correction("khách báo", note="Giao giờ hành chính"))


def _leave_open(story: _Story) -> None:
    """See to it that today's work is there, whatever the hour: things due, overdue, waiting, and turned away."""
    if not story.people:
        return
    session, dice = story.session, story.dice
    for hours in (1, 8, 11, 14):
        customer = dice.choice(story.people)
        at = story.clock.now() - timedelta(hours=hours)
        feedback.receive(session, feedback.FeedbackInput(Channel.EMAIL, dice.choice(FEEDBACK), customer.code, at))
    authority = story.carriers["Công an phường Ba Đình"].id
    demo_promises.tell_authority(session, authority, dice.choice(story.people))
    demo_promises.prepare_offers(session, "Quà Tết sớm")
    demo_promises.own_up(session)
    demo_rights.leave_open(session, dice.choice(story.adults or story.people))
    _let_expire(story)
    _turn_a_child_away(story)
    _pack_today(story)
    stopped = dice.choice(story.people[_ALONE:] or story.people)
    consents.stop_contact(session, stopped.code, None, ConsentMethod.EMAIL)
    consents.stop_contact(session, stopped.code, Channel.EMAIL, ConsentMethod.EMAIL)
    consents.lift_stop(session, stopped.code, Channel.EMAIL)


def _pack_today(story: _Story) -> None:
    session = story.session
    _order_from_anybody(story, _ORDERS_TODAY)
    _print_drafts(story)
    printed = parcels.waiting(session, ParcelState.PRINTED)
    if len(printed) > 1:
        parcels.close(session, printed[0].code, ParcelState.CANCELLED)
        labels.print_labels(session, printed[-1:], labels.LabelSheet(labels.LabelLayout.A6))
    main = story.carriers[MAIN_CARRIER].id
    _send_early(session, main)
    ready = parcels.waiting(session, ParcelState.PRINTED, main)
    if len(ready) > 1:
        # Somebody calls after the label was printed: the hand-over will stop at this parcel.
        code = parcels.customer_code_of(session, ready[-1])
        customers.restrict(session, code, is_restricted=True)
    _order_from_anybody(story, _DRAFTS_TODAY)


def _send_early(session: Session, carrier_id: RecipientId) -> None:
    # So that of a small shop's parcels too one is on its way, one arrived and one came back.
    ready = parcels.waiting(session, ParcelState.PRINTED, carrier_id)[1:4]
    sent = handover.hand_over(session, carrier_id, "Anh Tâm", ready).handed_over if ready else ()
    for parcel, state in zip(sent[1:], (ParcelState.RETURNED, ParcelState.DELIVERED), strict=False):
        parcels.close(session, parcel.code, state)


def _turn_a_child_away(story: _Story) -> None:
    day = local_date(story.clock.now())
    young = (one for one in story.people if one.birth_on is not None and age_on(one.birth_on, day) < AgeRules().child)
    alone = next((one for one in young if one.guardian is None), None)
    if alone is not None:
        with story.session.write() as uow:
            _order(story, uow, alone)


def _let_expire(story: _Story) -> None:
    # Of age, or not known to be a minor: nobody else has to agree.
    customer = next((one for one in story.people if one.birth_on is None), None)
    if customer is not None:
        with story.session.write() as uow:
            ends = uow.now + timedelta(minutes=1)
            _say(story, uow, customer, (_MARKETING, Channel.POST, ConsentOutcome.GRANTED), expires_at=ends)
