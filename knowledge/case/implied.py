"""Answers that others imply: a question that is asked only beside one answer to another settles that one too."""

from __future__ import annotations

from collections import defaultdict

from knowledge.case.facts import Facts
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure


def implied(procedure: Procedure, facts: Facts) -> dict[str, str]:
    """Question id → the one value that what is known implies: "lost or damaged?" is only asked of a card made again.

    A question of which the facts imply several values, or that has a fact already, is left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    left = [question_id for question_id, value in facts.items() if value != UNKNOWN]
    while left:
        question = procedure.question(left.pop())
        for other, values in question.when.terms if question else ():
            if other not in facts and len(values) == 1 and values[0] not in found[other]:
                found[other].add(values[0])
                left.append(other)
    return {other: values.pop() for other, values in found.items() if len(values) == 1}
