"""Authored procedures win over imported records; twins of several provinces are one procedure with a question."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.errors import StoreError, UnknownProcedure
from knowledge.library.assemble import load_catalogue
from knowledge.portal.imported import Imported, with_provinces
from knowledge.portal.store.record_store import RecordStore
from knowledge.schema.procedure import Procedure
from knowledge.settings import VIETNAM, Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.conftest import DAY, imported, record

PROVINCE, ELSEWHERE = "province", "elsewhere"
NOW = dt.datetime(2026, 7, 20, 9, tzinfo=VIETNAM)
LAND = "Đăng ký biến động đất đai"
DAK_LAK, LAM_DONG, NATION = "9.100001", "9.100002", "9.100003"


def of_province(code: str, issuer: str, **changes: Any) -> dict[str, Any]:
    return record(code=code, name=LAND, departmentPromulgateName=issuer, **changes)


TWINS = [of_province(DAK_LAK, "UBND tỉnh Đắk Lắk"), of_province(LAM_DONG, "UBND tỉnh Lâm Đồng", decisionNo="2/QĐ")]
NATIONAL = of_province(NATION, "Bộ Nông nghiệp và Môi trường")


def with_records(root: Path, *records: dict[str, Any], authored: tuple[dict[str, Any], ...] = ()) -> Settings:
    """Settings of a small authored catalogue above a store of these records."""
    settings = settings_for(root, procedure(), *authored)
    imported(RecordStore.open(settings), root / "records.jsonl", *records)
    return settings


@pytest.fixture
def whole(tmp_path: Path) -> Catalogue:
    return load_catalogue(with_records(tmp_path, record(), record(code="1.000001", name="Tên trên Cổng"), *TWINS))


def test_without_an_import_there_are_only_authored_procedures(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    assert Imported.open(settings) is None
    assert not (settings.var / "records.db").exists()
    RecordStore.open(settings)
    assert Imported.open(settings) is None
    assert load_catalogue(settings).imported_at is None


def test_authored_procedures_win(whole: Catalogue) -> None:
    assert sorted(whole.procedures) == ["1.000001", "9.000001", DAK_LAK, LAM_DONG]
    assert (whole.get("1.000001").name, whole.name("1.000001")) == ("Thủ tục thử", "Thủ tục thử")
    assert list(whole.authored) == ["1.000001"]
    assert whole.link("1.000001").startswith("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/")


def test_imported_records_answer(whole: Catalogue) -> None:
    found = build_checklist(whole, "9.000001.000.00.00.H41", {}, NOW)
    assert (found.code, found.name) == ("9.000001", "Cấp giấy phép thử nghiệm")
    assert [line.name for line in found.documents] == ["Đơn đề nghị", "Bản sao sổ nhà"]
    assert [line.amount for line in found.fee.lines] == [20_000]
    assert (found.due_date, found.results) == (dt.date(2026, 7, 23), ["Giấy phép thử nghiệm"])
    assert (found.source.kind, found.source.url) == ("portal", whole.link("9.000001"))
    assert "18/07/2026" in found.source.title
    assert whole.get("9.000001").source.read == DAY
    assert whole.next_question("9.000001", {}) is None


def test_fields_names_and_document_types(whole: Catalogue) -> None:
    assert {key: field.name for key, field in whole.fields.items()} == {"test": "Thử", "thu_nghiem": "Thử nghiệm"}
    assert whole.name("9.000001") == "Cấp giấy phép thử nghiệm"
    assert whole.document_types["9.000001.d1"].name == "Đơn đề nghị"
    assert whole.document_types["form"].name == "FORM"
    for unknown in ("9.000001.d99", "9.999999.d1", "nothing", "", "9.000001"):
        assert unknown not in whole.document_types
    assert "9.000001.d1" in whole.document_types
    assert "9.000001.d1" not in list(whole.document_types)
    assert whole.link("9.999999") == ""
    for unknown in ("9.999999", "", "x.y.z", "../etc"):
        with pytest.raises(UnknownProcedure):
            whole.get(unknown)


def test_of_twins_only_the_first_is_searched(whole: Catalogue) -> None:
    assert whole.searched() == ["1.000001", "9.000001", DAK_LAK]


def test_the_province_is_asked_and_leads_to_its_own_record(whole: Catalogue) -> None:
    head = whole.get(DAK_LAK)
    (question,) = [question for question in head.questions if question.id == PROVINCE]
    assert [(option.value, option.say) for option in question.options] == [
        ("dak_lak", "Đắk Lắk"),
        ("lam_dong", "Lâm Đồng"),
        (ELSEWHERE, "Tỉnh, thành phố khác"),
    ]
    there = build_checklist(whole, DAK_LAK, {PROVINCE: "lam_dong"}, NOW)
    assert [(redirect.code, redirect.name) for redirect in there.redirects] == [(LAM_DONG, LAND)]
    assert build_checklist(whole, DAK_LAK, {PROVINCE: "dak_lak"}, NOW).redirects == []
    elsewhere = build_checklist(whole, DAK_LAK, {PROVINCE: ELSEWHERE}, NOW)
    assert any("theo bản của Tỉnh Đắk Lắk" in warning for warning in elsewhere.warnings)
    assert (head.province, whole.get(LAM_DONG).province) == ("", "lam_dong")
    assert all(question.id != PROVINCE for question in whole.get(LAM_DONG).questions)
    assert whole.own_version(DAK_LAK, "lam_dong") == LAM_DONG
    assert whole.own_version(DAK_LAK, "dak_lak") is None
    assert whole.own_version(DAK_LAK, "nowhere") is None


def test_the_nation_wide_record_stands_for_all(tmp_path: Path) -> None:
    catalogue = load_catalogue(with_records(tmp_path, *TWINS, NATIONAL))
    assert catalogue.searched() == ["1.000001", NATION]
    question = catalogue.get(NATION).question(PROVINCE)
    assert question is not None
    assert question.values == ("dak_lak", "lam_dong", ELSEWHERE)
    elsewhere = build_checklist(catalogue, NATION, {PROVINCE: ELSEWHERE}, NOW)
    assert (elsewhere.redirects, any("theo bản của" in redirect for redirect in elsewhere.warnings)) == ([], False)
    assert [redirect.code for redirect in build_checklist(catalogue, NATION, {PROVINCE: "dak_lak"}, NOW).redirects] == [
        DAK_LAK
    ]


def test_an_authored_procedure_stands_for_its_twins(tmp_path: Path) -> None:
    settings = with_records(tmp_path, *TWINS, NATIONAL, authored=(procedure(code=NATION, name=LAND),))
    catalogue = load_catalogue(settings)
    assert catalogue.searched() == ["1.000001", NATION]
    assert catalogue.get(NATION).question(PROVINCE) is None
    assert catalogue.own_version(NATION, "dak_lak") == DAK_LAK
    own = build_checklist(catalogue, NATION, {}, NOW, "dak_lak")
    assert [also.code for also in own.also] == [DAK_LAK]


def test_two_records_of_a_province_are_both_found(tmp_path: Path) -> None:
    again = of_province("9.100009", "UBND tỉnh Đắk Lắk")
    assert load_catalogue(with_records(tmp_path, *TWINS, again)).searched() == ["1.000001", DAK_LAK, "9.100009"]


def test_other_levels_and_fields_are_no_twins(tmp_path: Path) -> None:
    other = of_province(LAM_DONG, "UBND tỉnh Lâm Đồng", isWard=False, isProvince=True)
    assert len(load_catalogue(with_records(tmp_path, TWINS[0], other)).searched()) == 3


def test_a_later_import_does_not_change_an_open_catalogue(tmp_path: Path) -> None:
    settings = with_records(tmp_path, record(), record(code="9.000002"))
    opened = load_catalogue(settings)
    imported(
        RecordStore.open(settings), tmp_path / "b.jsonl", record(name="Tên mới"), record(code="9.000002", state="X")
    )
    later = load_catalogue(settings)
    assert (opened.name("9.000001"), opened.get("9.000001").name) == ("Cấp giấy phép thử nghiệm",) * 2
    assert (later.name("9.000001"), later.get("9.000001").name) == ("Tên mới", "Tên mới")
    assert opened.get("9.000002")
    assert "9.000002" not in later.procedures
    assert opened.fingerprint != later.fingerprint


def test_the_province_question_stands_before_the_others() -> None:
    questions = [{"id": "x", "ask": "?", "options": [{"value": "a", "say": "A"}, {"value": "b", "say": "B"}]}]
    plain = Procedure.model_validate(procedure(questions=questions, documents=[], fees=[], not_needed=[]))
    asked = with_provinces(plain, {"ha_noi": "1.000001", "hue": "1.000005", "not_a_province": "1.000006"})
    assert [question.id for question in asked.questions] == [PROVINCE, "x"]
    assert [(redirect.code, redirect.same) for redirect in asked.redirects] == [("1.000005", True)]


def test_a_store_that_cannot_be_read(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    settings.var.mkdir(exist_ok=True)
    (settings.var / "records.db").write_bytes(b"garbage" * 999)
    with pytest.raises(StoreError, match="cannot be used"):
        load_catalogue(settings)


def test_a_short_name_is_said_of_the_record_and_its_twins(tmp_path: Path) -> None:
    settings = with_records(tmp_path, record(), *TWINS, NATIONAL)
    (settings.catalogue / "short_names.test.yml").write_text(
        f'"9.000001": {{short: Xin phép thử, name: Cấp giấy phép}}\n"{NATION}": {{short: Sang tên, name: {LAND}}}',
        encoding="utf-8",
    )
    whole = load_catalogue(settings)
    found = build_checklist(whole, "9.000001", {}, NOW)
    assert (found.short_name, found.name) == ("Xin phép thử", "Cấp giấy phép thử nghiệm")
    assert {whole.get(code).short_name for code in (NATION, DAK_LAK, LAM_DONG)} == {"Sang tên"}
