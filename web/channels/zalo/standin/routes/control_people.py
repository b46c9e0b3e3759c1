"""Control of the people: who there is, what was said, and what each of them does next."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import Field

from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.people import Entry, Person
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.routes.control import Answer, Order
from web.channels.zalo.standin.routes.here import Doing, Here, Somebody

router = APIRouter(prefix="/standin")


class NewPerson(Order):
    name: str = Field(min_length=1, max_length=100)
    follows: bool = True


class PersonOrder(Order):
    """`refuses`: the code with which each message to the person is refused; null: none."""

    refuses: int | None = Field(lt=0)


class SayOrder(Order):
    text: str = Field(min_length=1)
    quote: str | None = None


class ClickOrder(Order):
    """`button`: its place, from 0."""

    msg_id: str
    button: int = Field(ge=0)


class FileOrder(Order):
    kind: Literal["file", "image", "audio"] = "file"
    name: str = Field(min_length=1, max_length=255)
    base64: str
    text: str = ""


class StickerOrder(Order):
    sticker: str = "standin-1"


class LocationOrder(Order):
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class InfoOrder(Order):
    info: dict[str, str]


class ClerkOrder(Order):
    text: str = Field(min_length=1)
    admin_id: str = Field(default="5100000000000000001", min_length=1)


def _of(person: Person, platform: Platform) -> Answer:
    windows = platform.windows
    return {
        "id": person.id,
        "name": person.name,
        "follows": person.follows,
        "refuses": person.refuses,
        "free_left": windows.free_left(person, platform.limits),
        "free_seconds": round(windows.free_seconds(person)),
        "messages": len(person.entries),
    }


def _shown(entry: Entry) -> Answer:
    return asdict(entry)


@router.get("/people")
async def people(platform: Here) -> list[Answer]:
    return [_of(person, platform) for person in platform.people.all()]


@router.post("/people")
async def add(order: NewPerson, platform: Here) -> Answer:
    return _of(platform.people.add(order.name, order.follows), platform)


@router.get("/people/{person_id}")
async def person(person: Somebody, platform: Here) -> Answer:
    return _of(person, platform)


@router.post("/people/{person_id}")
async def change(order: PersonOrder, person: Somebody, platform: Here) -> Answer:
    person.refuses = order.refuses
    return _of(person, platform)


@router.get("/people/{person_id}/transcript")
async def transcript(person: Somebody) -> list[Answer]:
    """Everything between the person and the office, the oldest first."""
    return [_shown(entry) for entry in person.entries]


@router.post("/people/{person_id}/say")
async def say(order: SayOrder, acts: Doing) -> Answer:
    return _shown(acts.say(order.text, order.quote))


@router.post("/people/{person_id}/click")
async def click(order: ClickOrder, acts: Doing) -> Answer:
    """An empty object where the button opens something else."""
    try:
        entry = acts.click(order.msg_id, order.button)
    except LookupError as error:
        raise HTTPException(404, str(error)) from None
    return _shown(entry) if entry else {}


@router.post("/people/{person_id}/file")
async def send_file(order: FileOrder, acts: Doing) -> Answer:
    try:
        content = base64.b64decode(order.base64, validate=True)
    except binascii.Error:
        raise HTTPException(422, "base64 cannot be read") from None
    return _shown(acts.send_file(order.kind, SentFile(order.name, content), order.text))


@router.post("/people/{person_id}/sticker")
async def sticker(order: StickerOrder, acts: Doing) -> Answer:
    return _shown(acts.send_sticker(order.sticker))


@router.post("/people/{person_id}/location")
async def location(order: LocationOrder, acts: Doing) -> Answer:
    return _shown(acts.send_location(order.latitude, order.longitude))


@router.post("/people/{person_id}/follow")
async def follow(acts: Doing) -> Answer:
    acts.follow(True)
    return {}


@router.post("/people/{person_id}/unfollow")
async def unfollow(acts: Doing) -> Answer:
    acts.follow(False)
    return {}


@router.post("/people/{person_id}/chat-now")
async def chat_now(acts: Doing) -> Answer:
    acts.chat_now()
    return {}


@router.post("/people/{person_id}/see")
async def see(acts: Doing) -> Answer:
    """The person looks at what came; `new` is how many messages that were."""
    return {"new": acts.see()}


@router.post("/people/{person_id}/withdraw")
async def withdraw(acts: Doing) -> Answer:
    acts.withdraw()
    return {}


@router.post("/people/{person_id}/submit-info")
async def submit(order: InfoOrder, acts: Doing) -> Answer:
    acts.submit(order.info)
    return {}


@router.post("/people/{person_id}/clerk")
async def clerk(order: ClerkOrder, acts: Doing) -> Answer:
    return _shown(acts.clerk_says(order.text, order.admin_id))
