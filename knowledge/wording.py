"""The library's Vietnamese words, kept in wording.yml."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """All words, as the nested mapping of wording.yml."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text(encoding="utf-8"))
    return loaded


def say_day(day: dt.date) -> str:
    """22/11/2026, as it is written in Việt Nam."""
    return f"{day:%d/%m/%Y}"


def say_money(amount: int) -> str:
    """20.000, with the dot that groups thousands in Việt Nam."""
    return f"{amount:,}".replace(",", ".")
