from __future__ import annotations

from knowledge.search.steps.focus import LONG, TAIL, Focus
from tests.knowledge.search.helpers import query

STEP = Focus(["muốn", "làm sao"])


def test_a_short_question_is_its_own_focus() -> None:
    short = STEP.read(query("tôi muốn làm khai sinh"))
    assert short.focus == short.text
    assert len(short.text.split()) < LONG


def test_a_story_is_searched_for_what_it_asks() -> None:
    story = "nhà tôi ở quê mấy đời nay đất các cụ để lại chưa có giấy gì cả. năm ngoái bố mất. giờ muốn làm sổ đỏ"
    assert STEP.read(query(story)).focus == "giờ muốn làm sổ đỏ"


def test_where_nothing_asks_the_end_counts() -> None:
    assert len(STEP.read(query("chuyện dài " * 40)).focus.split()) <= 2 * TAIL
