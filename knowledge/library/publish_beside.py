"""Publishing in a process beside the one that serves, which goes on undisturbed: building an index takes minutes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from filelock import Timeout

from knowledge.errors import KnowledgeError
from knowledge.library.editions import Editions
from knowledge.library.renewal import BUSY
from knowledge.settings import Settings

LONGEST = 1800.0
"""Seconds. Building the index of a new import takes minutes on a slow machine, never half an hour."""


class Busy(Exception):
    """Another process is publishing: nothing to do but to look again."""


class PublishBeside:
    """Runs one such process at a time.

    Args:
        settings: what it publishes, and where.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self) -> None:
        """Publish what lies there, and wait until that is done.

        Raises:
            Busy: another process is at it.
            KnowledgeError: it failed, was killed, or took too long; the message says why.
            OSError: no process could be started, or the data folder cannot be written.
        """
        self._look_whether_free()
        command = [sys.executable, "-m", "knowledge.library.renewal", str(os.getpid())]
        environment = {**os.environ, **self._settings.as_environment()}
        with self._lock:
            if self._stopped:
                return
            process = self._process = subprocess.Popen(
                command,
                env=environment,
                cwd=self._settings.root,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        try:
            _, said = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise KnowledgeError("the search index was not built in time; run `python -m knowledge index`") from None
        if process.returncode == BUSY:
            raise Busy
        if process.returncode < 0:
            raise KnowledgeError(f"building the search index was ended by signal {-process.returncode}")
        if process.returncode:
            raise KnowledgeError(f"the search index could not be built: {said.strip()[-300:]}")

    def stop(self) -> None:
        """End the process, if one runs; none is started from here on."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()

    def _look_whether_free(self) -> None:
        """Spare a process that would end at once.

        Raises:
            Busy: another process is publishing.
        """
        try:
            Editions(self._settings).lock(timeout=0).acquire().lock.release()
        except Timeout:
            raise Busy from None
