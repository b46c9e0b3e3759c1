"""What an option stands for: ranges with their bounds, and values apart from yes and no."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from knowledge.schema.means import Means, Range


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ({"from": 75}, (75, 90), (74.9,)),
        ({"to": 60}, (0, 60), (60.5,)),
        ({"over": 60}, (61,), (60,)),
        ({"from": 70, "below": 75}, (70, 74), (69, 75)),
    ],
)
def test_bounds(bounds: dict[str, float], inside: tuple[float, ...], outside: tuple[float, ...]) -> None:
    values = Range.model_validate(bounds)
    assert all(map(values.holds, inside))
    assert not any(map(values.holds, outside))


def test_a_range_without_bounds_is_refused() -> None:
    with pytest.raises(ValidationError, match="a range needs one of from, over, to, below"):
        Range()


def test_yes_may_be_read_as_true_by_yaml() -> None:
    assert Means.model_validate({True: False}) == Means(yes=False)


def test_values_alone() -> None:
    assert Means(age=Range(least=75)).has_values
    assert not Means(yes=True, days_since=Range(above=60)).has_values
    assert not Means(partly=True).has_values
    assert not Means().has_values
