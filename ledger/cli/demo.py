"""A ledger of made-up people to try things on."""

import argparse

from ledger.cli.terminal import DONE, cli_text, say
from ledger.domain.errors import OutOfRange
from ledger.domain.wording import Wording
from ledger.services.session import Place, SystemClock

_CUSTOMERS_LIMIT = 1_000_000


def make_ledger(given: argparse.Namespace, wording: Wording) -> int:
    """Make a demo ledger to keep, and say how to open it."""
    from ledger.services.demo import MANAGER, PASSPHRASE, STAFF, make_demo_ledger

    if not 1 <= given.customers <= _CUSTOMERS_LIMIT:
        raise OutOfRange(field="customers", low=1, high=_CUSTOMERS_LIMIT)
    session, _ = make_demo_ledger(Place(given.folder), given.customers, given.seed, SystemClock().now())
    session.close()
    names = {"manager": MANAGER, "staff": STAFF, "passphrase": PASSPHRASE}
    say(cli_text(wording, "demo_made", folder=given.folder, customers=given.customers, **names))
    return DONE
