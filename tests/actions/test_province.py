"""A procedure that several provinces publish: asked once, remembered, and then that province's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from actions import turn as turn_module
from actions.turn import Turn
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_catalogue
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from tests.actions.helpers import say, topics
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import record, rows

NATION, GIA_LAI, AUTHORED, AUTHORED_OWN = "7.100001", "7.100002", "1.000001", "7.100003"


def published(code: str, by: str, paper: str, name: str = "Nuôi chim yến", **changes: Any) -> dict[str, Any]:
    return record(code=code, name=name, departmentPromulgateName=by, executionCases=[rows((paper, 1, 0))], **changes)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    settings = settings_for(tmp_path, procedure())
    records = [
        published(NATION, "Bộ Nông nghiệp", "Đơn chung"),
        published(GIA_LAI, "UBND tỉnh Gia Lai", "Đơn của Gia Lai"),
        published(AUTHORED, "Bộ Tư pháp", "Đơn", str(procedure()["name"])),
        published(AUTHORED_OWN, "UBND tỉnh Gia Lai", "Đơn", str(procedure()["name"])),
    ]
    import_records(RecordStore.open(settings), map(record_of, records), "test", dt.date(2026, 11, 1))
    loaded = load_catalogue(settings)
    monkeypatch.setattr(turn_module, "catalogue", lambda: loaded)
    return loaded


def about(code: str) -> Turn:
    turn = Turn()
    turn.take(code)
    return turn


@pytest.mark.usefixtures("catalogue")
async def test_the_answer_leads_to_the_provinces_record() -> None:
    turn = about(NATION)
    question = turn.next_question()
    assert question
    turn.asking = question.question.id
    messages = await say(turn, "kon tum thì không, ở bình định cơ", "ask_procedure")
    assert turn.code in (NATION, GIA_LAI)
    turn = about(NATION)
    turn.asking = "province"
    messages = await say(turn, "binh dinh", "ask_procedure")  # merged into Gia Lai
    assert (turn.code, turn.province) == (GIA_LAI, "gia_lai")
    assert "own_version" in topics(messages)
    assert "Đơn của Gia Lai" in messages[-1].text


@pytest.mark.usefixtures("catalogue")
async def test_another_province_gets_the_nations_and_is_remembered() -> None:
    turn = about(NATION)
    turn.asking = "province"
    messages = await say(turn, "hà nội", "ask_procedure")
    assert (turn.code, turn.province) == (NATION, "ha_noi")
    assert "Đơn chung" in messages[-1].text
    turn.leave()
    turn.take(NATION)
    assert turn.next_question() is None  # not asked again


@pytest.mark.usefixtures("catalogue")
async def test_a_province_named_in_passing_counts() -> None:
    turn = Turn(text="nuôi chim yến ở Gia Lai")
    turn.hear_province()
    turn.take(NATION)
    assert (turn.province, turn.own_version()) == ("gia_lai", GIA_LAI)
    for text in ("tôi tên Gia Lai", "chị Hoà Bình gọi", "/choose"):
        other = Turn(text=text)
        other.hear_province()
        assert other.province == ""


def test_an_authored_one_points_to_the_provinces_own(catalogue: Catalogue) -> None:
    turn = about(AUTHORED)
    assert {one.id for one in catalogue.get(AUTHORED).questions} == {
        "paper",
        "seen",
        "late",
    }  # the province is not asked
    turn.province = "gia_lai"
    assert catalogue.own_version(AUTHORED, "gia_lai") == AUTHORED_OWN


def test_a_changed_procedure_is_noticed_once(catalogue: Catalogue) -> None:
    turn = about(AUTHORED)
    assert not turn.renewed()
    turn.versions[AUTHORED] = "as it was before"
    assert turn.renewed()
    assert not turn.renewed()
