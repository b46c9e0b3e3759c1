from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.config import NormaliseConfig
from knowledge.search.steps.normalise import Normalise
from knowledge.text.restore import Restorer
from tests.knowledge.search.helpers import query

STEP = Normalise(NormaliseConfig(max_characters=600, max_syllables=60), Restorer.load())


def test_one_written_form() -> None:
    assert STEP.read(query("  ĐĂNG  KÝ tạm trú ", marked=False)).text == "đăng ký tạm trú"
    assert STEP.read(query("đăng ký")).marked
    assert not STEP.read(query("dang ky")).marked


def test_of_a_long_question_the_beginning_and_the_end_are_kept() -> None:
    long = STEP.read(query("xin chào " + "khai sinh " * 900 + "hết"))
    assert len(long.folded) == 60
    assert long.text.startswith("xin chào")
    assert long.text.endswith("hết")


@given(st.text(max_size=2_000))
def test_any_text_stays_within_the_limits(text: str) -> None:
    assert len(STEP.read(query(text)).folded) <= 60
