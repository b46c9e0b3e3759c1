"""Reading ahead: what a person may ask or answer next is read while the person reads, and not when it is asked.

The first question about a procedure is held against every sentence that is known of it. To read some sixty sentences
takes a quarter of a second; each is then kept as it was read.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache

from actions.case_question import current_checklist
from actions.library import catalogue, likeness, nearness, scorer
from actions.questions.asked import AskedAbout
from actions.questions.statements import statements
from actions.turn import Turn
from knowledge.schema.procedure import Procedure

Case = tuple[str, str, tuple[tuple[str, str], ...]]
"""Code and digest of a procedure, and the facts."""
WAITING = 8
"""Procedures that may wait to be read; beyond that they are read when they are needed."""
REMEMBERED = 16
"""Cases of which it is remembered that they were read; what was read of so many is kept (`Scorer`)."""
GIVES_WAY = 10
"""Niceness of the thread: a turn goes first."""


def read_ahead(turn: Turn) -> Future[None] | None:
    """Read what is known of the procedure that a turn ended with, in a thread beside; None where nothing is begun."""
    if turn.procedure is None:
        return None
    case = (turn.procedure.code, turn.catalogue.digest(turn.procedure.code), tuple(sorted(turn.facts.items())))
    if case in _lately() or not _places().acquire(blocking=False):
        return None
    _lately().append(case)
    begun = _beside().submit(_read, turn)
    begun.add_done_callback(lambda _: _places().release())
    return begun


def read_every_question() -> None:
    """Read the questions of all authored procedures, one procedure after the other, while the first people come."""
    known = catalogue()
    for code in known.authored:
        _beside().submit(_read_questions, known.get(code))


def stop() -> None:
    """Leave what was not begun; the process ends."""
    _beside().shutdown(wait=False, cancel_futures=True)


def _read_questions(procedure: Procedure) -> None:
    for question in procedure.questions:
        scorer().read_options(question)


def _read(turn: Turn) -> None:
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        return
    _read_questions(case.procedure)
    for statement in statements(AskedAbout(turn, case, checklist, "")):
        text = [statement.bare]  # one by one, so that a turn in between waits for one sentence at most
        nearness(statement.bare, text)
        likeness(statement.bare, text)


@lru_cache(maxsize=1)
def _lately() -> deque[Case]:
    return deque(maxlen=REMEMBERED)


@lru_cache(maxsize=1)
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(WAITING)


@lru_cache(maxsize=1)
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead", initializer=_give_way)


def _give_way() -> None:
    """Linux counts a thread as a process of its own here; elsewhere the thread is as good as any."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GIVES_WAY)
