"""Small helpers for measuring: percentiles and lines of a table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0…1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(action: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def line(name: str, values: Sequence[float]) -> str:
    """`name  p50 … p95 … n …`, in milliseconds."""
    middle, high = statistics.median(values), percentile(values, 0.95)
    return f"{name:<46} p50 {middle:8.2f} ms   p95 {high:8.2f} ms   n {len(values)}"
