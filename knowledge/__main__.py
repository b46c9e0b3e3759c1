"""`python -m knowledge …`: the library from the command line."""

from __future__ import annotations

import sys

from knowledge.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
