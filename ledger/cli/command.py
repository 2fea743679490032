"""The command as a whole: read the words, run the verb, turn every failure into one line and an exit code."""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from ledger.assets import load_wording
from ledger.cli import demo, verbs
from ledger.cli.options import build_parser
from ledger.cli.terminal import (
    FAULT,
    USAGE,
    UsageError,
    cli_text,
    complain,
    describe_fault,
    exit_code_for,
    use_utf8,
)
from ledger.domain.errors import LedgerError
from ledger.domain.wording import Language
from ledger.services.explaining import explain_error

_VERBS = verbs.VERBS | {"demo-ledger": demo.make_ledger}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see the package)."""
    use_utf8()
    parser = build_parser(program_version())
    given = parser.parse_args(sys.argv[1:] if arguments is None else list(arguments))
    wording = load_wording(given.language or Language.VI)
    verb = _VERBS.get(given.verb or "")
    if verb is None:
        parser.print_usage(sys.stderr)
        return USAGE
    try:
        return verb(given, wording)
    except LedgerError as error:
        complain(explain_error(error, wording))
        return exit_code_for(error)
    except UsageError as error:
        complain(cli_text(wording, str(error)))
        return USAGE
    except KeyboardInterrupt:
        complain(cli_text(wording, "stopped"))
        return FAULT
    except Exception as fault:  # noqa: BLE001 - the last door: what is unexpected must not print personal data
        complain(cli_text(wording, "fault", what=describe_fault(fault)))
        return FAULT


def program_version() -> str:
    """Return the version of the installed distribution."""
    try:
        return version("sokin")
    except PackageNotFoundError:
        return "0"
