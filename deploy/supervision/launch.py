"""`launch.py PARENT COMMAND…`: become the command, and end whenever the process PARENT ends, even by kill -9."""

from __future__ import annotations

import os
import sys

from knowledge.library.with_parent import die_with


def main() -> None:
    """Ask the kernel, then hand over."""
    parent, *command = sys.argv[1:]
    die_with(int(parent))
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
