"""A procedure is called by its names."""

from __future__ import annotations

from actions.needs.called import best_named, called_exactly, called_somehow, how_named
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.clauses import telling_words


def test_with_and_without_marks(catalogue: Catalogue) -> None:
    assert called_exactly(catalogue, "đăng ký tạm trú") == called_exactly(catalogue, "dang ky tam tru.") == {"1.004194"}
    assert not called_exactly(catalogue, "tạm trú")


def test_what_people_say_counts_too_if_it_tells_enough(catalogue: Catalogue) -> None:
    assert called_somehow(catalogue, "ghi chú ly hôn") == {"2.000554"}
    assert not called_somehow(catalogue, "làm lại")


def test_the_best_named_of_some(catalogue: Catalogue) -> None:
    assert best_named(catalogue, "chuyển trường cho con", ["1.004194", "2.002854"]) == "2.002854"
    assert best_named(catalogue, "nộp ở đâu", ["1.004194", "2.002854"]) == ""
    assert how_named(catalogue, telling_words("tạm trú"), "1.004194") > how_named(
        catalogue, telling_words("tạm trú cho cả nhà"), "1.004194"
    )
