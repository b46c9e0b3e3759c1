"""The running whole takes a changed file, an overlay and a new import without a restart, and refuses a broken file."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from deploy.whole import ROOT, Person
from knowledge.settings import Settings
from tests.knowledge.portal.records import record, rows

pytestmark = pytest.mark.whole
PATIENCE = 300.0
"""Seconds; a new import has its texts embedded, which loads the model in a process of its own."""
TITLE = "Cấp giấy phép nuôi chim yến lấy tổ"


def health(client: httpx.Client) -> dict[str, Any]:
    return dict(client.get("/healthz").json())


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.3)


def texts(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message["text"] for message in messages)


@pytest.fixture
def restored(whole: Settings, client: httpx.Client) -> Iterator[None]:
    """Puts the catalogue back as it was, and waits until it serves again."""
    kept = {path: path.read_bytes() for path in whole.catalogue.rglob("*.yml")}
    yield
    before = health(client)["catalogue"]
    changed = [path for path, content in kept.items() if path.read_bytes() != content]
    for path in changed:
        path.write_bytes(kept[path])
    if changed and before["refused"]:  # the old catalogue never stopped serving
        wait_for(lambda: not health(client)["catalogue"]["refused"])
    elif changed:
        wait_for(lambda: health(client)["catalogue"]["since"] != before["since"])


@pytest.mark.usefixtures("restored")
def test_a_change_in_the_middle_of_a_conversation_is_said(
    whole: Settings, client: httpx.Client, person: Person
) -> None:
    person.say("xoá đăng ký tạm trú")
    assert "vừa được cập nhật" not in texts(person.say("làm ở đâu vậy"))
    path = whole.catalogue / "cu_tru" / "1.010028.yml"
    since = health(client)["catalogue"]["since"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nagency:", "\nagency: Trụ sở dời về số 9 đường Mới # "), encoding="utf-8")
    wait_for(lambda: health(client)["catalogue"]["since"] != since)
    wait_for(
        lambda: "số 9 đường Mới" in texts(person.say("làm ở đâu vậy")) or "vừa được cập nhật" in texts(person.messages)
    )
    said = texts(person.messages)
    assert "vừa được cập nhật" in said
    assert "số 9 đường Mới" in said
    assert "vừa được cập nhật" not in texts(person.say("làm ở đâu vậy"))  # said once


@pytest.mark.usefixtures("restored")
def test_a_broken_file_is_refused_and_named(whole: Settings, client: httpx.Client, person: Person) -> None:
    path = whole.catalogue / "cu_tru" / "1.010028.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: [1, 2\n", encoding="utf-8")
    wait_for(lambda: "1.010028.yml" in health(client)["catalogue"]["refused"])
    person.say("xoá đăng ký tạm trú")
    assert [card["code"] for card in person.customs("procedure_card")] == ["1.010028"]
    metrics = client.get("/metrics").text
    assert "dimotlan_catalogue_refused 1.0" in metrics


def test_an_overlay_tells_the_provinces_fee_and_office(whole: Settings, client: httpx.Client, person: Person) -> None:
    folder = whole.var / "overlays" / "lao_cai"
    folder.mkdir(parents=True)
    since = health(client)["catalogue"]["since"]
    (folder / "khai_sinh.yml").write_text(
        """
procedure: "1.001193"
decision: 12/2026/NQ-HĐND
fees: [{amount: 7000}]
office: {address: Số 1 đường Hoàng Liên, hours: thứ Hai đến thứ Sáu 7:30–17:00}
source: {kind: decision, read: 2026-11-01, verified: true}
""",
        encoding="utf-8",
    )
    wait_for(lambda: health(client)["catalogue"]["since"] != since)
    person.say("làm giấy khai sinh cho con ở Lào Cai")
    if "procedure_choices" in {message["custom"]["type"] for message in person.messages if message["custom"]}:
        person.send('/choose{"procedure": "1.001193"}')
    wait_for(lambda: "7.000 đồng" in texts(person.say("lệ phí bao nhiêu")))
    assert "7.000 đồng" not in texts(Person(httpx.Client(base_url=client.base_url)).say("lệ phí khai sinh bao nhiêu"))
    since = health(client)["catalogue"]["since"]
    (folder / "khai_sinh.yml").unlink()
    wait_for(lambda: health(client)["catalogue"]["since"] != since)


def test_a_new_import_is_found_and_asked_by_province(whole: Settings, client: httpx.Client, person: Person) -> None:
    since = health(client)["catalogue"]["since"]
    file = whole.var / "records.jsonl"
    nation = _record("7.100001", "Bộ Nông nghiệp và Môi trường", "Đơn đề nghị theo mẫu chung")
    gia_lai = _record("7.100002", "UBND tỉnh Gia Lai", "Đơn đề nghị theo mẫu Gia Lai")
    file.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in (nation, gia_lai)), encoding="utf-8")
    command = [sys.executable, "-m", "knowledge", "import", str(file), "--into", str(whole.var)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wait_for(lambda: health(client)["catalogue"]["since"] != since)

    def found() -> bool:
        person.say("cấp giấy phép nuôi chim yến lấy tổ")
        return [card["code"] for card in person.customs("procedure_card")] == ["7.100001"]

    wait_for(found)
    (question,) = person.customs("case_question")
    assert question["question_id"] == "province"
    said = texts(person.say("kon tum"))  # merged into Quảng Ngãi: no version of its own
    assert "mẫu chung" in said
    assert "dichvucong.gov.vn" in said
    other = Person(httpx.Client(base_url=client.base_url, timeout=30))
    other.say("cap giay phep nuoi chim yen lay to")
    assert "mẫu Gia Lai" in texts(other.say("binh dinh"))  # merged into Gia Lai


def _record(code: str, issued_by: str, paper: str) -> dict[str, Any]:
    return record(
        code=code,
        name=TITLE,
        categoriesDetails=[{"name": "Chăn nuôi"}],
        departmentPromulgateName=issued_by,
        executionCases=[rows((paper, 1, 0))],
    )
