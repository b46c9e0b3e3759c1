"""What several web tests share: the small catalogue, a search, waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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
