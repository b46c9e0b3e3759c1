"""What a message wants now, puts off or refuses."""

from __future__ import annotations

import pytest

from actions.needs.wanted import Stress, parts_of, put_off_in, refused_in, wanted_in


@pytest.mark.parametrize(
    ("typed", "name", "stress"),
    [
        ("thôi miếng đất để sau đi cho tui làm giấy khai tử cho ba trước", "làm giấy khai tử cho ba", Stress.INSISTED),
        ("tui nói làm khai tử mà", "làm khai tử", Stress.INSISTED),
        ("em muốn xin giấy khuyết tật cho má trước đã", "xin giấy khuyết tật cho mẹ", Stress.INSISTED),
        ("rứa thì qua chuyện chuyển trường cho con đi", "chuyển trường cho", Stress.TURNED),
        ("thôi khỏi kiểm giấy, qua phần mua bảo hiểm y tế giúp e", "mua bảo hiểm y tế", Stress.TURNED),
        ("ok tạm trú đi, mà bán đồ ăn có cần giấy gì không", "tạm trú", Stress.TURNED),
        ("lam tiep ca vet di, bien so van con tren xe", "cà vẹt", Stress.TURNED),
        ("z lm hộ chiếu mới đi", "làm hộ chiếu mới", Stress.WISHED),
        ("sang tên xe đi", "sang tên xe", Stress.WISHED),
        ("ghi chú ly hôn", "ghi chú ly hôn", Stress.NAMED),
        ("dẹp vụ kiểm giấy, sang căn cước của con bé", "căn cước của con bé", Stress.TURNED),
    ],
)
def test_what_is_wanted(typed: str, name: str, stress: Stress) -> None:
    wanted = wanted_in(typed)
    assert wanted
    assert (wanted.name, wanted.stress) == (name, stress)


@pytest.mark.parametrize(
    "typed",
    [
        "có cần giấy độc thân không",
        "vợ em đăng ký kết hôn rồi",
        "chưa có giấy khuyết tật",
        "không phải nhận con nuôi",
        "bỏ cái khai thuế đi",
        "ok làm luôn đi ạ",
        "còn làm ở đâu vậy em",
    ],
)
def test_what_is_not_wanted(typed: str) -> None:
    assert wanted_in(typed) is None


def test_what_is_put_off_is_not_told_of_what_goes_first() -> None:
    wanted = wanted_in("chuyện xe để sau, giờ cho em làm căn cước trước")
    assert wanted
    assert wanted.first
    assert "xe" not in wanted.told
    assert put_off_in("xây nhà thì để sau, ra đâu nộp bộ này") == (["xây nhà"], "ra đâu nộp bộ này")


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("bỏ cái nhận con nuôi đi, làm tiếp trợ cấp", [("nhận con nuôi", True)]),
        ("không phải tạm trú, tôi muốn chuyển hẳn hộ khẩu", [("tạm trú", False)]),
        ("mà mình có cho thuê nhà gì đâu", [("cho thuê nhà", False)]),
        ("tôi đâu có nhận con nuôi", [("nhận con nuôi", False)]),
        ("hưu trí xã hội bà có hỏi đâu", [("hưu trí xã hội", True)]),
        ("giấy độc thân thì không có", []),
        ("sang tên xe thôi, bỏ vụ sổ đỏ", [("sổ đỏ", True)]),
        ("không cần giấy độc thân nữa, bỏ ra khỏi danh sách", [("", True), ("giấy độc thân", True)]),
        ("không có giấy độc thân", []),
        ("không có hợp đồng thuê nhà", []),
        ("chưa đăng ký kết hôn", []),
    ],
)
def test_what_is_refused(typed: str, refused: list[tuple[str, bool]]) -> None:
    found = [(one.name, bool(one.taken_off)) for one in refused_in(typed)]
    assert [one for one in dict.fromkeys(found) if one in refused] == refused
    assert bool(found) == bool(refused)


def test_the_parts_of_a_message() -> None:
    assert parts_of("ừ, xong. làm tiếp đi!") == ["ừ", "xong", "làm tiếp đi"]


@pytest.mark.parametrize("name", ["tạm trú", "hộ chiếu", "khai tử"])
def test_a_sigh_or_how_it_is_done_takes_nothing_off(name: str) -> None:
    """What is dropped is lost to the person: only words that take off do so."""
    kept = ["thôi nói qua vụ {} đi", "thôi cho em xem lại giấy tờ {}", "thôi làm {} đi", "thôi để em làm {} trước"]
    kept += ["thôi quay lại cái {}", "làm {} khỏi chip", "em chỉ làm {} thôi", "thôi mai em đi nộp {}"]
    for typed in kept:
        assert not [refused for refused in refused_in(typed.format(name)) if refused.taken_off], typed
    for typed in ("thôi khỏi làm {}", "bỏ cái {} đi", "{} thì thôi", "{} thì khỏi", "khỏi {} nữa", "thôi bỏ {} ra"):
        assert [refused for refused in refused_in(typed.format(name)) if refused.taken_off], typed
