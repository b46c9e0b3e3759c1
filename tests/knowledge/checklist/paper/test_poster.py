"""Posters for the wall."""

from __future__ import annotations

import re

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.paper.poster import Size, codes_of_field, poster
from knowledge.checklist.phrases import called
from tests.knowledge.checklist.paper.pdf import letters, pages, streams

BASE = "https://mot-cua.example/thu-tuc/"
POINTS: dict[Size, tuple[int, int]] = {"a4": (595, 842), "a5": (420, 595)}


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_one_page_of_the_size_with_the_name_and_the_address(catalogue: Catalogue, size: Size) -> None:
    pdf = poster(catalogue.get("1.001193"), f"{BASE}1.001193", size)
    assert pages(pdf) == 1
    box = re.search(rb"/MediaBox\s*\[([^]]*)\]", b"\n".join([pdf, *streams(pdf)]))
    assert box
    assert tuple(round(float(number)) for number in box.group(1).split()[2:]) == POINTS[size]
    assert set("Khai sinh cho con" + "mot-cua.example/thu-tuc/1.001193") - {" "} <= letters(pdf)


def test_the_longest_names_fit_on_one_page(catalogue: Catalogue) -> None:
    longest = sorted(catalogue.procedures.values(), key=lambda procedure: -len(called(procedure)))[:3]
    for procedure in [*longest, longest[0].model_copy(update={"short_name": "", "name": "Cấp giấy phép " * 40})]:
        for size in POINTS:
            assert pages(poster(procedure, f"{BASE}{procedure.code}", size)) == 1


def test_the_codes_of_a_field_by_its_key_or_its_name(catalogue: Catalogue) -> None:
    codes = codes_of_field(catalogue, "ho_tich")
    assert codes == codes_of_field(catalogue, "Hộ tịch") == sorted(codes)
    assert {catalogue.procedures[code].field for code in codes} == {"ho_tich"}
    assert len(codes) > 20
    assert codes_of_field(catalogue, "không có") == []
