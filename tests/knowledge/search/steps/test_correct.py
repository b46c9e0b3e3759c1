from __future__ import annotations

import pytest

from knowledge.search.config import NormaliseConfig
from knowledge.search.pipeline import Pipeline
from knowledge.search.steps.correct import Correct
from knowledge.search.steps.normalise import Normalise
from knowledge.text.restore import Restorer
from tests.knowledge.search.helpers import query


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("khaisinh", "khai sinh"),
        ("dang ky tam tru", "dang ky tam tru"),
        ("dang ky tamm tru", "dang ky tam tru"),
        ("ct07", "ct07"),
        ("a b", "a b"),
    ],
)
def test_correct(typed: str, corrected: str) -> None:
    step = Correct({"khai", "sinh", "tam", "tru", "ct07"}, Restorer.load())
    normalise = Normalise(NormaliseConfig(max_characters=600, max_syllables=60), Restorer.load())
    assert step.read(normalise.read(query(typed))).text == corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xin cáp lại giấy tờ bị mất", "xin cấp lại giấy tờ bị mất"),
        ("đăăng ký kết hôn ở đâu", "đăng ký kết hôn ở đâu"),
        ("tôi bị mất giấyy tờ", "tôi bị mất giấy tờ"),
        ("người nuớc ngoài", "người nước ngoài"),
        ("nhà trai hay nhà gái làm", "nhà trai hay nhà gái làm"),
        ("tụi em muốn kết hông", "chúng em muốn kết hôn"),
    ],
)
def test_slips_are_mended(pipeline: Pipeline, typed: str, meant: str) -> None:
    assert pipeline.understand(typed).text == meant
