from __future__ import annotations

from knowledge.search.learned import load_learned
from knowledge.search.signs import load_signs


def test_signs_are_whole_words_with_marks() -> None:
    signs = load_signs()
    lost = signs.names.index("lost")
    assert signs.in_question("tôi bị mất giấy")[lost] == 1
    assert signs.in_question("mặt tiền, mát mẻ")[lost] == 0
    assert signs.in_names(["Cấp lại giấy phép", "Cấp giấy phép"])[:, lost].tolist() == [1, 0]


def test_each_sign_has_its_two_weights() -> None:
    weights = load_learned().rank.weights
    assert all(f"{name}_{kind}" in weights for name in load_signs().names for kind in ("agreed", "unasked"))


def test_a_label_has_its_opposite() -> None:
    assert all(bool(label) == bool(otherwise) for label, otherwise in load_signs().labels)


def test_a_denied_sign_and_a_places_name_are_no_signs() -> None:
    signs = load_signs()
    lost, foreign = signs.names.index("lost"), signs.names.index("foreign")
    assert signs.in_question("biển hiệu không mất không hư, tới hạn đổi cái mới")[lost] == -1
    assert signs.in_question("không hư nhưng bị mất rồi")[lost] == 1
    assert signs.in_question("xin cấp tờ khác", "chứ không phải gia hạn")[signs.names.index("extend")] == -1
    assert signs.in_question("nhập hộ khẩu ở lào cai")[foreign] == 0
    assert signs.in_question("chồng người lào")[foreign] == 1
