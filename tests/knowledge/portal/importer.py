"""Import a file in a process of its own that prints each record read, for tests that kill it: URL FILE."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from knowledge.portal.importing import import_file
from knowledge.portal.store.record_store import RecordStore


def show(read: int) -> None:
    """A line for each record, without a buffer."""
    os.write(1, b"%d\n" % read)


if __name__ == "__main__":
    import_file(RecordStore(sys.argv[1]), Path(sys.argv[2]), dt.date(2026, 8, 1), progress=show)
    os.write(1, b"done\n")
