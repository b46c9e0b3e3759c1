"""The office's announcements and the pause: dates, changes while running, broken files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import VIETNAM, Settings
from web.operations import notice
from web.operations.notice import NoticeBoard

POWER_CUT = """
notices:
  - text: Chiều nay cúp điện.
    from: 24/11/2026
    to: 24/11/2026 17:00
  - text: Thứ Bảy có làm việc.
    to: 2026-11-28
"""


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def look_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "LOOK_EVERY", 0.0)


def board(tmp_path: Path, text: str, now: str) -> NoticeBoard:
    (tmp_path / "notice.yml").write_text(text, encoding="utf-8")
    return NoticeBoard(tmp_path / "notice.yml", lambda: at(now))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T23:59", ["Thứ Bảy có làm việc."]),
        ("2026-11-24T00:00", ["Chiều nay cúp điện.", "Thứ Bảy có làm việc."]),
        ("2026-11-24T16:59", ["Chiều nay cúp điện.", "Thứ Bảy có làm việc."]),
        ("2026-11-24T17:00", ["Thứ Bảy có làm việc."]),
        ("2026-11-28T23:59", ["Thứ Bảy có làm việc."]),
        ("2026-11-29T00:00", []),
    ],
)
def test_a_notice_holds_from_its_first_to_its_last_moment(tmp_path: Path, now: str, said: list[str]) -> None:
    assert list(board(tmp_path, POWER_CUT, now).now().notices) == said


def test_a_pause_holds_for_its_time(tmp_path: Path) -> None:
    text = "pause: {text: Đang bảo trì., from: 24/11/2026 13:00, to: 24/11/2026 15:00}"
    assert board(tmp_path, text, "2026-11-24T12:59").now().pause == ""
    assert board(tmp_path, text, "2026-11-24T13:00").now().pause == "Đang bảo trì."
    assert board(tmp_path, text, "2026-11-24T15:00").now().pause == ""


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    nothing = NoticeBoard(tmp_path / "notice.yml")
    assert (nothing.now().notices, nothing.now().pause, nothing.problem) == ((), "", "")


def test_a_changed_file_is_followed_and_a_removed_one_forgotten(tmp_path: Path) -> None:
    live = board(tmp_path, "notices: [{text: Một}]", "2026-11-24T09:00")
    assert live.now().notices == ("Một",)
    (tmp_path / "notice.yml").write_text("notices: [{text: Hai điều}]", encoding="utf-8")
    assert live.now().notices == ("Hai điều",)
    (tmp_path / "notice.yml").unlink()
    assert live.now().notices == ()


@pytest.mark.parametrize(
    "broken",
    [
        "notices: [",
        "notices: [{text: ''}]",
        "notices: [{text: A, form: 24/11/2026}]",
        "notices: [{text: A, from: 31/02/2026}]",
        "notices: [{text: A, from: hôm nay}]",
        "notices: [{text: A, from: 25/11/2026, to: 24/11/2026}]",
        "pause: true",
        "- A",
        "notices: [{text: " + "a" * 401 + "}]",
    ],
)
def test_a_broken_file_is_told_and_the_last_good_one_holds(tmp_path: Path, broken: str) -> None:
    live = board(tmp_path, "notices: [{text: Một}]", "2026-11-24T09:00")
    assert live.now().notices == ("Một",)
    (tmp_path / "notice.yml").write_text(broken, encoding="utf-8")
    assert live.now().notices == ("Một",)
    assert live.problem.startswith("notice.yml: ")
    (tmp_path / "notice.yml").write_text("notices: [{text: Sửa rồi}]", encoding="utf-8")
    assert (live.now().notices, live.problem) == (("Sửa rồi",), "")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    live = board(tmp_path, "", "2026-11-24T09:00")
    (tmp_path / "notice.yml").write_bytes(b"\xff\xfe\x00notices")
    assert live.now().notices == ()
    assert "notice.yml" in live.problem


def test_the_pages_say_it_and_a_pause_takes_no_message(
    make_client: Callable[..., TestClient], settings: Settings
) -> None:
    client = make_client(now=None)
    file = settings.var / "notice.yml"
    file.write_text("notices: [{text: Hôm nay cúp điện & nghỉ.}]\npause: {text: Đến 15 giờ.}", encoding="utf-8")
    page = client.get("/").text
    assert "Hôm nay cúp điện &amp; nghỉ." in page
    assert "Đến 15 giờ." in page
    for body in ({"text": "làm khai sinh"}, {"payload": "/greet"}):
        refused = client.post("/api/chat", json=body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "paused")
        assert refused.json()["error"]["message"].endswith("Đến 15 giờ.")
        assert "retry-after" not in refused.headers, "the page must not go on asking"
    assert client.get("/healthz").json()["notice"] == {
        "paused": "Đến 15 giờ.", "notices": ["Hôm nay cúp điện & nghỉ."], "problem": ""
    }  # fmt: skip
    file.unlink()
    assert client.post("/api/chat", json={"text": "làm khai sinh"}).status_code == 200


def test_the_file_may_lie_elsewhere(make_client: Callable[..., TestClient], tmp_path: Path) -> None:
    elsewhere = tmp_path / "office" / "said.yml"
    elsewhere.parent.mkdir()
    elsewhere.write_text("notices: [{text: Ở chỗ khác}]", encoding="utf-8")
    os.utime(elsewhere)
    assert "Ở chỗ khác" in make_client(notice=elsewhere).get("/").text
