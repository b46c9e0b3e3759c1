from __future__ import annotations

from knowledge.search.steps.focus import LONG, MOST, TAIL, Focus, clauses
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


def test_a_story_is_read_clause_by_clause_and_a_question_is_not() -> None:
    story = "ba tôi mất hôm qua, ở nhà không đi viện. " + "bà con tới đông lắm, " * 5 + "giờ muốn làm giấy chứng tử"
    assert clauses(story)[0] == "ba tôi mất hôm qua"
    assert clauses(story)[-1] == "giờ muốn làm giấy chứng tử"
    assert len(clauses("a b c, " * 40 + ". ".join(f"câu số {n}" for n in range(30)))) == MOST
    assert clauses("tôi muốn làm giấy chứng tử") == ()
