"""A province's own fee, office, papers and days are laid over a procedure; a broken file is named with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.catalogue_files.overlays import load_overlays
from knowledge.checklist.build import build_checklist
from knowledge.errors import CatalogueError
from knowledge.library.assemble import load_catalogue
from knowledge.settings import VIETNAM, Settings
from tests.knowledge.factory import procedure, settings_for

CODE = "1.000001"
FACTS = {"paper": "yes", "late": "yes"}
THURSDAY, FRIDAY = dt.datetime(2026, 11, 26, 9, tzinfo=VIETNAM), dt.datetime(2026, 11, 27, 9, tzinfo=VIETNAM)
SOURCE = {"kind": "office", "read": "2026-07-18", "verified": True}
OVERLAY: dict[str, Any] = {
    "procedure": CODE,
    "decision": "12/2026/NQ-HĐND",
    "agency": "UBND xã Ea Kar",
    "office": {"address": "1 Lê Duẩn", "hours": "7:30–11:30", "phone": "0262 1"},
    "fees": [{"amount": 8_000, "when": {"late": "yes"}}, {"free": True, "when": {"late": "no"}}],
    "time_limit": [{"amount": 5}],
    "methods": ["direct", "online"],
    "document_types": {"dak_lak_map": {"name": "Sơ đồ nhà", "get": {"words": "tự vẽ"}}},
    "documents": [
        {"type": "dak_lak_map", "submit": {"photocopy": 2}, "when": {"paper": "yes"}},
        {"type": "extra", "submit": {"original": 1}},
    ],
    "warnings": [{"say": "Mang theo bút."}],
    "same_day": {"weekdays": [4], "before": "15:00", "say": "Thứ Năm trả kết quả trong ngày."},
    "source": SOURCE,
}
WHOLE = {"office": {"address": "2 Trần Phú"}, "warnings": [{"say": "Gửi xe ở cổng sau."}], "source": SOURCE}


def laid(root: Path, content: Any, name: str = "dak_lak/phi.yml") -> Settings:
    """Settings of a small catalogue with this overlay."""
    settings = settings_for(root, procedure(), procedure(code="1.000002"))
    path = settings.var / "overlays" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return settings


@pytest.fixture
def overlaid(tmp_path: Path) -> Catalogue:
    return load_catalogue(laid(tmp_path, OVERLAY))


def test_an_overlay_is_laid_over_its_procedure(overlaid: Catalogue) -> None:
    found = build_checklist(overlaid, CODE, FACTS, FRIDAY, "dak_lak")
    assert [line.amount for line in found.fee.lines] == [8_000]
    assert (found.agency, len(found.methods)) == ("UBND xã Ea Kar", 2)
    assert found.office is not None
    assert (found.office.address, found.office.hours) == ("1 Lê Duẩn", "7:30–11:30")
    assert [line.type for line in found.documents] == ["form", "proof", "dak_lak_map", "extra"]
    assert "extra" not in [line.type for line in found.not_needed]  # elsewhere it need not be brought
    assert "12/2026/NQ-HĐND" in found.warnings[0]
    assert "Đắk Lắk" in found.warnings[0]
    assert {"Mang theo bút.", "Thứ Năm trả kết quả trong ngày."} <= set(found.warnings)
    assert (found.time_limit.amount, found.due_date) == (5, dt.date(2026, 12, 4))


def test_the_result_of_a_same_day_day(overlaid: Catalogue) -> None:
    assert build_checklist(overlaid, CODE, FACTS, THURSDAY, "dak_lak").due_date == THURSDAY.date()
    assert build_checklist(overlaid, CODE, FACTS, FRIDAY, "dak_lak").due_date != FRIDAY.date()


def test_elsewhere_nothing_changes(overlaid: Catalogue) -> None:
    plain = build_checklist(overlaid, CODE, FACTS, THURSDAY)
    for province in ("ha_noi", "nowhere"):
        assert build_checklist(overlaid, CODE, FACTS, THURSDAY, province) == plain
    assert (plain.office, plain.agency) == (None, "UBND cấp xã")
    assert [line.amount for line in plain.fee.lines] == [5_000]
    assert overlaid.get("1.000002", "dak_lak") == overlaid.get("1.000002")


def test_an_overlay_of_the_whole_province(tmp_path: Path) -> None:
    laid(tmp_path, OVERLAY)
    catalogue = load_catalogue(laid(tmp_path, WHOLE, "dak_lak/chung.yml"))
    office = build_checklist(catalogue, "1.000002", FACTS, FRIDAY, "dak_lak")
    assert office.office is not None
    assert (office.office.address, office.agency) == ("2 Trần Phú", "UBND cấp xã")
    assert "Gửi xe ở cổng sau." in office.warnings
    both = build_checklist(catalogue, CODE, FACTS, FRIDAY, "dak_lak")
    assert both.office is not None
    assert both.office.address == "1 Lê Duẩn"  # the procedure's own wins
    assert "Gửi xe ở cổng sau." in both.warnings


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    plain = load_catalogue(settings_for(tmp_path, procedure(), procedure(code="1.000002"))).fingerprint
    first = load_catalogue(laid(tmp_path, OVERLAY)).fingerprint
    assert load_catalogue(laid(tmp_path, OVERLAY)).fingerprint == first
    assert len({plain, first, load_catalogue(laid(tmp_path, {**OVERLAY, "agency": "khác"})).fingerprint}) == 3


def changed(**changes: Any) -> dict[str, Any]:
    return {**OVERLAY, **changes}


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (changed(colour="red"), "colour:", "colour: Extra inputs are not permitted"),
        (changed(procedure="1.1"), "procedure:", "procedure '1.1' is not of the form 1.001193"),
        ({"fees": [{"free": True}], "source": SOURCE}, 1, "without `procedure` only office, same_day and warnings"),
        ({"procedure": CODE}, 1, "source: Field required"),
        (changed(fees=[{"amount": 0}]), "- amount: 0", "fees.0: Value error, an amount of 0 does not say 'free'"),
        (changed(fees=[{"amount": -5}]), "- amount: -5", "fees.0.amount: Input should be greater than or equal to 0"),
        (changed(time_limit=[{"unit": "day"}]), "- unit: day", "either an amount or unpublished"),
        (changed(methods=["direct", "pigeon"]), "- pigeon", "methods.1: "),
        (changed(documents=[{"type": "form"}]), "- type: form", "needs submit, present or tell"),
        (changed(same_day={"weekdays": [8], "say": "x"}), "weekdays:", "weekdays are numbers from 1"),
        (changed(office={"hours": "7:30"}), "office:", "office.address: Field required"),
        ("procedure: [1\nfees: 2", 2, "not YAML"),
        ("- 1\n", 1, "a mapping (key: value) is expected"),
        (b"procedure: '1.000001'\nagency: \xe0", 2, "not UTF-8 text"),
        ("", 1, "source: Field required"),
        ("source:\n  kind: office\n  read: 2026-02-30\n  verified: true\n", 3, "write a day as 2026-07-18"),
        ("a: !!timestamp x", 1, "write a day as"),
        ("a: !!python/object/apply:os.system [id]", 1, "not YAML: could not determine a constructor"),
        ("a: " + "[" * 100_000, 1, "nested too deeply"),
        ("a:\n" + "[\n" * 100_000, 502, "nested too deeply"),
        ("a:\n  " + "- " * 50_000, 2, "nested too deeply"),
        ("#" * 300 + "\n" * 3_000_000, 1, "larger than 2048 kB"),
        ("a: &a [x]\nb: &b [*a , *a ]\nc: &c [*b , *b ]\nsource: *c \n", 4, "source: "),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_file_and_line(tmp_path: Path, content: Any, line: int | str, message: str) -> None:
    if isinstance(content, bytes):
        settings = laid(tmp_path, "")
        (settings.var / "overlays" / "dak_lak" / "phi.yml").write_bytes(content)
    else:
        settings = laid(tmp_path, content)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(settings)
    found = [fault for fault in caught.value.faults if message in fault]
    assert found, caught.value.faults
    path, at, _ = found[0].split(":", 2)
    assert (path, at.isdigit()) == ("overlays/dak_lak/phi.yml", True)
    text = (settings.var / path).read_bytes().split(b"\n")
    assert line == int(at) if isinstance(line, int) else line in text[int(at) - 1].decode()


@pytest.mark.parametrize("name", ["nowhere/phi.yml", "phi.yml", "dak_lak/deeper/phi.yml", "Đắk Lắk/phi.yml"])
def test_a_folder_of_no_province(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        CatalogueError, match=r"lies in no province's folder; the folders are named an_giang, .*vinh_long"
    ):
        load_catalogue(laid(tmp_path, OVERLAY, name))


def test_a_file_that_would_be_passed_over(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"dak_lak/phi\.yaml:1: would be passed over; its name must end in \.yml"):
        load_catalogue(laid(tmp_path, OVERLAY, "dak_lak/phi.yaml"))


def test_two_overlays_for_one_procedure(tmp_path: Path) -> None:
    laid(tmp_path, OVERLAY)
    with pytest.raises(CatalogueError, match=r"dak_lak/phi2\.yml:1: 1\.000001 has an overlay already"):
        load_catalogue(laid(tmp_path, OVERLAY, "dak_lak/phi2.yml"))


def test_two_provinces_that_mean_different_papers_by_one_name(tmp_path: Path) -> None:
    laid(tmp_path, OVERLAY)
    load_catalogue(laid(tmp_path, OVERLAY, "lam_dong/phi.yml"))
    other = changed(document_types={"dak_lak_map": {"name": "Bản đồ", "get": {"words": "mua"}}})
    with pytest.raises(CatalogueError, match=r"lam_dong/phi\.yml:\d+: document type 'dak_lak_map' is another one in"):
        load_catalogue(laid(tmp_path, other, "lam_dong/phi.yml"))


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    laid(tmp_path, changed(colour="red"))
    laid(tmp_path, OVERLAY, "nowhere/a.yml")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(laid(tmp_path, "x: [", "ha_noi/a.yml"))
    assert len(caught.value.faults) == 3


def test_folders_that_hold_nothing(tmp_path: Path) -> None:
    assert load_overlays(tmp_path / "none").fingerprint == ""
    (tmp_path / "dak_lak" / "folder.yml").mkdir(parents=True)
    (tmp_path / "dak_lak" / "broken.yml").symlink_to(tmp_path / "nowhere")
    assert load_overlays(tmp_path).by_province == {}


def test_an_overlay_that_brings_papers_publishes_them(tmp_path: Path) -> None:
    settings = laid(tmp_path, {"procedure": CODE, "documents": OVERLAY["documents"][1:], "source": SOURCE})
    path = settings.catalogue / "test" / f"{CODE}.yml"
    path.write_text(yaml.safe_dump(procedure(documents=[]), allow_unicode=True), encoding="utf-8")
    catalogue = load_catalogue(settings)
    assert build_checklist(catalogue, CODE, FACTS, FRIDAY, "").unpublished_documents
    there = build_checklist(catalogue, CODE, FACTS, FRIDAY, "dak_lak")
    assert ([line.type for line in there.documents], there.unpublished_documents) == (["extra"], False)
    assert there.due_date is not None


def test_the_source_of_an_overlay_is_told_with_and_without_a_decision(tmp_path: Path) -> None:
    for decision, text in (("1/NQ", "quy định riêng (1/NQ), đọc ngày"), ("", "quy định riêng, đọc ngày")):
        catalogue = load_catalogue(laid(tmp_path, changed(decision=decision)))
        assert text in build_checklist(catalogue, CODE, FACTS, FRIDAY, "dak_lak").warnings[0]
