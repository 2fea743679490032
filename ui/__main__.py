"""The front door of ``sokin``: hands the headless verbs to ``ledger.cli``."""

import sys


def main() -> None:
    """Run the command and exit with its code."""
    from ledger.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
