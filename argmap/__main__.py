"""`python -m argmap` and the installed command."""

import sys

from argmap.cli import main


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
