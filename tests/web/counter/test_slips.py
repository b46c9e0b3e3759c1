"""The blank slips: the papers of the case once and in full, an empty line for whatever is the person's."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.messages import Checklist
from knowledge.settings import VIETNAM, Settings
from tests.knowledge.checklist.paper.pdf import pages
from tests.web.helpers import CATALOGUE
from web.counter.slips import Slip, list_address, slip_data, slip_pdf
from web.counter.words import load_words

NOW = dt.datetime(2026, 11, 30, 9, 5, tzinfo=VIETNAM)
FACTS = {"birth_proof": "none", "witness": "yes", "within_60_days": "yes", "filer": "self"}
BASE = "https://motcua.example"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(Settings(catalogue=CATALOGUE, var=tmp_path_factory.mktemp("var")))


@pytest.fixture(scope="module")
def checklist(catalogue: Catalogue) -> Checklist:
    return build_checklist(catalogue, "1.001193", FACTS, NOW)


def test_the_missing_papers_stand_once_with_why(checklist: Checklist) -> None:
    data = slip_data(load_words(), "missing", checklist, ["to_khai", "lam_chung", "made_up", "to_khai"], NOW, BASE)
    assert [paper["copies"] for paper in data["papers"]] == ["1 bản chính", "2 bản chính"]
    assert "HT01" in data["papers"][0]["name"]
    assert data["papers"][1]["why"].startswith("Thay cho Giấy chứng sinh.")
    assert data["title"] == "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"
    assert "đủ một lần" in data["once"]


def test_what_an_open_question_decides_says_so(catalogue: Catalogue) -> None:
    open_case = build_checklist(catalogue, "1.001193", {"birth_proof": "none"}, NOW)
    data = slip_data(load_words(), "missing", open_case, ["lam_chung"], NOW, BASE)
    assert data["papers"][0]["why"].startswith("Chỉ cần nếu")
    assert "đủ một lần" not in data["once"]


def test_the_receipt_says_when_it_came_and_when_it_is_due(checklist: Checklist) -> None:
    data = slip_data(load_words(), "receipt", checklist, ["to_khai"], NOW, BASE)
    lines = {line["id"]: line["text"] for line in data["lines"]}
    assert (lines["received_at"], lines["due_at"]) == ("09:05, 30/11/2026", "30/11/2026")
    assert lines["request"] == "Đăng ký khai sinh (1.001193)"


def test_the_address_on_the_slip_is_the_list_of_the_case(checklist: Checklist) -> None:
    assert list_address(BASE, "1.001193", {"birth_proof": "none"}) == f"{BASE}/thu-tuc/1.001193?birth_proof=none"
    assert list_address(BASE, "1.001193", {}) == f"{BASE}/thu-tuc/1.001193"


@pytest.mark.parametrize("slip", ["missing", "receipt"])
@pytest.mark.parametrize("papers", [[], ["to_khai", "lam_chung", "tuy_than", "ket_hon"]])
def test_both_slips_are_one_sheet(checklist: Checklist, slip: Slip, papers: list[str]) -> None:
    made = slip_pdf(load_words(), slip, checklist, papers, NOW, BASE)
    assert pages(made) == 1
