"""`knowledge import`, `sync` and `serve-portal` as commands: what they print and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from knowledge.cli.main import main
from knowledge.portal.sync.client import LIST
from knowledge.settings import ROOT, Settings, get_settings
from tests.knowledge.portal.stand import code, codes_held, record, standing, store_of, write_records


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of these commands."""
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DIMOTLAN_RECORDS_URL", raising=False)
    get_settings.cache_clear()
    monkeypatch.setattr("knowledge.cli.portal.get_settings", Settings)
    return tmp_path / "var"


def test_import_prints_counts_and_what_it_could_not_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_records(tmp_path / "records.jsonl", 3)
    with file.open("a", encoding="utf-8") as more:
        more.write(json.dumps(record(4, name="")) + "\n{broken\n")
    into = tmp_path / "elsewhere"
    assert main(["import", str(file), "--into", str(into), "--day", "2026-07-18"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "read 5, new 3, changed 0, ended 0, same 0, unusable 2"
    assert lines[1].startswith(f"line 4: {code(4)}: name:")
    assert lines[2].startswith("line 5: no code: not JSON")
    store = store_of(Settings(var=into))
    assert codes_held(store) == {code(1), code(2), code(3)}
    assert {str(day) for day in store.seen().values()} == {"2026-07-18"}


def test_import_as_json_and_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(write_records(tmp_path / "ten.jsonl", 10)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 10
    assert main(["import", str(write_records(tmp_path / "nine.jsonl", 9)), "--json", "--complete"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 9, "new": 0, "changed": 0, "ended": 1, "same": 9, "unusable": 0, "faults": []
    }  # fmt: skip


@pytest.mark.parametrize("content", [None, b"", b"\x1f\x8b\x08\x00broken", b"a,b\n1,2\n"])
def test_import_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    assert main(["import", str(file)]) == 1
    assert capsys.readouterr().err.startswith("knowledge: ")


def test_import_where_nothing_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_records(tmp_path / "records.jsonl", 1)
    assert main(["import", str(file), "--into", str(file / "below")]) == 1
    assert "no data folder" in capsys.readouterr().err


def test_import_of_no_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["import", str(tmp_path), "--day", "18/07/2026"])
    assert caught.value.code == 2
    assert "write it as 2026-07-18" in capsys.readouterr().err


def test_sync_says_it_to_a_clerk(tmp_path: Path, var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def last_line(*more: str) -> str:
        assert main(["sync", "--base", stand.base, "--rate", "1000", *more]) == 0
        return capsys.readouterr().out.splitlines()[-1]

    with standing(tmp_path, 5) as stand:
        assert last_line("--dry-run").startswith("Chạy thử, chưa đổi gì: Cổng có 5 thủ tục; sẽ tải 5 mới")
        assert not var.exists()
        assert "5 thủ tục với Cổng DVCQG: 5 mới, 0 thay đổi" in last_line()
        assert last_line().endswith("không có gì thay đổi.")
        assert last_line("--full").endswith("không có gì thay đổi.")
        stand.tell(broken={code(1): 404}, change={code(1): {"name": "Tên mới"}})
        assert "chưa trả nội dung của 1 thủ tục" in last_line()
        figures = json.loads(last_line("--json"))
        assert (figures["ok"], figures["missing"], figures["faults"][0]["code"]) == (True, 1, code(1))
        assert json.loads(last_line("--json", "--dry-run"))["changed"] == [code(1)]
        stand.tell(remove=[code(2), code(3)])
        assert main(["sync", "--base", stand.base, "--rate", "1000"]) == 1
        failed = capsys.readouterr()
        assert failed.out.startswith("Chưa đồng bộ được: danh sách của Cổng thiếu")
        assert "lacks 2 of the 5" in failed.err
        assert last_line("--dry-run").endswith("sẽ bị từ chối.")


@pytest.mark.parametrize("wrong", [["--base", "nowhere"], ["--rate", "0"], ["--rate", "nan"]])
def test_sync_refuses_misuse(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--json", *wrong]) == 1
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_serve_portal_as_a_process(tmp_path: Path) -> None:
    file = write_records(tmp_path / "records.jsonl", 4)
    command = [sys.executable, "-m", "knowledge", "serve-portal", str(file), "--port", "0", "--fail-every", "2"]
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"4 records at (http://127\.0\.0\.1:\d+/api/v1)", line)
            assert found, line
            statuses = [httpx.post(found[1] + LIST, json={"limit": 3}).status_code for _ in range(4)]
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
    assert statuses == [200, 503, 200, 503]


def test_serve_portal_refuses_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_records(tmp_path / "records.jsonl", 1)
    for wrong in (["--port", "99999"], ["--delay", "-1"], ["--cut-every", "-2"]):
        assert main(["serve-portal", str(file), *wrong]) == 1
        assert wrong[0] in capsys.readouterr().err
    assert main(["serve-portal", str(tmp_path / "nothing")]) == 1
