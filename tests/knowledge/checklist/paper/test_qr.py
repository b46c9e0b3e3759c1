from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
import segno

from knowledge.checklist.paper import qr_svg

ADDRESS = "https://mot-cua.example/thu-tuc/1.001193?birth_proof=none"


def test_the_code_is_drawn_module_by_module_with_its_quiet_zone() -> None:
    drawing = ET.fromstring(qr_svg(ADDRESS))
    size = len(segno.make(ADDRESS, error="m", micro=False).matrix)
    assert drawing.attrib["viewBox"] == f"0 0 {size + 8} {size + 8}"
    assert not {"width", "height", "class"} & drawing.attrib.keys()
    background, dark = drawing
    assert (background.attrib["fill"], dark.attrib["stroke"]) == ("#fff", "#000")


def test_vietnamese_text_fits() -> None:
    assert qr_svg("Đăng ký khai sinh cho con").startswith("<svg")


@pytest.mark.parametrize("text", ["", "x" * 3_000])
def test_what_no_code_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        qr_svg(text)
