"""Which response a request gets: the next that was set, then what is broken, then faults by number and by chance."""

from __future__ import annotations

import random
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.portal.standin.behaviour import Behaviour, Call, Counts, Response, choose

DETAIL: Call = "detail"


def statuses(behaviour: Behaviour, count: int, call: Call = DETAIL) -> list[int]:
    chance = random.Random(7)
    return [choose(behaviour, call, "1.000001", number, chance).status for number in range(1, count + 1)]


def test_without_settings_all_is_well() -> None:
    assert choose(Behaviour(), "list", "", 1, random.Random(7)) == Response()


def test_the_next_responses_come_first_and_only_once() -> None:
    behaviour = Behaviour(next=[Response(status=429, retry_after=1), Response(cut=True)], broken={"1.000001": 404})
    assert statuses(behaviour, 3) == [429, 200, 404]
    assert behaviour.next == []


def test_every_nth_request_fails() -> None:
    assert statuses(Behaviour(fail_every=3, fail_status=500), 6) == [200, 200, 500, 200, 200, 500]


def test_a_share_of_the_requests_fails() -> None:
    failed = statuses(Behaviour(fail_share=0.25), 1_000).count(503)
    assert 200 < failed < 300


def test_the_other_call_is_left_alone_and_keeps_what_is_set() -> None:
    behaviour = Behaviour(only="detail", fail_every=1, next=[Response(status=429)])
    assert statuses(behaviour, 2, "list") == [200, 200]
    assert statuses(behaviour, 2) == [429, 503]


def test_html_goes_before_a_cut_and_a_fault_before_both() -> None:
    behaviour = Behaviour(html_every=2, cut_every=2, fail_every=4, delay=0.5, retry_after=9)
    responses = [choose(behaviour, "list", "", number, random.Random(7)) for number in (1, 2, 4)]
    assert responses == [
        Response(delay=0.5),
        Response(delay=0.5, html=True),
        Response(delay=0.5, status=503, retry_after=9),
    ]


def test_a_broken_detail_does_not_concern_the_list() -> None:
    behaviour = Behaviour(broken={"1.000001": 404})
    assert (statuses(behaviour, 1), statuses(behaviour, 1, "list")) == ([404], [200])


@pytest.mark.parametrize("wrong", [{"delay": -1}, {"fail_share": 1.1}, {"fail_status": 200}, {"only": "x"}, {"new": 1}])
def test_misuse_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Behaviour(**wrong)


def test_counts_go_by_call_code_and_kind() -> None:
    counts = Counts()
    requests: list[tuple[Call, str]] = [("list", ""), ("detail", "a"), ("detail", "a")]
    assert [counts.count_request(call, code) for call, code in requests] == [1, 2, 3]
    for response in (Response(), Response(html=True), Response(cut=True), Response(status=503), Response()):
        counts.count_response(response)
    assert (counts.list, counts.detail, counts.details) == (1, 2, {"a": 2})
    assert counts.answers == {"200": 2, "html": 1, "cut": 1, "503": 1}
