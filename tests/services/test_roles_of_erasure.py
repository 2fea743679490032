"""Who may erase: the manager alone, with the passphrase given just now for this kind of act."""

import pytest

from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import ConfirmationNeeded
from ledger.domain.ids import RetentionRunId
from ledger.domain.staff import Operation
from ledger.services import erasure, erasure_evidence, erasure_files
from support.erasing import erase
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace, add_customer

KH = "KH-00001"
OWN = ErasureCause.OWN_INITIATIVE
ONLY_THE_MANAGER: dict[str, Verb] = {
    "erasure.preview": lambda one: erasure.preview(one, KH),
    "erasure.erasing": lambda one: list(erasure.erasing(one, [KH], OWN)),
    "erasure.erasing in a run": lambda one: list(erasure.erasing(one, [KH], OWN, run_id=RetentionRunId(1))),
    "erasure.record": lambda one: erasure.record(one, "XD-0001"),
    "erasure.records": erasure.records,
    "erasure.of_customer": lambda one: erasure.of_customer(one, KH),
}
# What runs inside these, or when the ledger is opened.
ELSEWHERE = {
    "erasure_evidence.preparing", "erasure_evidence.is_fresh", "erasure_files.finishing", "erasure_files.is_unfinished",
    "erasure_files.count_backups",
}  # fmt: skip


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_staff_may_erase_nobody_and_see_no_certificate(shop: Workplace, name: str) -> None:
    for _ in range(2):
        add_customer(shop.session)
    erase(shop.session, "KH-00002")
    one = shop.as_staff()
    for operation in (Operation.ERASE, Operation.RETAIN):
        one.mark_confirmed(operation)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


@pytest.mark.parametrize(
    ("given", "run_id"), [(None, None), (Operation.RETAIN, None), (Operation.ERASE, RetentionRunId(1))]
)
def test_the_passphrase_counts_for_this_kind_of_act_only(
    shop: Workplace, given: Operation | None, run_id: RetentionRunId | None
) -> None:
    add_customer(shop.session)
    if given is not None:
        shop.session.mark_confirmed(given)
    with pytest.raises(ConfirmationNeeded):
        list(erasure.erasing(shop.session, [KH], OWN, run_id=run_id))


def test_the_passphrase_counts_for_five_minutes(shop: Workplace) -> None:
    add_customer(shop.session)
    shop.session.mark_confirmed(Operation.ERASE)
    shop.clock.move(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        list(erasure.erasing(shop.session, [KH], OWN))


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(erasure, erasure_evidence, erasure_files) == verbs_in(ONLY_THE_MANAGER) | ELSEWHERE
