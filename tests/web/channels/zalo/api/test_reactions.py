"""Every error code of the facts has its reaction, and an operator is told what it means."""

from __future__ import annotations

import pytest

from web.channels.zalo.api.reactions import MEANINGS, REACTIONS, Reaction, reaction_to


@pytest.mark.parametrize(
    ("codes", "reaction"),
    [
        ((-216, -220, -124, 3), Reaction.REFRESH),
        ((-32,), Reaction.WAIT),
        ((-210,), Reaction.SPLIT),
        ((-201,), Reaction.SIMPLER),
        ((-213, -227, -230, -232, -233, -244), Reaction.STOP),
        ((-211, -218), Reaction.QUOTA),
        ((-209, -212, -219, -221, -223, -224, -240, -320, -321), Reaction.MISCONFIGURED),
        ((-999, 42), Reaction.UNKNOWN),
    ],
)
def test_what_is_done(codes: tuple[int, ...], reaction: Reaction) -> None:
    assert {reaction_to(code) for code in codes} == {reaction}


def test_what_an_operator_is_told_has_words() -> None:
    told = {code for code, reaction in REACTIONS.items() if reaction in (Reaction.QUOTA, Reaction.MISCONFIGURED)}
    assert told == MEANINGS.keys()
