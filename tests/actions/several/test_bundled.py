"""Needs that are done in one go: the bundle is taken, offered, or mentioned."""

from __future__ import annotations

import pytest

from actions.listed_need import ListedNeed
from actions.several.bundled import bundle_of, in_one_go
from actions.turn import Turn
from tests.actions.helpers import BIRTH, say, topics

RESIDENCE, CARD, BUNDLE, IDENTITY = "1.004222", "1.014137", "3.000722", "1.116410"


def needs(*codes: str) -> list[ListedNeed]:
    return [ListedNeed([code]) for code in codes]


@pytest.mark.parametrize(
    ("typed", "codes", "found"),
    [
        ("khai sinh, nhập hộ khẩu, thẻ bảo hiểm", (BIRTH, RESIDENCE, CARD), True),
        ("khai sinh với nhập hộ khẩu một lượt", (BIRTH, RESIDENCE), True),
        ("khai sinh với nhập hộ khẩu", (BIRTH, RESIDENCE), False),
        ("khai sinh với căn cước một lượt", (BIRTH, IDENTITY), False),
    ],
)
def test_all_its_parts_or_two_in_one_go(typed: str, codes: tuple[str, ...], found: bool) -> None:
    bundle = bundle_of(Turn(text=typed), needs(*codes))
    assert (bundle.code if bundle else None) == (BUNDLE if found else None)


async def test_the_way_that_is_said_decides() -> None:
    three = needs(BIRTH, RESIDENCE, CARD)
    online = Turn(text="khai sinh, hộ khẩu, thẻ bảo hiểm làm một lần, nộp qua mạng")
    bundle = bundle_of(online, three)
    assert bundle is not None
    taken = in_one_go(online, bundle, three)
    assert isinstance(taken, ListedNeed)
    assert taken.codes == [BUNDLE]
    direct = Turn(text="khai sinh, hộ khẩu, thẻ bảo hiểm một lần, em nộp trực tiếp")
    assert in_one_go(direct, bundle, three) is None
    assert topics(direct.messages) == ["bundle"]


async def test_without_a_way_the_person_chooses() -> None:
    three = needs(BIRTH, RESIDENCE, CARD)
    turn = Turn(text="khai sinh, hộ khẩu, thẻ bảo hiểm làm một lượt")
    bundle = bundle_of(turn, three)
    assert bundle is not None
    turn.needs = three
    in_one_go(turn, bundle, three)
    await say(turn, "2", "inform")
    assert turn.code == BIRTH
