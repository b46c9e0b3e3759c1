"""The needs of a message, with a scripted search."""

from __future__ import annotations

import pytest

from actions.needs.found import needs_in, what_asks
from knowledge.search.types import Candidate, Decision, SearchResult
from tests.actions.conftest import Scripted
from tests.actions.helpers import result

CODES = {"căn cước": "1.116410", "bằng lái": "3.000347", "tạm trú": "1.004194", "độc thân": "1.004873"}


def by_words(question: str) -> SearchResult:
    found = [code for words, code in CODES.items() if words in question]
    if not found:
        return result(Decision.OUT_OF_SCOPE)
    if "mất bằng lái" in question:
        return result(Decision.ANSWER, "3.000348")
    return result(Decision.ANSWER, found[0])


async def test_each_piece_is_searched_apart(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("em mới dọn về, cần đăng ký tạm trú, với lại đổi căn cước")
    assert [need.codes for need in found.needs] == [("1.004194",), ("1.116410",)]
    assert found.needs[0].told == "em mới dọn về, cần đăng ký tạm trú"


async def test_the_verb_is_said_once(scripted: Scripted) -> None:
    def of_licences(question: str) -> SearchResult:
        lost = "mất" in question
        code, score = ("3.000348", 0.9) if lost else ("3.000347", 0.5)
        return SearchResult("", Decision.ANSWER, (Candidate(code, "", score),))

    scripted.answer = lambda question: (of_licences if "bằng lái" in question else by_words)(question)
    found = await needs_in("mất căn cước, bằng lái")
    assert [need.codes for need in found.needs] == [("1.116410",), ("3.000348",)]


async def test_what_happened_is_a_need_when_it_stands_alone_beside_another(scripted: Scripted) -> None:
    birth = SearchResult("", Decision.ASK_BACK, (Candidate("1.001193", "", 0.6), Candidate("3.000722", "", 0.3)))
    scripted.answer = lambda question: birth if "mới đẻ" in question else by_words(question)
    found = await needs_in("bé nhà em mới đẻ, với lại đổi căn cước")
    assert [need.codes[0] for need in found.needs] == ["1.001193", "1.116410"]
    assert (await needs_in("bé nhà em mới đẻ, đổi căn cước")).needs == ()


async def test_one_need_said_twice_is_one(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("làm căn cước, đổi căn cước cho đúng")
    assert len(found.needs) == 1


async def test_one_piece_is_not_searched(scripted: Scripted) -> None:
    assert (await needs_in("làm căn cước")).needs == ()
    assert scripted.questions == []
    scripted.answer = by_words
    assert [need.codes for need in (await needs_in("còn việc tạm trú nữa", added=True)).needs] == [("1.004194",)]


STORY = "dạ thưa anh chị em ở quê mới lên thành phố đi làm được mấy bữa nay, nhà có hai vợ chồng với hai đứa nhỏ, "
"""The beginning of a message long enough to be a story."""


async def test_what_goes_on_from_a_wish_in_a_story_is_a_need(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in(STORY + "giờ em muốn đăng ký tạm trú cho cả nhà rồi làm căn cước, đổi bằng lái luôn")
    assert [need.codes[0] for need in found.needs] == ["1.004194", "1.116410", "3.000347"]


async def test_a_row_of_what_was_lost_is_no_story_of_one_need(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in(STORY + "hôm qua bị rớt ví trong đó có căn cước, bằng lái, giấy độc thân, giờ làm sao")
    assert [need.codes[0] for need in found.needs] == ["1.116410", "3.000348", "1.004873"]


async def test_whoever_wants_only_one_thing_wants_nothing_else(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("họ bảo phải đổi bằng lái, làm giấy độc thân, em chỉ muốn làm căn cước")
    assert len(found.needs) <= 1


async def test_what_is_lacking_is_a_need_where_nothing_else_is_asked_for(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("em chưa có căn cước, tạm trú cũng chưa, giờ phải làm sao")
    assert [need.codes[0] for need in found.needs] == ["1.116410", "1.004194"]
    found = await needs_in("em chưa có căn cước, muốn đăng ký tạm trú")
    assert found.needs == ()


async def test_what_is_too_broad_is_no_need(scripted: Scripted) -> None:
    broad = SearchResult("", Decision.ASK_BACK, (), topic="groups")
    scripted.answer = lambda question: broad if "trợ cấp" in question else by_words(question)
    found = await needs_in("nhà em khó khăn, muốn xin trợ cấp, với lại đổi căn cước")
    assert [need.codes[0] for need in found.needs] == ["1.116410"]


async def test_what_others_serve_is_told_beside_the_need(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("em muốn kiện hàng xóm ra tòa, với lại đổi căn cước")
    assert [need.codes[0] for need in found.needs] == ["1.116410"]
    assert found.elsewhere == ("elsewhere.court",)
    found = await needs_in("muốn đăng ký tạm trú, trễ bốn tháng có bị phạt không")
    assert found.elsewhere == ()


async def test_what_is_told_of_a_child_is_not_everybodys(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("con lớn 8 tuổi, em cần đăng ký tạm trú, với lại làm căn cước cho con")
    assert ["8 tuổi" in need.told for need in found.needs] == [False, True]


async def test_what_is_not_found_is_told(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("làm căn cước, đổi bằng lái, với lại xin giấy phép bay cho bé")
    assert found.lost == ("xin giấy phép bay cho bé",)


async def test_what_may_be_several_keeps_its_choices(scripted: Scripted) -> None:
    both = SearchResult("", Decision.ASK_BACK, (Candidate("1.001193", "", 0.4), Candidate("2.000635", "", 0.3)))
    scripted.answer = lambda question: both if "khai sinh" in question else by_words(question)
    found = await needs_in("làm khai sinh, đổi căn cước")
    assert found.needs[0].codes == ("1.001193", "2.000635")
    sure = SearchResult("", Decision.ASK_BACK, (Candidate("1.001193", "", 0.9), Candidate("2.000635", "", 0.1)))
    scripted.answer = lambda question: sure if "khai sinh" in question else by_words(question)
    assert (await needs_in("làm khai sinh, đổi căn cước")).needs[0].codes == ("1.001193",)


def test_what_asks_leaves_out_what_is_over() -> None:
    assert what_asks("giấy độc thân em có rồi, giờ đăng ký kết hôn") == "đăng ký kết hôn"
    assert what_asks("giấy độc thân em có rồi") == "giấy độc thân em có rồi"


def test_what_is_pointed_at_is_searched_with_what_was_told() -> None:
    told = "tôi bán xe máy cho cháu rồi, làm giấy tờ đăng ký sao cho nó đứng tên"
    assert what_asks(told) == told


async def test_what_is_made_again_is_what_was_lost(scripted: Scripted) -> None:
    scripted.answer = by_words
    assert len((await needs_in("tui đánh rơi căn cước rồi, giờ làm lại ở đâu", added=True)).needs) == 1


async def test_in_a_story_what_was_lost_beside_is_a_need_too(scripted: Scripted) -> None:
    scripted.answer = by_words
    story = "hôm qua em đi chợ mua đồ ăn cho cả nhà " * 3
    found = await needs_in(f"{story}, em rớt bóp mất căn cước với bằng lái, giờ muốn làm lại căn cước")
    assert {need.codes[0] for need in found.needs} == {"1.116410", "3.000348"}


async def test_who_is_told_to_do_something_needs_it_in_a_story_too(scripted: Scripted) -> None:
    scripted.answer = by_words
    rest = "em mới lên Bình Dương làm công nhân được hai tháng nay, ở với hai đứa bạn cùng quê trong dãy trọ gần chợ"
    found = await needs_in(f"{rest}, chủ trọ kêu đi đăng ký tạm trú, nhân tiện em xin cấp đổi căn cước cho nó mới luôn")
    assert [need.codes for need in found.needs] == [("1.004194",), ("1.116410",)]


async def test_what_is_to_be_first_is_not_lost(scripted: Scripted) -> None:
    scripted.answer = by_words
    found = await needs_in("làm căn cước, đăng ký tạm trú, chị chỉ giùm em cái quán trước nhé")
    assert found.lost == ()


async def test_a_house_is_built_in_many_words(scripted: Scripted) -> None:
    scripted.answer = lambda question: (
        result(Decision.ANSWER, "1.013225") if "xây nhà" in question else by_words(question)
    )
    found = await needs_in("em đổi căn cước rồi làm nhà luôn")
    assert [need.codes for need in found.needs] == [("1.116410",), ("1.013225",)]


@pytest.mark.parametrize("end", ["", " thôi", " thôi ạ", " đi nhé"])
def test_small_words_at_the_end_are_not_searched_for(end: str) -> None:
    """With them the search may be less sure than it is of what is asked for."""
    assert what_asks(f"bằng lái thì khỏi, em chỉ làm căn cước{end}") == "em chỉ làm căn cước"
