"""A wish to be forgotten is written down, done between two turns, told, and leaves nothing behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.web.channels.zalo.fake import LAN, OpenRoom, Room, text
from tests.web.stand_in import StandIn
from web.channels.zalo import deletion as module
from web.channels.zalo.deletion import WISH
from web.store.notes import Notes


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not what():
            await asyncio.sleep(0.01)


def wishes(room: Room) -> list[str]:
    return room.desk.notes.names(WISH)


async def test_it_is_done_and_told(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(**text("xin chào"))
        await open_room.hear(**text("xóa dữ liệu của tôi", "e2"))
        await until(lambda: bool(open_room.zalo.sent))
        assert "đã xóa mọi thứ" in open_room.zalo.texts[0]
        assert rasa.forgotten == [f"zalo:{LAN}"]
        await until(lambda: not wishes(open_room))
        assert open_room.desk.notes.names("zalo:person:") == []


async def test_after_the_free_window_it_is_done_in_silence(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(event_name="user_withdraw")
        await until(lambda: bool(rasa.forgotten))
        await until(lambda: not wishes(open_room))
        assert open_room.zalo.sent == []


@pytest.mark.parametrize("what", ["sender", "parcels"])
async def test_it_waits_for_what_is_under_way(room: OpenRoom, rasa: StandIn, what: str) -> None:
    async with room() as open_room:
        async with open_room.desk.leases.held(f"{what}:zalo:{LAN}") as mine:
            assert mine
            await open_room.hear(event_name="user_withdraw")
            await asyncio.sleep(0.3)
            assert len(wishes(open_room)) == 1
            assert rasa.forgotten == []
        await until(lambda: not wishes(open_room))
        assert rasa.forgotten == [f"zalo:{LAN}"]


async def test_sending_without_end_puts_it_off(room: OpenRoom, rasa: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    async with room() as open_room:
        async with open_room.desk.leases.held(f"parcels:zalo:{LAN}"):
            await open_room.hear(**text("xóa dữ liệu của tôi"))
            await until(lambda: bool(open_room.zalo.sent))
        assert "chưa xóa được ngay" in open_room.zalo.texts[0]
        assert open_room.channel.counts["deletion_put_off"] == 1
        assert rasa.forgotten == []


async def test_what_failed_is_tried_again_and_told_once(
    room: OpenRoom, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER", 0.1)
    rasa.status = 500
    async with room() as open_room:
        await open_room.hear(**text("xóa dữ liệu của tôi"))
        await until(lambda: open_room.channel.counts["deletion_put_off"] >= 3)
        assert len(open_room.zalo.sent) == 1
        rasa.status = 200
        await until(lambda: not wishes(open_room))
        assert "đã xóa mọi thứ" in open_room.zalo.texts[1]


async def test_a_restart_does_not_forget_the_wish(room: OpenRoom, rasa: StandIn) -> None:
    rasa.status = 500
    async with room() as open_room:
        await open_room.hear(event_name="user_withdraw")
        await until(lambda: open_room.channel.counts["deletion_put_off"] == 1)
    rasa.status = 200
    async with room() as open_room:
        await until(lambda: not wishes(open_room))
    assert rasa.forgotten[-1] == f"zalo:{LAN}"


async def test_a_fault_with_one_wish_does_not_end_the_work(room: OpenRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER", 0.05)
    failures = iter([KeyError(), RuntimeError()])
    names = Notes.names

    def sometimes(notes: Notes, beginning: str) -> list[str]:
        if beginning == WISH and (fault := next(failures, None)):
            raise fault
        return names(notes, beginning)

    monkeypatch.setattr(Notes, "names", sometimes)
    async with room() as open_room:
        await open_room.hear(event_name="user_withdraw")
        await until(lambda: open_room.channel.counts["deletions"] == 1)
