"""Whatever a person dates by hand keeps two instants: when it happened, and when it was written down (model.md 1)."""

import pytest

from ledger.storage.columns import COLUMNS

HAPPENED = ("occurred_at", "received_at", "discovered_at", "ordered_at", "answered_at")
# Why a table with such a column has no second instant of its own.
ONE_INSTANT = {
    "attempt": "the program writes it at the instant it refuses; nobody dates it",
    "reveal": "the program writes it at the instant it shows; nobody dates it",
    "partner_letter": "what a partner answered is a step of its request: request_step keeps both",
}
# Other instants that are typed, and where the instant of writing them down stands.
BESIDE = {
    ("request", "acknowledged_at"): ("request_step", "recorded_at"),
    ("request", "identity_at"): ("request_step", "recorded_at"),
    ("partner_letter", "answered_at"): ("request_step", "recorded_at"),
    ("incident", "reported_at"): ("incident_step", "recorded_at"),
    ("incident", "system_reported_at"): ("incident_step", "recorded_at"),
    ("incident_person", "told_at"): ("incident_person", "settled_at"),
    # An import may date a record; when it came in stands with its first entry in the trail.
    ("customer", "collected_at"): ("audit_entry", "at"),
    # A wish not to be contacted is lifted now; only when it was said is typed.
    ("stop_contact", "occurred_at"): ("stop_contact", "recorded_at"),
}


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_what_happened_keeps_when_it_was_written_down(table: str) -> None:
    columns = COLUMNS[table]
    is_dated = any(one in columns for one in HAPPENED)
    assert is_dated <= ("recorded_at" in columns or table in ONE_INSTANT)


def test_no_excuse_outlives_its_reason() -> None:
    for table in ONE_INSTANT:
        assert "recorded_at" not in COLUMNS[table]
        assert any(one in COLUMNS[table] for one in HAPPENED)


@pytest.mark.parametrize("typed", sorted(BESIDE))
def test_other_typed_instants_have_their_second_beside_them(typed: tuple[str, str]) -> None:
    (table, column), (other, recorded) = typed, BESIDE[typed]
    assert column in COLUMNS[table]
    assert recorded in COLUMNS[other]
