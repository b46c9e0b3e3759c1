"""How little groups look like one number."""

from __future__ import annotations

from knowledge.text.privacy.form import Form
from knowledge.text.privacy.kinds import CITIZEN, OLD_ID, Fit
from knowledge.text.privacy.rows import Rows


def form_of(text: str) -> Form:
    return Form(next(Rows().of(text)))


def cost_of(text: str, marker: str = CITIZEN, kind: str = "") -> float:
    form = form_of(text)
    return form.cost(0, len(form.at) - 1, Fit(marker, 0.5, strong=True), kind)


def test_one_kind_of_separator_costs_nothing() -> None:
    assert cost_of("079 203 117 758") == cost_of("079-203-117-758") == cost_of("0 7 9 2 0 3 1 1 7 7 5 8") == 0


def test_what_makes_it_unlikely() -> None:
    assert cost_of("079 203-117 758") > 0
    assert 0 < cost_of("0, 7, 9, 2, 0, 3, 1, 1, 7, 7, 5, 8") < cost_of("0792, 0311. 77, 58")
    assert cost_of("079 2 03117758") > 0
    assert cost_of("0792 2019 1234") > cost_of("0792 2319 1234")


def test_whole_numbers_are_not_swallowed() -> None:
    assert cost_of("12 0912345674") > 3
    assert cost_of("84 0912345674") == 0
    assert cost_of("0312345678-001") == 0


def test_a_phone_number_does_not_go_on() -> None:
    assert cost_of("0912 345 674 12") > cost_of("0792 031 177 58", kind="citizen")


def test_dates_within_cost() -> None:
    assert cost_of("12/03/1990 12", OLD_ID) >= 1


def test_in_pieces() -> None:
    form = form_of("12 345 678 901")
    assert form.in_pieces(0, 3, 3)
    assert not form.in_pieces(1, 4, 3)
    assert not form_of("1 2 3 4 5 6 7").in_pieces(0, 7, 3)


def test_many_spoken_digits() -> None:
    form = form_of("không chín một hai ba bốn 0912")
    assert form.is_spoken_around(0)
    assert not form.is_spoken_around(6)
    assert not form_of("ba 0912345674").is_spoken_around(0)
