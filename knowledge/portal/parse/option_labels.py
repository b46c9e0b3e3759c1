"""What people choose among when a record has several cases: each heading whole, and told apart by its first words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.portal.parse.vocabulary import Expression

TOLD_APART = 80
"""Options that agree in so many characters would be the same button: then what tells them apart comes first."""
MOST_TURNS = 3
_CONTENTS = Expression("heading.contents")


def case_of(heading: str) -> str:
    """The case that a heading names, on one line, without "hồ sơ gồm" at its end."""
    flat = re.sub(r"\s+", " ", heading).strip(" :;,.")
    return _CONTENTS.sub("", flat).strip(" :;,.") or flat


def option_labels(cases: Sequence[str]) -> list[str]:
    """One label for each case, all different as the cases are.

    Args:
        cases: as `case_of` gives them, each once.
    """
    labels = list(cases)
    for _ in range(MOST_TURNS):
        begins = Counter(label[:TOLD_APART].casefold() for label in labels)
        if max(begins.values(), default=0) <= 1:
            break
        alike = [begins[label[:TOLD_APART].casefold()] > 1 for label in labels]
        labels = [
            _difference_first(label, labels) if turn else label for label, turn in zip(labels, alike, strict=True)
        ]
    return labels


def _difference_first(label: str, labels: Sequence[str]) -> str:
    """ "A – B" for a label "B A" of which others have the beginning B too."""
    like = [
        other for other in labels if other != label and other[:TOLD_APART].casefold() == label[:TOLD_APART].casefold()
    ]
    words, shared = label.split(), 0
    for other in like:
        same = 0
        for mine, theirs in zip(words, other.split(), strict=False):
            if mine.casefold() != theirs.casefold():
                break
            same += 1
        shared = max(shared, same)
    rest = " ".join(words[shared:]).strip(" -–:;,.")
    if not rest:  # the whole of it begins the others: it is the plain case
        return label
    return f"{rest[:1].upper()}{rest[1:]} – {' '.join(words[:shared]).strip(' -–:;,.')}"
