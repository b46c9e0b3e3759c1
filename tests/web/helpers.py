"""What several web tests share: the small catalogue, a search, waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from web.store.database import Database

CATALOGUE = Path(__file__).parent / "catalogue"


class OneAnswerSearch:
    """Finds the one procedure of the small catalogue, whatever is asked."""

    def search(self, question: str, limit: int = 4) -> Any:
        candidate = SimpleNamespace(code="1.001193", name="Đăng ký khai sinh", score=0.9)
        return SimpleNamespace(question=question, decision="answer", candidates=(candidate,))


def open_search(*_: object) -> OneAnswerSearch:
    return OneAnswerSearch()


def wait_for(what: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something is true, and fail when it stays false."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "did not become true in time"
        time.sleep(0.02)


@contextmanager
def out_of_order(database: Database, table: str = "messages") -> Iterator[None]:
    """The gateway's database refuses everything about one of its tables for the block."""
    with database.transaction() as connection:
        connection.execute(sa.text(f"ALTER TABLE {table} RENAME TO {table}_away"))
    try:
        yield
    finally:
        with database.transaction() as connection:
            connection.execute(sa.text(f"ALTER TABLE {table}_away RENAME TO {table}"))


async def eventually(what: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something is true while other tasks go on, and fail when it stays false."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "did not become true in time"
        await asyncio.sleep(0.02)
