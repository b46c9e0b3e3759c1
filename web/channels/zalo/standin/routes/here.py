"""What every route needs: the platform, and the address under which it was asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from web.channels.zalo.standin.people import Person
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.routes.acts import Acts


async def _platform(request: Request) -> Platform:
    platform: Platform = request.app.state.platform
    return platform


async def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


Here = Annotated[Platform, Depends(_platform)]
Base = Annotated[str, Depends(_base)]


async def _person(person_id: str, platform: Here) -> Person:
    person = platform.people.find(person_id)
    if person is None:
        raise HTTPException(404, "no such person")
    return person


Somebody = Annotated[Person, Depends(_person)]


async def _acts(platform: Here, person: Somebody, base: Base) -> Acts:
    return Acts(platform, person, base)


Doing = Annotated[Acts, Depends(_acts)]
