from __future__ import annotations

import json
import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import FusePart, SearchConfig, SearchConfigError
from knowledge.search.evidence import Evidence, Scores
from knowledge.search.learned import Learned, load_learned
from knowledge.search.pipeline import STEPS, Pipeline, check
from knowledge.search.step import Parts, QueryStep, Retriever, Searched, Step
from knowledge.search.types import Decision, Query
from knowledge.settings import ROOT
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("em muốn làm giấy khai sinh", "1.001193"),
        ("dk tam tru can j z", "1.004194"),
        ("dangky tam tur", "1.004194"),
        ("gia hạn tạm trú", "1.002755"),
        ("nhap khau", "1.004222"),
        ("SAO Y CĂN CƯỚC", "2.000815"),
        ("me chong mat hom qua", "1.000656"),
    ],
)
def test_finds_by_words(pipeline: Pipeline, question: str, code: str) -> None:
    assert pipeline.ranked(question)[0] == code


def test_a_need_named_too_briefly_is_asked_back(pipeline: Pipeline) -> None:
    for question in ("mai táng", "xin tien mai tang"):
        result = pipeline.search(question)
        assert result.decision is Decision.ASK_BACK
        assert [candidate.code for candidate in result.candidates] == ["1.014028", "1.001731"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "hello",
        "???",
        "😀😀",
        "ly hôn",
        "thu tuc ly hon",
        "phạt nguội",
        "giá vàng hôm nay",
        "cảm ơn bạn",
        "\u200b",
    ],
)
def test_what_is_not_ours_is_declined_without_candidates(pipeline: Pipeline, question: str) -> None:
    result = pipeline.search(question)
    assert result.decision is Decision.OUT_OF_SCOPE
    assert result.candidates == ()


