"""Each example of the catalogue's format loads, is sound, and shows what its first line says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.catalogue_files.authored import AuthoredFiles, read_authored
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.catalogue_files.overlays import load_overlays
from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.library.check import check_catalogue
from knowledge.messages import Checklist
from knowledge.settings import VIETNAM, Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
FILES = sorted((EXAMPLES / "catalogue").rglob("*/*.yml"))
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
"""A Monday morning."""


@pytest.fixture(scope="module")
def authored(tmp_path_factory: pytest.TempPathFactory) -> AuthoredFiles:
    return read_authored(Settings(catalogue=EXAMPLES / "catalogue", var=tmp_path_factory.mktemp("var")))


@pytest.fixture(scope="module")
def examples(authored: AuthoredFiles) -> Catalogue:
    return Catalogue.of([authored], load_overlays(EXAMPLES / "overlays"))


class Example:
    """The procedure of one folder of docs/examples/catalogue."""

    def __init__(self, catalogue: Catalogue, folder: str) -> None:
        self.catalogue = catalogue
        (path,) = (EXAMPLES / "catalogue" / folder).glob("*.yml")
        self.code = path.stem

    def checklist(self, *, now: dt.datetime = MONDAY, province: str = "", **facts: str) -> Checklist:
        return build_checklist(self.catalogue, self.code, facts, now, province)

    def papers(self, **facts: str) -> list[str]:
        return [line.type for line in build_checklist(self.catalogue, self.code, facts, MONDAY, "").documents]

    def asked(self, **facts: str) -> str | None:
        """The id of the question to put next."""
        asked = self.catalogue.next_question(self.code, facts)
        return asked.question.id if asked else None


@pytest.fixture
def example(examples: Catalogue, request: pytest.FixtureRequest) -> Example:
    """The example that the test is named for: `test_redirect` is about the folder `redirect`."""
    return Example(examples, request.node.name.removeprefix("test_"))


def test_the_examples_are_sound(examples: Catalogue) -> None:
    assert check_catalogue(examples, MONDAY.date()).faults == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_each_example_says_what_it_shows_and_is_proved(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert f"test_{path.parent.name}" in globals()


def test_question_with_when(example: Example) -> None:
    assert example.asked(paper="yes") is None
    assert example.asked(paper="no") == "witness"
    assert example.papers(paper="yes") == ["don", "giay_xac_nhan"]
    assert example.papers(paper="no", witness="no") == ["don", "so_do"]


def test_several_options_in_one_when(example: Example) -> None:
    for who in ("pupil", "student"):
        assert example.papers(who=who, first_time="yes") == ["don", "giay_xac_nhan"]
    assert example.papers(who="worker", first_time="yes") == ["don", "anh"]
    assert example.papers(who="worker", first_time="no") == ["don"]


def test_alternatives_as_entries(example: Example) -> None:
    assert example.papers(young="no", away="no") == ["don"]
    for facts in ({"young": "yes", "away": "no"}, {"young": "no", "away": "yes"}, {"young": "yes", "away": "yes"}):
        assert example.papers(**facts) == ["don", "giay_uy_quyen"]
    open_line = example.checklist().documents[1]
    assert " hoặc " in open_line.only_if


def test_submit_present_tell(example: Example) -> None:
    text = checklist_text(example.checklist())
    assert "1. Đơn đề nghị – nộp 1 bản chính. Ký từng trang." in text
    assert "2. Thẻ căn cước – xuất trình 1 bản chính" in text
    assert "3. Sơ đồ – nộp 1 bản sao chứng thực, 2 bản chụp" in text
    assert "4. Ảnh chân dung – nộp (nguồn không ghi số bản)" in text
    assert "5. Giấy ủy quyền – chỉ cần khai thông tin" in text


def test_not_needed(example: Example) -> None:
    assert [line.type for line in example.checklist(paper="no").not_needed] == ["giay_xac_nhan", "anh"]
    (photo,) = example.checklist(paper="yes").not_needed
    assert (photo.type, "không thấy ghi" in photo.why) == ("anh", True)


def test_redirect(example: Example) -> None:
    assert [other.code for other in example.checklist(need="again").redirects] == ["9.000001"]
    assert example.checklist(need="new").redirects == []


def test_together(example: Example) -> None:
    assert [other.code for other in example.checklist(moved="yes").also] == ["9.000001"]
    assert example.checklist(moved="no").also == []


def test_dated_fee(example: Example) -> None:
    last, first, after = (
        dt.datetime(year, month, day, 9, tzinfo=VIETNAM)
        for year, month, day in ((2026, 12, 31), (2027, 1, 1), (2028, 1, 3))
    )
    assert example.checklist(now=last).fee.text == "8.000 đồng"
    assert example.checklist(now=first).fee.text == "10.000 đồng (cần kiểm tra lại với Một cửa)"
    assert example.checklist(now=after).fee.text == "Cổng không công bố mức phí, hỏi Một cửa"


def test_fee_by_method(example: Example) -> None:
    assert example.asked() == "method"
    assert example.checklist(method="online").fee.text == "10.000 đồng"
    assert example.checklist(method="direct").fee.text == "20.000 đồng (miễn cho: hộ nghèo, người khuyết tật)"
    assert "10.000 đồng (nếu nộp qua mạng)" in example.checklist().fee.text


def test_side_fee(example: Example) -> None:
    main, side = example.checklist().fee.lines
    assert main.text == "Mức thu do HĐND cấp tỉnh quy định, hỏi Một cửa để biết số tiền"
    assert side.text == "Bản sao nếu xin thêm: 8.000 đồng/bản"


def test_unpublished_fee_and_time(example: Example) -> None:
    checklist = example.checklist()
    assert checklist.fee.text == "Cổng không công bố mức phí, hỏi Một cửa"
    assert (checklist.time_limit.text, checklist.due_date) == ("Không công bố thời hạn, hỏi Một cửa", None)


def test_foreign_fee(example: Example) -> None:
    assert example.checklist(paper="yes").fee.text == "40 USD"
    assert example.checklist(paper="no").fee.text == "Theo công bố: từ 5 tấn: 100.000 đồng"


def test_same_day_before(example: Example) -> None:
    assert example.checklist().due_date == MONDAY.date()
    assert example.checklist(now=MONDAY.replace(hour=15)).due_date == dt.date(2026, 11, 25)  # the 24th is a holiday


def test_counted_from(example: Example) -> None:
    checklist = example.checklist()
    assert checklist.time_limit.text == "10 ngày làm việc, tính từ ngày hết hạn nhận hồ sơ"
    assert checklist.due_date is None


def test_time_limit_by_case(example: Example) -> None:
    assert example.checklist(check="yes").time_limit.text == "30 ngày"
    text = "5 ngày làm việc (nếu nộp trực tiếp); 3 ngày làm việc; nghỉ lễ không tính (nếu nộp qua mạng)"
    assert example.checklist(check="no").time_limit.text == text


def test_warnings(example: Example) -> None:
    always = "Phòng tiếp dân nghỉ chiều thứ Sáu. (cần kiểm tra lại với Một cửa)"
    assert example.checklist(paper="no").warnings == [always]
    assert example.checklist(paper="yes").warnings == ["Giấy xác nhận chỉ có giá trị 6 tháng.", always]


def test_dated_warning(example: Example) -> None:
    assert example.checklist().warnings == ["Lệ phí giảm một nửa đến hết 31/12/2026."]
    assert "Lệ phí giảm" not in " ".join(example.checklist(now=dt.datetime(2027, 1, 4, 9, tzinfo=VIETNAM)).warnings)


def test_made_at_desk(example: Example) -> None:
    checklist = example.checklist()
    assert (checklist.documents, [line.type for line in checklist.not_needed]) == ([], ["phieu_in_tai_quay"])
    assert not checklist.unpublished_documents
    assert example.catalogue.document_types["phieu_in_tai_quay"].made_at_desk


def test_effective_and_after(example: Example) -> None:
    after = "Từ 1/3/2027 áp dụng luật mới."
    assert example.checklist().warnings == [after]
    late = example.checklist(now=dt.datetime(2027, 3, 1, 9, tzinfo=VIETNAM)).warnings
    assert "chỉ áp dụng đến hết ngày 28/02/2027" in late[0]
    assert late[1] == after
    assert example.checklist(now=dt.datetime(2027, 3, 1, 9, tzinfo=VIETNAM)).due_date is None


def test_shared_question(example: Example) -> None:
    (question,) = example.catalogue.get(example.code).questions
    assert (question.id, question.ask) == ("filer", "Ai đi nộp?")
    assert question.why == "Ở đây người đi thay cần giấy ủy quyền có chứng thực."
    assert example.papers(filer="other") == ["don", "giay_uy_quyen"]


def test_confused_with(example: Example) -> None:
    procedure = example.catalogue.get(example.code)
    assert [(other.code, other.when) for other in procedure.confused_with] == [("9.000020", "đã có thẻ, chỉ cần sửa")]
    assert example.catalogue.entries[example.code].aliases == ("làm thẻ", "xin thẻ mới")


def test_replaces(example: Example) -> None:
    catalogue = example.catalogue
    assert [catalogue.current(old) for old in ("9.000097", "9.000098")] == [example.code] * 2
    assert catalogue.replaced["9.000095"].kind == "level"
    assert catalogue.current("9.000095") == "9.000099"


def test_audience(example: Example) -> None:
    catalogue = example.catalogue
    assert catalogue.audience(example.code) == "keepers"
    assert catalogue.audience("9.000022") == "public"
    assert catalogue.groups["keepers"].ask.startswith("Bạn có")
    assert catalogue.groups["keepers"].includes("9.000090", "Cấp phép đèn biển", "")
    assert not catalogue.groups["keepers"].includes("9.000096", "Cấp phép đèn biển", "")


def test_paper_issued_by_a_procedure(example: Example) -> None:
    _, card, identity = example.checklist().documents
    assert (card.how_to_get, card.how_to_get_code) == ("Làm thủ tục Cấp thẻ (mã 9.000019).", "9.000019")
    assert card.valid == "5 năm kể từ ngày cấp."
    assert "tự tra cứu" in identity.looked_up


def test_unverified_source(example: Example) -> None:
    stale, unverified = example.checklist().warnings
    assert "đọc từ ngày 18/07/2026" in stale
    assert "nguồn thứ cấp" in unverified


def test_an_overlay_for_one_procedure(examples: Catalogue) -> None:
    example = Example(examples, "dated_fee")
    checklist = example.checklist(province="lao_cai")
    assert (checklist.fee.text, checklist.agency) == ("5.000 đồng", "UBND xã Mường Bo")
    assert [line.type for line in checklist.documents] == ["don", "so_do_thon"]
    assert {"Mang theo bút.", "Ngày thứ Năm không hẹn."} <= set(checklist.warnings)
    thursday = MONDAY + dt.timedelta(days=3)
    assert example.checklist(now=thursday, province="lao_cai").due_date == thursday.date()
    assert example.checklist(now=thursday).due_date != thursday.date()


def test_an_overlay_of_a_whole_province(examples: Catalogue) -> None:
    office = Example(examples, "redirect").checklist(province="lao_cai").office
    assert office is not None
    assert (office.address, office.phone) == ("Số 1 đường Hoàng Liên", "0214 000 000")


def test_aliases_of_an_imported_procedure(authored: AuthoredFiles) -> None:
    spoken = authored.spoken["9.000099"]
    assert (spoken.says, spoken.when) == (("mất thẻ", "làm lại thẻ"), "khi thẻ cũ bị mất")
