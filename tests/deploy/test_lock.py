"""The lock names no registry, so that it installs from whatever index a machine has."""

from __future__ import annotations

import re

from deploy.lock import NOWHERE, ROOT


def test_the_lock_names_no_registry() -> None:
    hosts = set(re.findall(r"https?://[^/\"]+", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {NOWHERE}


def test_the_lock_installs_what_tensorflow_needs_on_every_processor() -> None:
    """A lock that was read back without hosts once listed `wrapt` for a single kind of processor."""
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    tensorflow = lock.split('name = "tensorflow"\n', 1)[1].split("[[package]]", 1)[0]
    assert '{ name = "wrapt" }' in tensorflow
