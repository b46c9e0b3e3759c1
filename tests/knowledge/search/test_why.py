from __future__ import annotations

import json

from knowledge.search.pipeline import Pipeline


def test_why_explains_the_first_candidate(pipeline: Pipeline) -> None:
    why = pipeline.why(pipeline.run("em muốn làm giấy khai sinh"))
    assert why.candidates[0].code == "1.001193"
    assert why.candidates[0].parts
    assert why.as_dict()["understood"] == why.understood
    assert any("P(ours)" in line for line in why.lines())


def test_why_tells_the_time_of_each_step(pipeline: Pipeline) -> None:
    run = pipeline.run("gia hạn tạm trú")
    why = pipeline.why(run)
    assert why.milliseconds == run.milliseconds
    assert list(json.loads(json.dumps(why.as_dict()))["milliseconds"]) == list(run.milliseconds)
    assert any(line.startswith("  milliseconds: code ") and "rank" in line for line in why.lines())


def test_a_code_in_the_question_is_explained_too(pipeline: Pipeline) -> None:
    why = pipeline.why(pipeline.run("1.001193"))
    assert list(why.milliseconds) == ["code"]
    assert len(list(why.lines())) >= 4
