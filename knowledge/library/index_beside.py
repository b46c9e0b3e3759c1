"""Building the search index of a new catalogue beside the process that serves."""

from __future__ import annotations

import os
import subprocess
import sys

from filelock import FileLock, Timeout

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.settings import Settings

INDEX_TIMEOUT = 1800.0
"""Seconds. Building the index of a new import takes minutes on a slow machine, never half an hour."""


def build_beside(catalogue: Catalogue, settings: Settings) -> None:
    """Build the index of a catalogue in a process of its own, at low priority; a build that is running is awaited.

    Raises:
        KnowledgeError: it could not be built.
    """
    from knowledge.search.index.build import index_is_current  # loads numpy, which a process without a search spares

    if index_is_current(catalogue, settings):
        return
    settings.index_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.index_dir / ".lock", timeout=INDEX_TIMEOUT):
            if index_is_current(catalogue, settings):
                return
            done = subprocess.run(
                [sys.executable, "-m", "knowledge", "index"],
                env={**os.environ, **settings.as_environment()},
                cwd=settings.root,
                capture_output=True,
                text=True,
                timeout=INDEX_TIMEOUT,
                preexec_fn=_be_nice,
                check=False,
            )
    except (Timeout, subprocess.TimeoutExpired):
        raise KnowledgeError("the search index was not built in time; run `python -m knowledge index`") from None
    if done.returncode:
        raise KnowledgeError(f"the search index could not be built: {done.stderr.strip()[-300:]}")


def _be_nice() -> None:
    os.nice(10)
