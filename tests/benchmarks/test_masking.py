"""Masking does not fall behind what it does on messages by others."""

from __future__ import annotations

from benchmarks.masking import Counts, count, parts


def test_what_counts_as_right_missed_and_wrong() -> None:
    lines: list[dict[str, object]] = [
        {"text": "cccd 079203117758, phí 1.500.000đ", "spans": ["079203117758"], "keep": ["1.500.000đ"]},
        {"text": "số 12", "spans": ["12"], "keep": []},
        {"text": "gọi 0912345678", "spans": [], "keep": ["0912345678"]},
    ]
    assert count(lines) == Counts(right=1, missed=1, wrong=1)


def test_masking_holds_on_messages_by_others() -> None:
    read = dict(parts())
    assert set(read) == {"privacy_a", "privacy_b"}
    counts = [count(lines) for lines in read.values()]
    assert sum(part.right + part.missed for part in counts) == 685
    # measured: 0.974 and 0.967 of both together; below these it has become worse
    assert min(part.recall for part in counts) > 0.955
    assert min(part.precision for part in counts) > 0.955
