"""What a message says of a case, and that nothing else is noted."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import FactError
from knowledge.reading.reader import read_message
from knowledge.reading.scorer.scorer import load_scorer
from knowledge.schema.conditions import UNKNOWN
from knowledge.settings import get_settings
from knowledge.text.fold import fold

TODAY = dt.date(2026, 11, 29)
BIRTH = "1.001193"
ORDINALS = ("cái thứ nhất", "cái thứ hai", "cái thứ ba", "cái thứ tư")
OTHER_LANGUAGES = (
    "Yesterday my neighbour lost her birth certificate and went to the office twice without any luck.",
    "Je voudrais savoir si le bureau est ouvert demain matin, merci beaucoup.",
    "我想问一下明天办公室几点开门",
    "Здравствуйте, подскажите пожалуйста, где находится отделение",
)


def noted(catalogue: Catalogue, code: str, text: str, asking: str | None = None, **known: str) -> dict[str, str]:
    return dict(read_message(catalogue.get(code), text, TODAY, asking=asking, known=known).facts)


def test_every_label_and_number_is_its_option(catalogue: Catalogue) -> None:
    """A typed answer is as good as a button: the label with and without its marks, its number, "cái thứ ba"."""
    wrong = []
    for code, procedure in catalogue.procedures.items():
        for question in procedure.questions:
            for place, option in enumerate(question.options):
                said = [option.say, fold(option.say), option.say.upper(), f"{option.say}.", str(place + 1)]
                said += ORDINALS[place : place + 1]
                for text in said:
                    value = noted(catalogue, code, text, question.id).get(question.id)
                    if value != option.value:
                        wrong.append((code, question.id, text, value))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("có giấy chứng sinh rồi nha", "paper"),
        ("sinh tại nhà không có giấy", "none"),
        ("em không biết", UNKNOWN),
        ("làm khai sinh có cần giấy chứng sinh không", None),
        ("nếu có giấy chứng sinh thì sao", None),
        ("hàng xóm có giấy chứng sinh", None),
        ("lệ phí bao nhiêu", None),
    ],
)
def test_the_question_on_the_screen(catalogue: Catalogue, text: str, value: str | None) -> None:
    assert noted(catalogue, BIRTH, text, "birth_proof").get("birth_proof") == value
    assert noted(catalogue, BIRTH, fold(text), "birth_proof").get("birth_proof") == value


@pytest.mark.parametrize(
    ("code", "asking", "text", "value"),
    [
        ("1.014027", "age", "năm nay bà tám mươi ba", "from_75"),
        ("1.014027", "age", "77 tuổi", "from_75"),
        ("1.014027", "age", "sinh năm 1948", "from_75"),
        ("1.014027", "age", "ông mới 65", "other"),
        ("1.014027", "age", "hai năm nữa đủ 75", None),
    ],
)
def test_values(catalogue: Catalogue, code: str, asking: str, text: str, value: str | None) -> None:
    assert noted(catalogue, code, text, asking).get(asking) == value


def test_two_answers_are_asked_again(catalogue: Catalogue) -> None:
    text = "có giấy chứng sinh, giấy chứng sinh điện tử cũng có"
    reading = read_message(catalogue.get(BIRTH), text, TODAY, asking="birth_proof")
    assert reading.unsure == {"birth_proof": ("paper", "electronic")}
    assert noted(catalogue, BIRTH, "có giấy chứng sinh, giấy chứng sinh điện tử cũng có", "birth_proof") == {}


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        ("birth_proof", "chị em thì có giấy chứng sinh, còn em không", "none"),
        ("parents", "đăng ký kết hôn", None),  # a procedure's name, not "Đã đăng ký kết hôn"
        ("filer", "bà ngoại", "relative"),
        ("method", "định nộp mạng mà máy lỗi thôi ra phường", "direct"),
        ("method", "hôm trước gửi bưu điện bị trả về, giờ ra phường", "direct"),
        ("method", "vẫn ở xa mà nộp qua mạng được không", None),
        ("filer", "vợ chồng em", "self"),
        ("within_60_days", "chưa", "yes"),
        ("within_60_days", "rồi ạ", "no"),
        ("within_60_days", "moi day thang", "yes"),
        ("within_60_days", "con em 5 tuổi", "no"),
        ("within_60_days", "quá hạn có bị phạt không", None),
    ],
)
def test_what_was_misread_before(catalogue: Catalogue, asking: str, text: str, value: str | None) -> None:
    assert noted(catalogue, BIRTH, text, asking).get(asking) == value


def test_a_first_message(catalogue: Catalogue) -> None:
    reading = read_message(catalogue.get(BIRTH), "khai sinh cho con, bé sinh tại nhà", TODAY)
    assert reading.facts["birth_proof"] == "none"
    assert reading.words["birth_proof"] == "bé sinh tại nhà"
    assert json.loads(json.dumps(reading.as_dict()))["facts"] == dict(reading.facts)


def test_what_is_out_of_reach_is_not_noted(catalogue: Catalogue) -> None:
    assert noted(catalogue, BIRTH, "có người làm chứng", birth_proof="none").get("witness") == "yes"
    assert noted(catalogue, BIRTH, "có người làm chứng", birth_proof="paper") == {}


def test_wrong_facts_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(FactError, match="has no question"):
        noted(catalogue, BIRTH, "x", "nothing")
    with pytest.raises(FactError, match="is no answer"):
        noted(catalogue, BIRTH, "x", birth_proof="nothing")


@pytest.mark.parametrize("text", OTHER_LANGUAGES)
def test_other_languages_say_nothing(catalogue: Catalogue, text: str) -> None:
    assert {code: facts for code in catalogue.procedures if (facts := noted(catalogue, code, text))} == {}


def test_random_words_say_little(catalogue: Catalogue) -> None:
    """Of words drawn one by one from people's messages no answer comes together, but for the odd pair."""
    dev = Path(__file__).with_name("dev.jsonl").read_text(encoding="utf-8").splitlines()
    words = sorted({word for line in dev for word in json.loads(line)["t"].split()})
    draw = random.Random(10)
    texts = [" ".join(draw.choices(words, k=12)) for _ in range(20)]
    codes = list(catalogue.procedures)[:40]
    read = [facts for text in texts for code in codes if (facts := noted(catalogue, code, text))]
    assert len(read) < 8  # of 800 readings


