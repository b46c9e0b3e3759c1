"""Deny, Rank, signs and the difference between candidates."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.difference import differences
from knowledge.search.learned import LEARNED, Learned, load_learned
from knowledge.search.pipeline import Searcher
from knowledge.search.signs import load_signs
from knowledge.search.steps.deny import Deny
from knowledge.search.steps.focus import Focus
from knowledge.search.steps.rank import Rank, by_score
from knowledge.search.steps.two_needs import TwoNeeds
from knowledge.search.types import Decision, Query


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("giấy còn hạn mà mất, xin tờ khác chứ không phải gia hạn", "giấy còn hạn mà mất, xin tờ khác"),
        ("không phải mất hay hỏng, muốn đổi cái mới", ", muốn đổi cái mới"),
        ("không phải đóng tiền hả", "không phải đóng tiền hả"),
        ("tôi không có giấy chứng sinh", "tôi không có giấy chứng sinh"),
        ("phải làm gì", "phải làm gì"),
    ],
)  # fmt: skip
def test_what_is_denied_is_not_searched_for(said: str, left: str) -> None:
    assert Deny()(Query(said, said)).text == left


def query(text: str) -> Query:
    return Query(text, text, marked=True)


def test_a_story_is_searched_for_what_it_asks() -> None:
    asking = Focus(["muốn", "làm sao"])
    short = asking(query("tôi muốn làm khai sinh"))
    assert short.focus == short.text
    story = "nhà tôi ở quê mấy đời nay đất các cụ để lại chưa có giấy gì cả. năm ngoái bố mất. giờ muốn làm sổ đỏ"
    assert asking(query(story)).focus == "giờ muốn làm sổ đỏ"
    assert len(asking(query("chuyện dài " * 40)).focus.split()) <= 32


def test_a_joined_message_has_two_halves() -> None:
    split = TwoNeeds(["sẵn tiện", "và"])
    halves = split(query("mất căn cước xin làm lại sẵn tiện nhập hộ khẩu cho vợ"))
    assert halves is not None
    assert [one.text for one in halves] == ["mất căn cước xin làm lại", "sẵn tiện nhập hộ khẩu cho vợ"]
    assert split(query("cha và con")) is None
    assert split(query("tôi muốn làm khai sinh cho con tôi")) is None


def test_two_needs_are_both_offered(searcher: Searcher) -> None:
    result = searcher.search("tôi cần làm giấy khai sinh và xin sao y căn cước")
    assert result.decision is Decision.ASK_BACK
    assert {"1.001193", "2.000815"} <= {one.code for one in result.candidates[:2]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xin cáp lại giấy tờ bị mất", "xin cấp lại giấy tờ bị mất"),
        ("đăăng ký kết hôn ở đâu", "đăng ký kết hôn ở đâu"),
        ("tôi bị mất giấyy tờ", "tôi bị mất giấy tờ"),
        ("người nuớc ngoài", "người nước ngoài"),
    ],
)
def test_slips_are_mended(searcher: Searcher, typed: str, meant: str) -> None:
    assert searcher.understand(typed).text == meant


def test_signs_are_whole_words_with_marks() -> None:
    signs = load_signs()
    lost = signs.names.index("lost")
    assert signs.in_question("tôi bị mất giấy")[lost] == 1
    assert signs.in_question("mặt tiền, mát mẻ")[lost] == 0
    assert signs.in_names(["Cấp lại giấy phép", "Cấp giấy phép"])[:, lost].tolist() == [1, 0]


def test_candidates_are_told_apart_in_plain_words() -> None:
    assert differences(["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"]) == (
        "trong nước",
        "có yếu tố nước ngoài",
    )
    assert differences(["Đổi giấy phép lái xe", "Cấp giấy phép lái xe"]) == ("đổi giấy đang có", "làm mới")
    assert differences(["Cấp bản sao Trích lục hộ tịch", "Đăng ký lại khai sinh"]) == ()
    assert differences(["Đăng ký thường trú", "Đăng ký tạm trú"]) == ()
    assert differences(["Đăng ký kết hôn"]) == ()


def test_every_learned_weight_names_a_feature(catalogue: Catalogue) -> None:
    learned = load_learned(LEARNED)
    rank = Rank(catalogue, catalogue.searched(), learned.rank)
    assert set(learned.rank.weights) <= set(rank.names)
    assert learned.decide.clear.weights
    assert 0 < learned.decide.scope_threshold < 1


def test_probabilities_sum_to_one_and_fall(searcher: Searcher) -> None:
    ranking = searcher.rank(searcher.evidence(searcher.understand("gia hạn tạm trú sắp hết hạn")))
    assert float(ranking.probabilities.sum()) == pytest.approx(1.0, abs=1e-4)
    assert np.all(np.diff(ranking.probabilities) <= 1e-7)
    plain = by_score(np.array([3, 1]), np.array([0.2, 0.9], dtype=np.float32))
    assert plain.places.tolist() == [1, 3]


def test_why_explains_the_first_candidate(searcher: Searcher) -> None:
    why = searcher.why("em muốn làm giấy khai sinh")
    assert why.candidates[0].code == "1.001193"
    assert why.candidates[0].parts
    assert why.as_dict()["understood"] == why.understood
    assert any("P(ours)" in line for line in why.lines())


def test_a_ranker_without_weights_still_ranks(catalogue: Catalogue, searcher: Searcher) -> None:
    flat = Learned.model_validate({**load_learned().model_dump(), "rank": {"weights": {}}})
    found = Searcher(catalogue, searcher.config, None, learned=flat).search("em muốn làm giấy khai sinh")
    assert found.decision in set(Decision)
