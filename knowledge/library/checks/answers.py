"""`knowledge check`: what a bare yes or no means is said by the question that can be answered so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue_files.bare_answers import bare_answers
from knowledge.library.checks.words import check_words
from knowledge.schema.procedure import Procedure, Question

_NAMES = {True: "yes", False: "no"}


def answer_faults(procedure: Procedure) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """The faults of a procedure's `means`, each with its place (keys and indices from the top of the file)."""
    for index, question in enumerate(procedure.questions):
        for message in _faults(question):
            yield ("questions", index), message


def _faults(question: Question) -> Iterator[str]:
    answers = bare_answers(question.ask)
    means = [option.means for option in question.options if option.means]
    stated = [stands_for.yes for stands_for in means if not stands_for.has_values]
    if len(answers) == 2 and not stated:
        yield f"{question.id!r} can be answered by yes or no, and no option says what that means (`means`)"
    if len(answers) == 2 and False not in stated and not _can_be_denied(question):
        yield f"nobody for whom the answer to {question.id!r} is no finds an option"
    if stated and not answers:
        yield f"{question.id!r} cannot be answered by yes or no, but an option has `means`"
        return
    for agrees, name in _NAMES.items():
        if stated.count(agrees) > 1:
            yield f"a bare {name} means two options of {question.id!r}; leave `means` out where it is not clear"
        if agrees in stated and agrees not in answers:
            yield f"{question.id!r} cannot be answered by {name}, but an option says what {name} means"


def _can_be_denied(question: Question) -> bool:
    """Whether an option says, by any word for it, that it is not so."""
    denies = set(check_words().denies)
    return any(denies.intersection(re.findall(r"\w+", f"{o.say} {o.clause}".lower())) for o in question.options)
