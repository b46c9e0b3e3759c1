"""A bare yes or no, and which option it means.

What yes and no mean is said by the question (`means` of its options), never guessed from the name of a value: "chưa" to
"Bé sinh đã quá 60 ngày chưa?" is the option "Chưa quá 60 ngày", whatever that option's value is called.
"""

from __future__ import annotations

from knowledge.reading.vocabulary import vocabulary
from knowledge.schema.procedure import Question


def is_yes_or_no(typed: str) -> bool:
    """Whether a text (plain, without polite words) is a bare yes or no."""
    return typed in vocabulary().yes or typed in vocabulary().no


def option_of_yes_or_no(question: Question, typed: str) -> str | None:
    """The value that a bare yes or no means; None for other words, and where the question says nothing about it.

    Args:
        question: the question that is open.
        typed: what the person wrote, in its plain form and without polite words.
    """
    if not is_yes_or_no(typed):
        return None
    agrees = typed in vocabulary().yes
    values = [option.value for option in question.options if option.means and option.means.yes is agrees]
    return values[0] if len(values) == 1 else None


def takes_yes_or_no(question: Question) -> bool:
    """Whether a bare yes or no may answer a question: its author has to say which option each is."""
    return any(option.means is not None for option in question.options)
