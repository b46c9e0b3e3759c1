"""A list becomes a PDF at Zalo: the list of the message, named by the token of its upload."""

from __future__ import annotations

import httpx
import pytest

from knowledge.messages import Checklist, parse_message
from knowledge.settings import Settings
from tests.web.channels.zalo.fake import FakeZalo, Time, with_zalo
from tests.web.scripted import script
from web.channels.zalo.api.client import Client, UploadRefused
from web.channels.zalo.api.list_file import LIST, ListFiles, list_body
from web.channels.zalo.api.oauth import OAuth
from web.channels.zalo.api.tokens import Tokens, write_pair
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes


def checklist() -> Checklist:
    (scripted,) = script("danh sách")
    found = parse_message(scripted["custom"]).custom
    assert isinstance(found, Checklist)
    return found


@pytest.fixture
def files(plain_database: Database, fake: FakeZalo, moment: Time) -> ListFiles:
    notes, leases, client = Notes(plain_database), Leases(plain_database), fake.client()
    write_pair(notes, fake.pair())
    tokens = Tokens(notes, leases, OAuth(client, with_zalo(Settings()), moment).refresh, moment)
    return ListFiles(Client(client, "https://api.test"), tokens)


def body() -> dict[str, object]:
    return list_body(checklist(), "https://motcua.test", "giay-to.pdf")


def test_the_sheet_leads_to_the_same_case() -> None:
    about = list_body(checklist(), "https://motcua.test", "giay-to.pdf")[LIST]
    first = checklist().facts[0]
    assert about["address"].startswith("https://motcua.test/thu-tuc/1.001193?")
    assert f"{first.question_id}={first.value}" in about["address"]


async def test_it_is_a_pdf(files: ListFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[httpx.Request] = []

    def take(zalo: FakeZalo, request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"error": 0, "data": {"token": "t1"}})

    monkeypatch.setattr(FakeZalo, "__call__", take)
    assert await files.message(body()) == {"attachment": {"type": "file", "payload": {"token": "t1"}}}
    assert b"%PDF-" in asked[0].content
    assert b'filename="giay-to.pdf"' in asked[0].content


async def test_a_dead_token_is_replaced(files: ListFiles, fake: FakeZalo) -> None:
    fake.answers.append(-216)
    assert (await files.message(body()))["attachment"]["type"] == "file"
    assert len(fake.asked) == 1


async def test_a_refusal_is_told(files: ListFiles, fake: FakeZalo) -> None:
    fake.answers.append(-210)
    with pytest.raises(UploadRefused):
        await files.message(body())
