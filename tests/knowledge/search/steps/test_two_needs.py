from __future__ import annotations

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import load_config
from knowledge.search.judges import Judges
from knowledge.search.learned import load_learned
from knowledge.search.pipeline import Pipeline
from knowledge.search.step import Searched
from knowledge.search.steps.two_needs import TwoNeeds
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import query


def test_a_joined_message_has_two_halves(catalogue: Catalogue, pipeline: Pipeline) -> None:
    config = load_config().two_needs.model_copy(update={"joining": ("sẵn tiện", "và")})
    step = TwoNeeds(config, Judges(load_learned().decide, load_config().decide), Searched(catalogue), pipeline.find)
    (halves,) = step.splits(query("mất căn cước xin làm lại sẵn tiện nhập hộ khẩu cho vợ"))
    assert [half.text for half in halves] == ["mất căn cước xin làm lại", "sẵn tiện nhập hộ khẩu cho vợ"]
    assert [half.focus for half in halves] == [half.text for half in halves]
    assert step.splits(query("cha và con")) == []
    assert step.splits(query("tôi muốn làm khai sinh cho con tôi")) == []


def test_two_needs_are_both_offered(pipeline: Pipeline) -> None:
    result = pipeline.search("tôi cần làm giấy khai sinh và xin sao y căn cước")
    assert result.decision is Decision.ASK_BACK
    assert {"1.001193", "2.000815"} <= {candidate.code for candidate in result.candidates[:2]}
    assert len(pipeline.search("tôi cần làm giấy khai sinh và xin sao y căn cước", limit=2).candidates) == 2


def test_halves_that_say_the_same_are_one_need(pipeline: Pipeline) -> None:
    question = "tôi muốn gia hạn tạm trú và tạm trú sắp hết hạn"
    assert pipeline.search(question).candidates[0].code == "1.002755"
    assert "two_needs" in pipeline.run(question).milliseconds
    assert "decide" in pipeline.run(question).milliseconds
