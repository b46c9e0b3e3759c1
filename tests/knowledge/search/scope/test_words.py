from __future__ import annotations

import re

import pytest

from knowledge.catalogue_files.authored import read_authored
from knowledge.search.scope.words import Scope, answer_of, load_scope
from knowledge.settings import get_settings
from knowledge.text.normalise import normalise

SCOPE = Scope(load_scope())


def test_every_way_is_an_authored_procedure_and_stands_once_in_its_group() -> None:
    authored = read_authored(get_settings()).files
    for group in load_scope().groups.values():
        codes = [way.code for way in group.ways]
        assert len(codes) == len(set(codes)) == 6
        assert not [code for code in codes if code not in authored]
    assert len(load_scope().groups) == 6


def test_no_number_is_given_but_those_of_our_sources() -> None:
    file = load_scope()
    for topic in [f"elsewhere.{name}" for name in file.elsewhere] + [f"languages.{name}" for name in file.languages]:
        answer = answer_of(topic, "18001096")
        assert "{" not in answer
        assert set(re.findall(r"\d{3,}", answer)) <= {"18001096", "111", "113", "114", "115"}, topic


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("khai sinh trễ hai năm có bị phạt không", "elsewhere.law"),
        ("hang xom lan dat thi ai dung ai sai", "elsewhere.law"),
        ("em muốn ly hôn chồng", "elsewhere.divorce"),
        ("đã ly hôn rồi giờ xin giấy độc thân", ""),
        ("tòa án nào xử vụ đòi đất", "elsewhere.court"),
        ("phỏng vấn visa mỹ hỏi gì", "elsewhere.abroad"),
        ("làm giấy khai sinh cho con", ""),
    ],
)
def test_what_others_serve_is_told_by_its_words(typed: str, topic: str) -> None:
    assert SCOPE.elsewhere(normalise(typed)) == topic


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("How can I register my marriage here?", "languages.en"),
        ("I lost my passport", "languages.en"),
        ("怎么办护照", "languages.zh"),
        ("여권을 잃어버렸어요", "languages.ko"),
        ("passport bị mất", ""),
        ("con to an me do", ""),
        ("toi can lam ho chieu cho con", ""),
    ],
)
def test_a_language_that_is_not_understood_is_told(typed: str, language: str) -> None:
    assert SCOPE.language(typed) == language


@pytest.mark.parametrize("typed", ["em cần làm giấy tờ", "hỏi thủ tục", "can do giay to", "tu van thu tuc giup em"])
def test_a_message_that_says_only_that_papers_are_needed_is_broad(typed: str) -> None:
    assert SCOPE.is_broad(normalise(typed))


@pytest.mark.parametrize("typed", ["làm giấy tờ nhà đất", "thủ tục kết hôn", "hồ sơ nhập học cho con"])
def test_a_message_that_names_anything_is_not_broad(typed: str) -> None:
    assert not SCOPE.is_broad(normalise(typed))