def test_the_result_is_ready_for_json(pipeline: Pipeline) -> None:
    data = json.loads(json.dumps(pipeline.search("đăng ký khai sinh", limit=2).as_dict()))
    assert set(data) == {"question", "decision", "candidates"}
    assert len(data["candidates"]) <= 2
    assert set(data["candidates"][0]) == {"code", "name", "score"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_searched(pipeline: Pipeline, text: str) -> None:
    result = pipeline.search(text)
    assert result.question == text
    assert all(0 <= candidate.score <= 1.001 for candidate in result.candidates)
    assert len(result.candidates) <= 4
    assert (result.decision is Decision.OUT_OF_SCOPE) == (not result.candidates)


@pytest.mark.parametrize("text", ["khai sinh " * 500, "x" * 5000, "户口 " * 1000, "😀" * 5000, "\u0301" * 5000])
def test_long_and_odd_text_is_cut_and_searched(pipeline: Pipeline, text: str) -> None:
    run = pipeline.run(text)
    assert run.result.question == text
    assert len(run.evidence.query.text) <= 2 * pipeline.config.normalise.max_characters
    assert len(pipeline.suggest(text)) <= 8


def test_threads_agree(pipeline: Pipeline) -> None:
    questions = ["khai sinh cho con", "gia hạn tạm trú", "sao y căn cước", "mai táng"] * 8
    alone = [pipeline.search(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(pipeline.search, questions)) == alone


def test_a_ranker_without_weights_still_ranks(catalogue: Catalogue, lexical_only: SearchConfig) -> None:
    flat = Learned.model_validate({**load_learned().model_dump(), "rank": {"weights": {}}})
    result = Pipeline(catalogue, lexical_only, learned=flat).search("em muốn làm giấy khai sinh")
    assert result.decision in set(Decision)


STAND_INS = {"normalise", "overlap", "rank", "decide"}
"""Steps for which something else runs when they are switched off."""


@pytest.mark.parametrize("switch", [name for step in STEPS for name in (step.name, *step.switches)])
def test_every_step_can_be_switched_off(catalogue: Catalogue, lexical_only: SearchConfig, switch: str) -> None:
    pipeline = Pipeline(catalogue, lexical_only.switched(**{switch: False}))
    run = pipeline.run("em muốn làm giấy khai sinh ở đâu")
    assert run.result.decision in set(Decision)
    assert pipeline.codes(run.evidence)[0] == "1.001193"
    assert (switch in run.milliseconds) == (switch in STAND_INS)


def test_without_any_retriever_nothing_is_found_and_nothing_fails(
    catalogue: Catalogue, lexical_only: SearchConfig
) -> None:
    none = Pipeline(catalogue, lexical_only.switched(lexical=False, overlap=False))
    assert none.search("làm giấy khai sinh").question == "làm giấy khai sinh"


def test_a_run_keeps_the_time_of_each_step_in_order(pipeline: Pipeline) -> None:
    times = pipeline.run("gia hạn tạm trú").milliseconds
    assert list(times) == [step.name for step in STEPS if step.name != "dense"]
    assert all(value >= 0 for value in times.values())
    assert list(pipeline.run("1.001193").milliseconds) == ["code"]  # the step that sets the result ends the run


def test_the_times_are_logged_without_the_question(pipeline: Pipeline, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "dimotlan.search"):
        pipeline.search("chuyện riêng của tôi là khai sinh")
    (record, *_) = caplog.records
    assert record.getMessage() == "search_steps"
    assert "normalise" in record.fields["milliseconds"]  # type: ignore[attr-defined]
    assert "riêng" not in str(record.__dict__)


def test_importing_search_loads_no_model() -> None:
    code = "import sys, knowledge.search; print([m for m in ('torch', 'faiss', 'bm25s') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


class FamilyWords(QueryStep):
    """A toy step: what one family calls a birth certificate."""

    name = "family_words"

    def read(self, query: Query) -> Query:
        return replace(query, text=query.text.replace("tờ giấy đầu đời", "giấy khai sinh"))


def test_a_new_query_step_is_one_more_entry_and_one_more_switch(
    catalogue: Catalogue, lexical_only: SearchConfig
) -> None:
    steps: list[type[Step]] = [*STEPS[:2], FamilyWords, *STEPS[2:]]
    question = "xin tờ giấy đầu đời cho con"
    with_it = Pipeline(catalogue, lexical_only.switched(family_words=True), steps)
    without = Pipeline(catalogue, lexical_only.switched(family_words=False), steps)
    assert with_it.ranked(question)[0] == "1.001193"
    assert with_it.search(question) != without.search(question) == Pipeline(catalogue, lexical_only).search(question)
    assert "family_words" in with_it.run(question).milliseconds
    assert "family_words" not in without.run(question).milliseconds


class LastOfAll(Retriever):
    """A toy retriever: it knows one procedure, and brings nothing but `best`."""

    name = "last_of_all"

    def __init__(self, searched: Searched) -> None:
        self._best = np.zeros(len(searched), dtype=np.float32)
        self._best[-1] = 7

    @classmethod
    def make(cls, parts: Parts) -> LastOfAll:
        return cls(parts.searched)

    def scores(self, evidence: Evidence) -> Scores:
        return Scores(self._best)


def test_a_new_retriever_joins_the_candidates_and_the_fusion(lexical_only: SearchConfig) -> None:
    others = [procedure({"code": f"9.{number:06d}", "name": f"Việc khác {number}"}) for number in range(80)]
    many = small_catalogue([*map(procedure, PROCEDURES), *others], "many")
    steps: list[type[Step]] = [*STEPS[:6], LastOfAll, *STEPS[6:]]
    config = lexical_only.model_copy(update={"fuse": {**lexical_only.fuse, "last_of_all": FusePart(weight=3.0)}})
    on, off = (Pipeline(many, config.switched(last_of_all=switch), steps) for switch in (True, False))
    assert on.find(Query("x", "khai sinh")).scores("last_of_all") is not None
    assert "9.000079" in on.ranked("giấy khai sinh")
    assert "9.000079" not in off.ranked("giấy khai sinh")
    by_fusion = Pipeline(many, config.switched(last_of_all=True, rank=False), steps)
    assert by_fusion.ranked("giấy khai sinh")[0] == "9.000079"


def test_a_switch_that_no_step_has_is_refused(catalogue: Catalogue, lexical_only: SearchConfig) -> None:
    with pytest.raises(SearchConfigError, match="unknown: corect"):
        Pipeline(catalogue, lexical_only.switched(corect=True))
    short = {name: on for name, on in lexical_only.steps.items() if name not in ("exact", "rank")}
    with pytest.raises(SearchConfigError, match="missing: exact, rank"):
        check(lexical_only.model_copy(update={"steps": short}), STEPS)
    with pytest.raises(SearchConfigError, match="one name: correct"):
        check(lexical_only, [*STEPS, STEPS[2]])
    heavy = {**lexical_only.fuse, "dance": FusePart(weight=1)}
    with pytest.raises(SearchConfigError, match="fuse: no step of this name: dance"):
        check(lexical_only.model_copy(update={"fuse": heavy}), STEPS)


def test_without_a_step_that_decides_the_error_says_so(catalogue: Catalogue, lexical_only: SearchConfig) -> None:
    switches = {name: on for name, on in lexical_only.steps.items() if name not in ("decide", "conformal")}
    endless = Pipeline(catalogue, lexical_only.model_copy(update={"steps": switches}), STEPS[:-1])
    with pytest.raises(SearchConfigError, match="Decide"):
        endless.search("gia hạn tạm trú")
