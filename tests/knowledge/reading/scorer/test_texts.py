"""Texts are cut where they must be, and only an option's own words count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.scorer.texts import (
    LONGEST_ASK,
    LONGEST_MESSAGE,
    LONGEST_OPTION,
    NO,
    OPTION,
    YES,
    message_piece,
    option_piece,
    options_of,
    stands_for,
)
from knowledge.schema.means import Means
from knowledge.schema.procedure import Option, Question

WORDS = st.lists(st.text("abcđê", min_size=1, max_size=6), max_size=200).map(" ".join)


class Words:
    """A token a word."""

    start, end = 0, 2

    def ids(self, text: str) -> list[int]:
        return [3 + len(word) for word in text.split()]


@given(WORDS)
def test_a_message_has_room_between_its_two_signs(text: str) -> None:
    piece = message_piece(Words(), text)
    assert (piece.ids[0], piece.ids[-1]) == (0, 2)
    assert len(piece.ids) <= LONGEST_MESSAGE + 2
    assert piece.own == 2  # the sign and the prompt do not count


@given(WORDS, WORDS)
def test_of_an_option_its_own_words_count(ask: str, say: str) -> None:
    piece = option_piece(Words(), ask, say)
    own = len(piece.ids) - 1 - piece.own
    if say:
        assert own == min(len(say.split()), LONGEST_OPTION)
    else:
        assert own == min(len(ask.split()), LONGEST_ASK - 1)


def test_what_an_option_stands_for() -> None:
    assert [stands_for(means) for means in (None, Means(), Means(yes=True), Means(yes=False))] == [
        OPTION,
        OPTION,
        YES,
        NO,
    ]
    question = Question(
        id="late",
        ask="Trễ chưa?",
        options=(Option(value="a", say="Rồi", means=Means(yes=True)), Option(value="b", say="Chưa")),
    )
    assert [(one.ask, one.say, one.stands_for) for one in options_of(question)] == [
        ("Trễ chưa?", "Rồi", YES),
        ("Trễ chưa?", "Chưa", OPTION),
    ]
