"""Retention at work: what a manager decides, sees and lets go, and the people and words it is about."""

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.domain.retention import Category, Rule
from ledger.domain.staff import Operation
from ledger.services import consents, evidence, feedback, parcels, retention, retention_run
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.services import MARKETING, take_parcels

BOUGHT, SILENT = Category.CUSTOMER_AFTER_LAST_ORDER, Category.CUSTOMER_WITHOUT_ORDERS
WORDS, LISTS, FILES = Category.FEEDBACK, Category.CONTACT_LOG, Category.ATTACHMENTS
YEAR = 365


def decide(session: Session, *rules: tuple[Category, int]) -> None:
    retention.change(session, [Rule(category, months, is_on=True) for category, months in rules])


def look(session: Session) -> retention.Plan:
    return to_the_end(retention.preview(session))


def part(session: Session, category: Category) -> retention.Part:
    return next(one for one in look(session).parts if one.rule.category is category)


def let_go(session: Session) -> retention_run.RunLine:
    session.mark_confirmed(Operation.RETAIN)
    return to_the_end(retention_run.carrying_out(session, look(session)))


def is_gone(session: Session, one: Customer) -> bool:
    found = session.db.execute("SELECT erased_at, name FROM customer WHERE code = ?", (one.code,)).fetchone()
    return found[0] is not None and found[1] is None


def buy(session: Session, one: Customer) -> None:
    """The customer orders something; nothing of it is under way afterwards."""
    for each in take_parcels(session, one, None):
        parcels.close(session, each.code, ParcelState.CANCELLED)


def complain(session: Session, code: str = "", words: str = "Hộp móp") -> str:
    return feedback.receive(session, feedback.FeedbackInput(Channel.ZALO, words, code)).code


def answer(session: Session, code: str) -> None:
    assert feedback.answer(session, code, feedback.AnswerInput("Dạ, gửi lại hộp mới")).allowed


def prove(session: Session, one: Customer, outcome: ConsentOutcome) -> None:
    """Write down a word on marketing with its scan."""
    file = evidence.read_file("phieu.pdf", b"%PDF-1.4 " + outcome.value.encode())
    said = consents.Said(MARKETING, Channel.SMS, outcome, ConsentMethod.WRITING, session.clock.now())
    assert consents.record(session, one.code, said, (file,)).allowed
