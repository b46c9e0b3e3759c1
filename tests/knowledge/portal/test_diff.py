"""`knowledge diff` says what changed between two imports, in words, and nothing of what only looks different."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.cli.main import main
from knowledge.cli.review import diff_lines
from knowledge.errors import KnowledgeError, UnknownProcedure
from knowledge.portal.files.read import RawRecord, read_file
from knowledge.portal.importing import import_file, import_records
from knowledge.portal.record import record_of
from knowledge.portal.review.diff import ImportDiff, choose_imports, diff_imports
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, REAL_RECORDS, SECOND, method, put, record, rows

Change = tuple[str, str]


@pytest.fixture
def changed(store: RecordStore) -> Callable[..., list[Change]]:
    """Imports the sample, then the sample with changes, and gives the (part, sentence) of each change."""

    def run(first: dict[str, Any] | None = None, **changes: Any) -> list[Change]:
        before = record(**(first or {}))
        put(store, FIRST, before)
        put(store, SECOND, {**before, **changes})
        found = diff_imports(store, *choose_imports(store)).procedures
        assert len(found) <= 1
        return [(one.part, one.say) for each in found for one in each.changes]

    return run


def test_new_ended_and_changed(store: RecordStore) -> None:
    put(store, FIRST, *(record(code=f"1.00000{number}") for number in range(1, 7)))
    later = [record(code=f"1.00000{number}") for number in range(2, 8)]
    later[0]["name"] = "Đăng ký khác"
    done = import_records(store, [record_of(one) for one in later], "test", SECOND, complete=True).result
    assert done
    found = diff_imports(store, *choose_imports(store))
    assert [(one.code, one.kind) for one in found.procedures] == [
        ("1.000001", "ended"),
        ("1.000002", "changed"),
        ("1.000007", "new"),
    ]
    assert (found.old.id, found.new.id, found.new.day) == (1, 2, SECOND)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Đăng ký khác"}, [("name", "trước: Đăng ký thử; nay: Đăng ký khác")]),
        ({"executionMethods": [method(processingTime=5)]}, [("time", "trước: 3 ngày làm việc; nay: 5 ngày làm việc")]),
        (
            {"executionMethods": [method(fees=[{"value": 30000, "currencyId": "VND", "description": ""}])]},
            [("fee", "trước: 20.000 đồng; nay: 30.000 đồng")],
        ),
        (
            {"executionMethods": [method(), method(submissionMethod="ONLINE")]},
            [("methods", "thêm nộp qua mạng")],
        ),
        (
            {"legalBasisesDetails": [{"name": "Luật Mới", "code": "2/2026/QH16"}]},
            [("legal_basis", "thêm 2/2026/QH16; bỏ 1/2020/QH14")],
        ),
        (
            {"unitGroupsExecuting": [{"name": "Công an cấp xã"}]},
            [("agency", "thêm Công an cấp xã; bỏ Ủy ban nhân dân cấp xã")],
        ),
        ({"isWard": False, "isProvince": True}, [("level", "trước: cấp xã; nay: cấp tỉnh")]),
        (
            {"executionSteps": [{"description": "Bước 1: nộp qua mạng."}]},
            [("other", "nội dung khác: trình tự thực hiện")],
        ),
        ({"executionSteps": [{"description": "Bước 1:\n nộp   hồ sơ."}]}, []),
        ({"updatedAt": 1_780_000_000_000}, []),
        ({"legalBasisesDetails": [{"name": "Luật Thử sửa", "code": "1/2020/QH14"}]}, [("other", "nội dung khác")]),
    ],
)
def test_parts(changed: Callable[..., list[Change]], changes: dict[str, Any], expected: list[Change]) -> None:
    assert changed(**changes) == expected


BOTH = rows(("Tờ khai", 1, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0))


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([rows(("Tờ khai", 1, 0))], [("documents", "bỏ: Giấy chứng nhận quyền sử dụng đất (1 bản chính)")]),
        (
            [rows(("Tờ khai", 1, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0), ("Hợp đồng thuê nhà", 0, 1))],
            [("documents", "thêm: Hợp đồng thuê nhà (1 bản chụp)")],
        ),
        (
            [rows(("Tờ khai", 2, 0), ("Giấy chứng nhận quyền sử dụng đất", 1, 0))],
            [("documents", "Tờ khai: trước 1 bản chính, nay 2 bản chính")],
        ),
        (
            [
                rows(("Tờ khai", 1, 0)),
                rows(("Giấy chứng nhận quyền sử dụng đất", 1, 0), case="* Giấy tờ phải xuất trình"),
            ],
            [("documents", "Giấy chứng nhận quyền sử dụng đất: trước phải nộp, nay chỉ xuất trình")],
        ),
        (
            [rows(("Tờ khai", 1, 0), ("Giấy chứng nhận về quyền sử dụng đất", 1, 0))],
            [
                (
                    "documents",
                    "đổi cách ghi: Giấy chứng nhận quyền sử dụng đất → Giấy chứng nhận về quyền sử dụng đất",
                )
            ],
        ),
        ([rows(("Giấy chứng nhận quyền sử dụng đất", 1, 0), ("Tờ  khai;", 1, 0))], [("other", "nội dung khác")]),
    ],
)
def test_documents(changed: Callable[..., list[Change]], cases: list[dict[str, Any]], expected: list[Change]) -> None:
    assert changed({"executionCases": [BOTH]}, executionCases=cases) == expected


def test_a_case_comes_and_a_paper_moves(changed: Callable[..., list[Change]]) -> None:
    sold, given = "Trường hợp mua bán", "Trường hợp tặng cho"
    first = [rows(("Tờ khai", 1, 0)), rows(("Hợp đồng", 1, 0), case=sold), rows(("Văn bản", 1, 0), case=given)]
    then = [rows(("Tờ khai", 1, 0)), rows(("Văn bản", 1, 0), case=sold), rows(("Hợp đồng", 1, 0), case=given)]
    found = changed({"executionCases": first}, executionCases=then)
    assert ("documents", f"Hợp đồng: trước cho {sold}, nay cho {given}") in found
    assert all(part == "documents" for part, _ in found)
    assert len(found) == 2


def test_a_case_added(changed: Callable[..., list[Change]]) -> None:
    first = [rows(("Tờ khai", 1, 0)), rows(("Hợp đồng", 1, 0), case="Trường hợp mua bán")]
    found = changed(
        {"executionCases": first}, executionCases=[*first, rows(("Di chúc", 1, 0), case="Trường hợp thừa kế")]
    )
    assert ("cases", "thêm Trường hợp thừa kế") in found
    assert ("documents", "thêm: Di chúc (1 bản chính) (trường hợp: Trường hợp thừa kế)") in found


def test_forms(changed: Callable[..., list[Change]]) -> None:
    row = {"name": "Tờ khai", "originalQty": 1, "copyQty": 0}

    def case(*forms: tuple[str, str]) -> list[dict[str, Any]]:
        listed = [{"fileName": name, "filePath": path} for name, path in forms]
        return [{"name": "", "profileComponents": [{**row, "attachments": listed}]}]

    found = changed(
        {"executionCases": case(("A.docx", "a1"), ("B.docx", "b"))},
        executionCases=case(("A.docx", "a2"), ("C.docx", "c")),
    )
    assert found == [
        ("forms", "bỏ mẫu B.docx"),
        ("forms", "thêm mẫu C.docx"),
        ("forms", "mẫu A.docx: tệp mới, hãy dùng bản mới"),
    ]


def test_a_listed_procedure_gets_its_detail(store: RecordStore) -> None:
    put(store, FIRST, listed=["1.000001"])
    put(store, SECOND, record())
    (one,) = diff_imports(store, *choose_imports(store)).procedures
    assert [(change.part, change.say) for change in one.changes] == [
        ("record", "trước chỉ có tên trong danh mục, nay đã có nội dung chi tiết")
    ]


def test_authored_first_then_by_level(store: RecordStore) -> None:
    codes = ["1.000001", "1.000002", "1.000003"]
    put(store, FIRST, record(code="1.000009"))
    put(store, SECOND, record(code=codes[0], isWard=False, isProvince=True), *(record(code=one) for one in codes[1:]))
    found = diff_imports(store, *choose_imports(store), authored={"1.000003"})
    assert [one.code for one in found.procedures] == ["1.000003", "1.000002", "1.000001"]
    lines = list(diff_lines(found))
    assert lines[1] == "3 thủ tục mới, 0 không còn, 0 thay đổi"
    assert "(cấp xã, bản soạn, cần xem lại)" in lines[2]


def test_choosing_the_imports(store: RecordStore) -> None:
    with pytest.raises(KnowledgeError, match="nothing was imported"):
        choose_imports(store)
    put(store, FIRST, record())
    with pytest.raises(KnowledgeError, match="nothing to compare"):
        choose_imports(store)
    put(store, SECOND, record(name="Hai"))
    put(store, SECOND + dt.timedelta(days=30), record(name="Ba"))

    def ids(old: str = "", new: str = "") -> tuple[int, int]:
        before, after = choose_imports(store, old, new)
        return before.id, after.id

    assert ids() == (2, 3)
    assert ids(new="2") == (1, 2)
    assert ids("1") == (1, 3)
    assert ids("2026-06-15", "31/07/2026") == (1, 3)
    assert ids("2026-06-15", "2026-07-30") == (1, 2)
    for old, new, message in (
        ("9", "", "no import '9'"),
        ("2020-01-01", "", "no import"),
        ("hôm qua", "", "neither"),
        ("3", "1", "swap"),
        ("", "1", "the first one"),
    ):
        with pytest.raises(KnowledgeError, match=message):
            choose_imports(store, old, new)


def test_one_code(store: RecordStore) -> None:
    put(store, FIRST, record(), record(code="1.000002"))
    put(store, SECOND, record(name="Mới"), record(code="1.000002", name="Cũng mới"))
    pair = choose_imports(store)
    assert [one.code for one in diff_imports(store, *pair, code="1.000002.000.00.00.H41").procedures] == ["1.000002"]
    with pytest.raises(UnknownProcedure):
        diff_imports(store, *pair, code="9.999999")


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    settings = settings_for(tmp_path, procedure())
    monkeypatch.setenv("DIMOTLAN_VAR", str(settings.var))
    monkeypatch.setenv("DIMOTLAN_CATALOGUE", str(settings.catalogue))
    get_settings.cache_clear()
    try:
        assert main(["diff"]) == 1
        assert "nothing was imported" in capsys.readouterr().err
        store = RecordStore.open(settings)
        put(store, FIRST, record(), record(code="1.000002"))
        put(store, SECOND, record(name="Mới"), record(code="1.000002"))
        assert main(["diff"]) == 0
        assert "Tên: trước: Đăng ký thử; nay: Mới" in capsys.readouterr().out
        assert main(["diff", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["from"]["id"], told["to"]["day"]) == (1, "2026-07-01")
        assert told["procedures"][0]["changes"] == [
            {"part": "name", "before": "Đăng ký thử", "after": "Mới", "say": "trước: Đăng ký thử; nay: Mới"}
        ]
        assert main(["diff", "--code", "1.000002"]) == 0
        assert "đổi lần gần nhất ở lần nhập 1" in capsys.readouterr().out
    finally:
        get_settings.cache_clear()


@pytest.mark.skipif(REAL_RECORDS is None, reason="the real records (shared/portal/records.jsonl.gz) are not here")
def test_real_records(tmp_path: Path) -> None:
    assert REAL_RECORDS
    store = RecordStore(f"sqlite:///{tmp_path / 'records.db'}")
    import_file(store, REAL_RECORDS, FIRST)
    read = [
        one.record() for _, one in zip(range(60), read_file(REAL_RECORDS), strict=False) if isinstance(one, RawRecord)
    ]
    moved = [
        one.model_copy(update={"requirements": f" {one.requirements}\n", "name": f"{one.name}  "}) for one in read[:30]
    ]
    dearer = [one.model_copy(update={"methods": (), "name": f"{one.name} (mới)"}) for one in read[30:]]
    import_records(store, [*moved, *dearer], "changed", SECOND)
    found: ImportDiff = diff_imports(store, *choose_imports(store))
    assert {one.code for one in found.procedures} == {one.code for one in dearer}
    assert all(any(change.part == "name" for change in one.changes) for one in found.procedures)
