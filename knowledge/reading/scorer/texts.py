"""A message and a question as the scorer takes them: token ids, and which of them are the option's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from knowledge.schema.means import Means
from knowledge.schema.procedure import Question

OPTION, YES, NO = range(3)
"""What an option stands for besides its label: nothing more, a bare yes, a bare no."""
LONGEST_MESSAGE, LONGEST_ASK, LONGEST_OPTION = 110, 40, 32
"""Tokens beyond which a text is cut."""
PROMPT = "query: "


class Tokens(Protocol):
    """What cuts a text into the ids of its tokens, without the signs for its beginning and end."""

    start: int
    end: int

    def ids(self, text: str) -> list[int]:
        """The ids of a text."""


@dataclass(frozen=True)
class OptionText:
    """An option as it is put: the sentence asked, its label, and OPTION, YES or NO."""

    ask: str
    say: str
    stands_for: int = OPTION


@dataclass(frozen=True)
class Piece:
    """A text as ids; `own` is the first token of what counts, and the last token is the sign for the end."""

    ids: tuple[int, ...]
    own: int = 1


def options_of(question: Question) -> tuple[OptionText, ...]:
    """The options of a question as the scorer sees them."""
    return tuple(OptionText(question.ask, option.say, stands_for(option.means)) for option in question.options)


def stands_for(means: Means | None) -> int:
    """OPTION, or YES or NO where a bare one means the option."""
    if means is None or means.yes is None:
        return OPTION
    return YES if means.yes else NO


def message_piece(tokens: Tokens, text: str) -> Piece:
    """An accented message."""
    ids = tokens.ids(PROMPT + text)[:LONGEST_MESSAGE]
    return Piece((tokens.start, *ids, tokens.end), 1 + _prompt(tokens))


def option_piece(tokens: Tokens, ask: str, say: str) -> Piece:
    """An option after the sentence asked: its label counts, read in the light of that sentence.

    With an empty `say` it is the sentence asked that counts.
    """
    before = tokens.ids(PROMPT + ask)[:LONGEST_ASK]
    after = tokens.ids(say)[:LONGEST_OPTION] if say else []
    return Piece((tokens.start, *before, *after, tokens.end), 1 + len(before) if say else 1 + _prompt(tokens))


def _prompt(tokens: Tokens) -> int:
    return len(tokens.ids(PROMPT.rstrip()))
