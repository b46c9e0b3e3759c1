"""How the papers go in and who brings them, in people's words."""

from __future__ import annotations

from itertools import chain

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.common_answers import common_answer, common_answers, goes_instead
from knowledge.schema.procedure import Option, Question


def question(ask: str, **labels: str) -> Question:
    return Question(id="asked", ask=ask, options=tuple(Option(value=value, say=say) for value, say in labels.items()))


METHOD = question(
    "Bạn định nộp bằng cách nào?", direct="Đến nộp trực tiếp", online="Nộp qua mạng", postal="Gửi bưu điện"
)
FILER = question(
    "Ai sẽ đi nộp hồ sơ?",
    self="Chính người yêu cầu",
    relative="Người thân ruột thịt (ông bà, cha mẹ, con, vợ chồng, anh chị em)",
    other="Người khác đi thay",
)


@pytest.mark.parametrize(
    ("asked", "clause", "value"),
    [
        (METHOD, "lên xã nộp", "direct"),
        (METHOD, "em ra phường luôn", "direct"),
        (METHOD, "đem giấy tới quầy", "direct"),
        (METHOD, "làm trên mạng cho lẹ", "online"),
        (METHOD, "vào cổng dịch vụ công nộp", "online"),
        (METHOD, "nhờ bưu tá chuyển", "postal"),
        (METHOD, "gửi ems", "postal"),
        (METHOD, "không gửi bưu điện", None),
        (METHOD, "không rành mạng nên thôi khỏi nộp qua mạng", None),
        (METHOD, "lệ phí bao nhiêu", None),
        (FILER, "em tự đi nộp", "self"),
        (FILER, "khỏi nhờ ai", "self"),
        (FILER, "mẹ em đi nộp giùm", "relative"),
        (FILER, "nhờ con gái đi nộp", "relative"),
        (FILER, "thuê dịch vụ làm", "other"),
        (FILER, "hàng xóm đi hộ", "other"),
        (FILER, "chưa biết", None),
    ],
)
def test_in_peoples_words(asked: Question, clause: str, value: str | None) -> None:
    assert common_answer(asked, clause) == value


def test_somebody_goes_for_the_person() -> None:
    assert goes_instead("nhờ anh hàng xóm")
    assert goes_instead("hàng xóm đi hộ")
    assert not goes_instead("bạn em thuê luật sư làm hết")


def test_each_label_stands_in_the_catalogue(catalogue: Catalogue) -> None:
    """Labels are how the words find their option; "Tự làm" is that of imported procedures."""
    questions = chain.from_iterable(procedure.questions for procedure in catalogue.procedures.values())
    labels = {option.say for asked in questions for option in asked.options}
    assert set(common_answers().patterns) - labels == {"Tự làm"}
    assert common_answers().alone <= set(common_answers().patterns)
