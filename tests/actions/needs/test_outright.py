"""Every authored procedure is known by its name in every frame, and not where it is denied, done or asked about."""

from __future__ import annotations

import pytest

from actions.needs.outright import named_outright, stands_in
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called
from knowledge.reading.clauses import telling_words
from knowledge.text.fold import fold

FRAMES = (
    "tiện thể làm luôn {} được không",
    "à mà em cũng cần {}",
    "giờ {} cho ông nội",
    "vậy còn {} thì sao",
    "rồi giờ tui muốn {}",
    "còn phải {} nữa",
    "thế {} cần giấy tờ gì ạ",
    "hỏi thêm vụ {} luôn",
    "xong rồi, giờ qua {}",
)
OTHERWISE = ("{} thì em chưa làm", "có cần {} không", "không phải {}", "hàng xóm em {} hôm qua", "vì chưa {}")


def short_names(catalogue: Catalogue) -> dict[str, str]:
    names = {code: called(catalogue.get(code)).partition("(")[0].strip() for code in sorted(catalogue.authored)}
    return {code: name[0].lower() + name[1:] for code, name in names.items() if len(telling_words(name)) > 1}


@pytest.mark.parametrize("frame", FRAMES)
def test_every_name_in_a_frame(catalogue: Catalogue, frame: str) -> None:
    missed = []
    for code, name in short_names(catalogue).items():
        named = named_outright(catalogue, frame.format(name))
        if named is None or code not in named.codes:
            missed.append(name)
    assert missed == []


@pytest.mark.parametrize("frame", FRAMES[:4])
def test_every_name_without_marks(catalogue: Catalogue, frame: str) -> None:
    names = short_names(catalogue)
    found = {code: named_outright(catalogue, fold(frame.format(name))) for code, name in names.items()}
    missed = [names[code] for code, named in found.items() if named is None or code not in named.codes]
    assert missed == []


@pytest.mark.parametrize("frame", OTHERWISE)
def test_no_name_that_is_denied_done_or_asked_about(catalogue: Catalogue, frame: str) -> None:
    names = short_names(catalogue).values()
    assert [name for name in names if named_outright(catalogue, frame.format(name))] == []


def test_typed_marks_must_fit(catalogue: Catalogue) -> None:
    assert named_outright(catalogue, "em muốn đăng kỳ kết hồn với bạn") is None


def test_whole_words_stand_in_a_text() -> None:
    assert stands_in("ket hon", "Giấy chứng nhận kết hôn")
    assert not stands_in("kết hôn", "Kết hônn")
