"""Resolve the dependencies into uv.lock, and leave the registries' host names out of it.

uv writes where it found each file. That depends on the machine (a mirror, a proxy), so the lock keeps versions and
hashes only, under a host that does not exist; `deploy/setup.py` installs by name and hash from whatever index the
machine has.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOWHERE = "https://registry.invalid"


def main() -> int:
    """Run `uv lock` from nothing (a lock without hosts, read back, loses dependencies) and clean its result."""
    uv = Path(sys.executable).with_name("uv")
    lock = ROOT / "uv.lock"
    before = lock.read_bytes() if lock.exists() else b""
    lock.unlink(missing_ok=True)
    done = subprocess.run([str(uv), "lock"], cwd=ROOT)
    if done.returncode:
        lock.write_bytes(before)
        return done.returncode
    text = re.sub(
        r'(registry|url) = "https?://[^/"]+(/simple/?)?', rf'\1 = "{NOWHERE}', lock.read_text(encoding="utf-8")
    )
    lock.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
