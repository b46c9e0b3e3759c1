"""What each event leads to, and that an event which comes again leads to nothing more."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.web.channels.zalo.fake import LAN, NOON, OFFICE, OpenRoom, Room, Time, text
from tests.web.stand_in import StandIn, wrap
from web.channels.zalo.people import FREE_SECONDS, Person
from web.channels.zalo.reception import Recent
from web.errors import ApiError
from web.store.database import StoreUnavailable

BY_CLERK = {"event_name": "oa_send_text", "sender": {"id": OFFICE, "admin_id": "9"}, "recipient": {"id": LAN}}
BY_US = {"event_name": "oa_send_text", "sender": {"id": OFFICE}, "recipient": {"id": LAN}}


def showed(kind: str, message_id: str = "s1", **more: Any) -> dict[str, Any]:
    return {"event_name": f"user_send_{kind}", "message": {"msg_id": message_id, **more}}


async def person(room: Room) -> Person:
    reception = room.channel._parts
    assert reception is not None
    return await reception.reception._people.read(LAN)


async def heard(room: Room, rasa: StandIn) -> list[str]:
    """What came to the dialogue, in order."""
    await room.settled()
    return [message for _, message in rasa.got]


async def test_words_are_stored_and_open_the_free_window(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(**text("làm khai sinh"))
        assert await heard(open_room, rasa) == ["làm khai sinh"]
        assert (await person(open_room)).heard_at == NOON


async def test_what_comes_again_is_one_message(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        for _ in range(3):
            await open_room.hear(**text("một"))
            await open_room.hear(**text("?", "e2"))  # answered by the gateway itself
            await open_room.hear(**showed("sticker", "e3"))
        assert await heard(open_room, rasa) == ["một"]
        assert open_room.desk.outbox.waiting("zalo") == 3
        assert open_room.channel.counts["events_repeated"] == 6


async def test_a_payload_that_was_not_offered_is_no_command(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(**text('/choose{"procedure": "1.001193"}'))
        await open_room.hear(**text("/start_over", "e2"))
        assert await heard(open_room, rasa) == ["/start_over"]
        await open_room.send_all()
        assert "gạch chéo" in open_room.zalo.texts[0]


async def test_words_between_two_slashes_are_words(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(**text("/ làm khai sinh cho con /"))
        assert await heard(open_room, rasa) == ["làm khai sinh cho con /"]


async def answered(room: Room) -> None:
    """Let the dialogue answer what waits, and send it."""
    await room.settled()
    await room.send_all()


def list_of(count: int) -> list[dict[str, Any]]:
    lines = "\n".join(f"{number}. Việc {number}" for number in range(1, count + 1))
    buttons = [{"title": f"Việc {number}", "payload": f"/take{number}"} for number in range(1, count + 1)]
    return [wrap({"text": f"Việc nào?\n{lines}", "buttons": buttons, "numbered": count})]


async def test_a_number_is_the_line_it_stands_for(room: OpenRoom, rasa: StandIn, moment: Time) -> None:
    rasa.script = lambda _: list_of(7)
    async with room() as open_room:
        await open_room.hear(**text("nhiều"))
        await answered(open_room)
        moment.now += 10
        await open_room.hear(**text("cái thứ ba", "e2"))
        await answered(open_room)
        moment.now += 10
        await open_room.hear(**text("12", "e3"))
        assert (await heard(open_room, rasa))[1:] == ["/take3", "12"]


@pytest.mark.parametrize("why", ["typed before", "quotes another", "not sent yet"])
async def test_a_number_of_an_older_list_is_not_taken(room: OpenRoom, rasa: StandIn, moment: Time, why: str) -> None:
    rasa.script = lambda _: list_of(7)
    async with room() as open_room:
        await open_room.hear(**text("nhiều"))
        moment.now += 10
        if why == "not sent yet":
            open_room.zalo.answers.append(-212)
        await answered(open_room)
        stamp = NOON + 5 if why == "typed before" else moment.now + 1
        moment.now += 2
        quote = {"quote_msg_id": "m0"} if why == "quotes another" else {}
        await open_room.hear(**text("3", "e2", **quote), timestamp=str(int(stamp * 1000)))
        assert len(await heard(open_room, rasa)) == 1
        moment.now += 700
        await open_room.send_all()
        assert "danh sách trước" in open_room.zalo.texts[-1]


async def test_a_number_typed_to_a_clerk_is_not_remarked_on(room: OpenRoom, rasa: StandIn, moment: Time) -> None:
    rasa.script = lambda _: list_of(7)
    async with room() as open_room:
        await open_room.hear(**text("nhiều"))
        await answered(open_room)
        moment.now += 5
        await open_room.hear(**BY_CLERK, message={"msg_id": "c1", "text": "Nhà có mấy người?"})
        await open_room.hear(**text("3", "e2", quote_msg_id="c1"))
        assert open_room.desk.outbox.waiting("zalo") == 0
        assert len(await heard(open_room, rasa)) == 1


async def test_a_number_that_quotes_the_list_is_taken(room: OpenRoom, rasa: StandIn, moment: Time) -> None:
    rasa.script = lambda _: list_of(7)
    async with room() as open_room:
        await open_room.hear(**text("nhiều"))
        await answered(open_room)
        moment.now += 5
        await open_room.hear(**text("3", "e2", quote_msg_id="m1"))
        assert (await heard(open_room, rasa))[1] == "/take3"


@pytest.mark.parametrize(
    "kind", ["image", "gif", "video", "audio", "file", "sticker", "location", "business_card", "link", "new_thing"]
)
async def test_everything_else_has_an_answer_of_its_own(room: OpenRoom, rasa: StandIn, kind: str) -> None:
    async with room() as open_room:
        await open_room.hear(**showed(kind))
        await open_room.send_all()
        assert len(open_room.zalo.texts) == 1
        assert await heard(open_room, rasa) == []


async def test_an_album_is_answered_once_and_a_later_picture_again(room: OpenRoom, moment: Time) -> None:
    async with room() as open_room:
        for number in range(5):
            await open_room.hear(**showed("image", f"s{number}"))
        moment.now += 300
        await open_room.hear(**showed("image", "s9"))
        await open_room.send_all()
        assert len(open_room.zalo.texts) == 2


async def test_words_with_a_picture_go_to_the_dialogue(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        await open_room.hear(**showed("image", text="giấy này làm gì"))
        assert await heard(open_room, rasa) == ["giấy này làm gì"]


async def test_the_greeting_where_it_costs_nothing(room: OpenRoom, rasa: StandIn, moment: Time) -> None:
    follow = {"event_name": "follow", "follower": {"id": LAN}, "oa_id": OFFICE}
    opened = {"event_name": "user_click_chatnow", "user_id": LAN, "oa_id": OFFICE}
    async with room() as open_room:
        await open_room.hear(**follow)
        assert await heard(open_room, rasa) == []  # whether that would be free is not settled
        await open_room.hear(**text("xin chào"))
        moment.now += 60
        await open_room.hear(**opened)
        await open_room.hear(**opened)
        moment.now += 60
        await open_room.hear(**opened)
        assert await heard(open_room, rasa) == ["xin chào", "/greet"]
        moment.now += FREE_SECONDS
        await open_room.hear(**opened)
        assert len(await heard(open_room, rasa)) == 2


@pytest.mark.parametrize("setting", ["zalo_follow_free", "zalo_paid_messages"])
async def test_the_greeting_where_the_office_wants_it(room: OpenRoom, rasa: StandIn, setting: str) -> None:
    async with room(**{setting: True}) as open_room:
        await open_room.hear(event_name="follow", follower={"id": LAN}, oa_id=OFFICE)
        assert await heard(open_room, rasa) == ["/greet"]


async def test_a_clerk_takes_over(
    room: OpenRoom, rasa: StandIn, moment: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dimotlan.web")
    logging.getLogger("dimotlan").propagate = True
    async with room() as open_room:
        await open_room.hear(**text("xin chào"))
        await open_room.hear(**BY_CLERK, message={"msg_id": "c1", "text": "Chị đợi em nhé"})
        await open_room.hear(**text("dạ", "e2"))
        await open_room.hear(**showed("image"))
        await open_room.hear(event_name="user_click_chatnow", user_id=LAN)
        assert await heard(open_room, rasa) == ["xin chào"]
        assert [outcome.fault for outcome in await open_room.send_all()] == ["human"]  # its answer came too late
        assert (await person(open_room)).sent == 1
        moment.now += 31 * 60
        await open_room.hear(**showed("image", "s2"))
        assert [outcome.kind for outcome in await open_room.send_all()] == ["sent"]
    handoffs = [record.getMessage() for record in caplog.records if "zalo_handoff" in record.getMessage()]
    assert len(handoffs) == 1
    assert f"'{LAN}'" not in handoffs[0]


async def test_our_echo_marks_what_is_in_doubt(room: OpenRoom) -> None:
    async with room() as open_room:
        await open_room.hear(**showed("sticker"))
        words = open_room.desk.outbox.take("zalo", f"zalo:{LAN}", 60)
        assert words is not None  # and then the gateway dies
        await open_room.hear(**BY_US, message={"msg_id": "m1", "text": words.body["text"]})
        assert open_room.desk.outbox.waiting("zalo") == 0
        assert open_room.channel.counts["parcels_known_by_echo"] == 1


async def test_the_echo_of_an_earlier_message_says_nothing_of_a_later_one(room: OpenRoom, moment: Time) -> None:
    async with room() as open_room:
        await open_room.hear(**showed("sticker"))
        await open_room.send_all()
        moment.now += 300
        await open_room.hear(**showed("sticker", "s2"))
        again = open_room.desk.outbox.take("zalo", f"zalo:{LAN}", 60)
        assert again is not None
        await open_room.hear(**BY_US, message={"msg_id": "m1", "text": again.body["text"]})  # the first one's, late
        assert open_room.desk.outbox.waiting("zalo") == 1


async def test_what_waited_is_sent_before_the_new_answer(room: OpenRoom, rasa: StandIn, moment: Time) -> None:
    rasa.script = lambda message: [wrap({"text": f"nhận: {message}"})]
    async with room() as open_room:
        await open_room.hear(**text("một"))
        open_room.zalo.answers.append(-211)
        await answered(open_room)
        assert open_room.zalo.texts == []
        moment.now += 3600
        await open_room.hear(**text("hai rồi", "e2"))
        await answered(open_room)
        assert open_room.zalo.texts == ["nhận: một", "nhận: hai rồi"]


async def test_leaving_and_coming_back(room: OpenRoom, moment: Time) -> None:
    async with room() as open_room:
        await open_room.hear(event_name="unfollow", follower={"id": LAN})
        assert (await person(open_room)).left
        moment.now += 1
        await open_room.hear(event_name="follow", follower={"id": LAN})
        assert not (await person(open_room)).left
        await open_room.hear(event_name="unfollow", follower={"id": LAN})
        await open_room.hear(**text("xin chào"))
        assert not (await person(open_room)).left


async def test_what_needs_nothing_leaves_nothing(room: OpenRoom, rasa: StandIn) -> None:
    async with room() as open_room:
        for name in ("user_seen_message", "user_submit_info", "anonymous_send_text", "user_reacted_message"):
            await open_room.hear(event_name=name, message={"msg_id": "x", "text": "tên tôi là …"})
        assert open_room.desk.notes.names("zalo:person:") == []
        assert await heard(open_room, rasa) == []


async def test_what_cannot_be_stored_must_come_again(
    room: OpenRoom, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with room() as open_room:
        write = open_room.desk.notes.write

        def full(*_: object) -> None:
            raise StoreUnavailable("full")

        monkeypatch.setattr(open_room.desk.notes, "write", full)
        with pytest.raises((StoreUnavailable, ApiError)):
            await open_room.hear(**text("một"))
        monkeypatch.setattr(open_room.desk.notes, "write", write)
        await open_room.hear(**text("một"))
        assert await heard(open_room, rasa) == ["một"]


async def test_an_event_from_the_future_is_now(room: OpenRoom) -> None:
    async with room() as open_room:
        await open_room.hear(**text("một"), timestamp=str(int((NOON + 9_999_999) * 1000)))
        assert (await person(open_room)).heard_at == NOON
        await open_room.hear(**text("hai rồi", "e2"), timestamp="")
        assert (await person(open_room)).heard_at == NOON


def test_only_the_newest_ids_stay_in_memory() -> None:
    recent = Recent(2)
    for message_id in ("a", "b", "c"):
        recent.add(message_id)
    assert [message_id in recent for message_id in "abc"] == [False, True, True]
