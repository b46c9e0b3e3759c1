"""The lock names no registry, so that it installs from whatever index a machine has."""

from __future__ import annotations

import re

from deploy.lock import NOWHERE, ROOT


def test_the_lock_names_no_registry() -> None:
    hosts = set(re.findall(r"https?://[^/\"]+", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {NOWHERE}
