"""The commands `diff`, `coverage` and `check --review`, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.cli.main import main
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings, get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, SECOND, method, put, record

AUTHORED = procedure(
    questions=[],
    documents=[{"type": "form", "submit": {"original": 1}}],
    not_needed=[],
    fees=[{"amount": 20000}],
    time_limit=[{"amount": 3}],
    methods=["direct", "online"],
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A catalogue with 1.000001 and nothing imported."""
    made = settings_for(tmp_path, AUTHORED)
    monkeypatch.setenv("DIMOTLAN_VAR", str(made.var))
    monkeypatch.setenv("DIMOTLAN_CATALOGUE", str(made.catalogue))
    get_settings.cache_clear()
    yield made
    get_settings.cache_clear()


def test_diff(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff"]) == 1
    assert "nothing was imported" in capsys.readouterr().err
    store = RecordStore.open(settings)
    put(store, FIRST, record(), record(code="1.000002"))
    put(store, SECOND, record(name="Mới"), record(code="1.000002"))
    assert main(["diff"]) == 0
    assert "Tên: trước: Đăng ký thử; nay: Mới" in capsys.readouterr().out
    assert main(["diff", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["from"]["id"], value["to"]["day"]) == (1, "2026-07-01")
    assert value["procedures"][0]["changes"] == [
        {"part": "name", "before": "Đăng ký thử", "after": "Mới", "say": "trước: Đăng ký thử; nay: Mới"}
    ]
    assert main(["diff", "--code", "1.000002"]) == 0
    assert "đổi lần gần nhất ở lần nhập 1" in capsys.readouterr().out


def test_coverage_without_imports(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage"]) == 0
    text = capsys.readouterr().out
    assert "nothing imported yet" in text
    fields, said = text.split("\n\n")
    assert fields.splitlines()[-2].split()[:4] == ["total", "0", "0", "0"]
    assert "short_name" in said
    assert "0 of 1" in said
    assert main(["coverage", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["import"] is None
    assert (value["total"]["authored"], value["total"]["listed"]) == (1, 0)
    (short_name,) = (row for row in value["authored"] if row["part"] == "short_name")
    assert short_name == {"part": "short_name", "have": 0, "of": 1, "lacking": ["1.000001"]}
    assert not (settings.var / "records.db").exists()


def test_coverage(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    store = RecordStore.open(settings)
    put(store, FIRST, record(code="1.000002"))
    put(store, SECOND, record(), record(code="1.000011", categoriesDetails=[{"name": "Đất đai"}]), listed=["1.000003"])
    assert main(["coverage"]) == 0
    fields, _ = capsys.readouterr().out.split("\n\n")
    lines = fields.splitlines()
    assert len({len(line) for line in lines[:-1]}) == 1
    assert main(["coverage", "--json", "--stale-days", "0"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["import"]["id"] == 2
    assert value["total"]["listed"] == sum(field["listed"] for field in value["fields"]) == 4
    assert main(["coverage", "--stale-days", "-1"]) == 1


def test_check_with_review(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--review"]) == 0
    assert "Chưa nhập dữ liệu của Cổng" in capsys.readouterr().out
    case = {"name": "", "profileComponents": [{"name": "FORM (bản chính)", "originalQty": 1}]}
    # 1.000009 is imported only: the check is about what is authored
    put(
        RecordStore.open(settings),
        FIRST,
        record(executionMethods=[method(processingTime=7)], executionCases=[case]),
        record(code="1.000009"),
    )
    assert main(["check", "--review"]) == 0
    text = capsys.readouterr().out
    assert "1 procedures" in text
    assert "1.000001  Thủ tục thử" in text
    assert text.splitlines()[-1] == "Cần người xem lại: 2 chỗ ở 1 thủ tục (Thời hạn khác: 1; Cách nộp khác: 1)."
    assert main(["check", "--review", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["faults"], value["counts"]) == ([], {"time": 1, "methods": 1})
    assert {contradiction["kind"] for contradiction in value["review"]} == {"time", "methods"}
    assert main(["check", "--json"]) == 0
    assert "review" not in json.loads(capsys.readouterr().out)