@given(text=st.text(max_size=300))
def test_any_text_is_read(catalogue: Catalogue, text: str) -> None:
    read_message(catalogue.get(BIRTH), text, TODAY, asking="birth_proof")


def test_with_the_scorer_too_what_says_nothing_notes_nothing(catalogue: Catalogue) -> None:
    """Other languages and a thousand random words, as a first message and as an answer."""
    scorer = load_scorer(get_settings().embedder_dir)
    dev = Path(__file__).with_name("dev.jsonl").read_text(encoding="utf-8").splitlines()
    words = sorted({word for line in dev for word in json.loads(line)["t"].split()})
    noise = " ".join(random.Random(3).choices(words, k=1_000))
    read = []
    for code in list(catalogue.procedures)[::8]:
        procedure = catalogue.get(code)
        for asking in (None, procedure.questions[0].id if procedure.questions else None):
            for text in (*OTHER_LANGUAGES, noise):
                facts = read_message(procedure, text, TODAY, asking=asking, scorer=scorer).facts
                read += [(code, asking, text[:40], dict(facts))] if facts else []
    assert read == []


@pytest.mark.parametrize(
    ("code", "asking", "known", "text", "facts"),
    [
        (
            "1.004873",
            "history",
            {"purpose": "other"},
            "em ly hôn ở toà quận rồi, giờ xin lần đầu, em tự ra xã nộp",
            {"history": "divorced", "again": "no", "filer": "self", "method": "direct"},
        ),
        (
            "1.000656",
            "death_proof",
            {},
            "mệ mất hơn tháng ni rồi, có giấy báo tử của trạm y tế",
            {"death_proof": "paper", "within_15_days": "no"},
        ),
        (BIRTH, "birth_proof", {}, "bé được 10 ngày rồi, viện đưa giấy chứng sinh giấy", {"within_60_days": "yes"}),
        ("1.116410", "data", {}, "thông tin đúng hết, căn cước bị mất", {"kind": "reissue", "old_card": "lost"}),
        ("1.004194", "who", {}, "co mik e thui, e 20t", {"who": "person", "minor": "no"}),
    ],
)
def test_each_clause_is_read_for_every_question(
    catalogue: Catalogue, code: str, asking: str, known: dict[str, str], text: str, facts: dict[str, str]
) -> None:
    reading = read_message(
        catalogue.get(code), text, TODAY, asking=asking, known=known, scorer=load_scorer(get_settings().embedder_dir)
    )
    assert facts.items() <= reading.facts.items()


@pytest.mark.parametrize(
    ("code", "asking", "text", "silent"),
    [
        ("1.116410", "data", "đúng hết, không mất thẻ gì đâu", "old_card"),
        ("1.116410", "data", "đúng rồi, mà lỡ mất thẻ thì sao", "kind"),
        (BIRTH, "parents", "đăng ký kết hôn được 10 ngày rồi", "within_60_days"),
        ("1.000656", "death_proof", "có giấy báo tử, làm 2 tháng rồi chưa ai trả lời", "within_15_days"),
        ("2.002854", "kind", "trường bình thường, lớp có mấy bạn khuyết tật", "disabled"),
        ("1.013831", "kind", "tặng cho con, bên nhà bác tôi thì bán cả thửa", "part"),
    ],
)
def test_what_a_clause_says_of_something_else_is_not_noted(
    catalogue: Catalogue, code: str, asking: str, text: str, silent: str
) -> None:
    reading = read_message(
        catalogue.get(code), text, TODAY, asking=asking, scorer=load_scorer(get_settings().embedder_dir)
    )
    assert silent not in reading.facts
