"""The bot as a channel behind the real gateway: believed by its secret, text only, each update answered once."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.messages import Button, Message
from knowledge.settings import Settings
from tests.web.helpers import wait_for
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.channels.zalo_bot.channel import SECRET_HEADER, STALE, ZaloBotChannel
from web.channels.zalo_bot.events import TEXT
from web.chat.outbox import Parcel

TOKEN, SECRET = "123:geheim", "mười-hai-chữ"


class Platform:
    """A small honest Bot Platform: takes messages, or answers with the codes that are ordered."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.codes: deque[int] = deque()
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                code = platform.codes.popleft() if platform.codes else 0
                if self.path != f"/bot{TOKEN}/sendMessage":
                    code = 404
                if not code:
                    platform.sent.append((body["chat_id"], body["text"]))
                answer = json.dumps({"ok": False, "error_code": code} if code else {"ok": True, "result": {}}).encode()
                self.send_response(code or 200)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def platform() -> Iterator[Platform]:
    platform = Platform()
    yield platform
    platform.stop()


@pytest.fixture
def gateway(make_client: Callable[..., TestClient], platform: Platform, rasa: StandIn) -> TestClient:
    rasa.script = script
    return make_client(zalo_bot_token=TOKEN, zalo_bot_secret=SECRET, zalo_bot_api=platform.base)


def say(gateway: TestClient, words: str, message_id: str, secret: str = SECRET, **more: Any) -> int:
    message = {"message_id": message_id, "chat": {"id": "71", "chat_type": "PRIVATE"}, "text": words, **more}
    headers = {SECRET_HEADER.encode(): secret.encode()}
    body = {"event_name": TEXT, "message": message}
    return gateway.post("/zalo-bot/webhook", json=body, headers=headers).status_code


def test_words_and_numbers(gateway: TestClient, platform: Platform, rasa: StandIn) -> None:
    assert say(gateway, "khai sinh", "m1") == 200
    assert say(gateway, "khai sinh", "m1") == 200  # it comes again
    wait_for(lambda: len(platform.sent) == 1)
    assert "\n2. Đăng ký lại khai sinh" in platform.texts[0]
    say(gateway, "số 1", "m2")
    wait_for(lambda: len(platform.sent) == 2)
    assert [message.partition("{")[0] for _, message in rasa.got] == ["khai sinh", "/choose"]
    assert rasa.got[0][0] == "zalo_bot:71"
    say(gateway, "/restart", "m3")
    wait_for(lambda: len(platform.sent) == 3)
    assert len(rasa.got) == 2


def test_only_the_platform_is_believed(gateway: TestClient, rasa: StandIn) -> None:
    for wrong in ("", "sai", SECRET + "x"):
        assert say(gateway, "xin chào", "m1", wrong) == 403
    machine: dict[str, Any] = {"from": {"is_bot": True}}
    assert say(gateway, "xin chào", "m2", **machine) == 200
    assert say(gateway, "xin chào", "m3", chat={"id": "5", "chat_type": "GROUP"}) == 200
    headers = {SECRET_HEADER.encode(): SECRET.encode()}
    assert gateway.post("/zalo-bot/webhook", content=b"{}", headers=headers).status_code == 200
    time.sleep(0.2)
    assert rasa.got == []


def test_without_a_long_enough_secret_nobody_is_believed(
    make_client: Callable[..., TestClient], platform: Platform
) -> None:
    client = make_client(zalo_bot_token=TOKEN, zalo_bot_secret="", zalo_bot_api=platform.base)
    assert say(client, "xin chào", "m1", "") == 403
    assert "8 to 256" in client.get("/healthz").json()["causes"]["zalo_bot: secret"]


def test_a_passing_fault_is_tried_again(gateway: TestClient, platform: Platform) -> None:
    platform.codes.append(500)
    say(gateway, "xin chào", "m1")
    wait_for(lambda: len(platform.sent) == 1, 20)


async def test_what_comes_of_a_parcel() -> None:
    channel = ZaloBotChannel(Settings(zalo_bot_token=TOKEN))
    parcel = Parcel(1, "zalo_bot:71", {"text": "chào"}, 1, 0.0)
    assert (await channel.deliver(parcel)).fault == "opening"


@pytest.mark.parametrize(
    ("codes", "tries", "kind", "fault"),
    [
        ([], 1, "sent", ""),
        ([429], 9, "again", "bot_refused_429"),
        ([500], 9, "again", "bot_refused_500"),
        ([400], 1, "again", "bot_refused_400"),
        ([400], 3, "failed", "bot_refused_400"),
        ([401], 3, "failed", "bot_refused_401"),
    ],
)
def test_each_answer_has_its_outcome(
    gateway: TestClient, platform: Platform, codes: list[int], tries: int, kind: str, fault: str
) -> None:
    channel: Any = _channel_of(gateway)
    platform.codes.extend(codes)
    parcel = Parcel(1, "zalo_bot:71", {"text": "chào"}, tries, time.time())
    outcome = gateway.portal.call(channel.deliver, parcel)  # type: ignore[union-attr]
    assert (outcome.kind, outcome.fault) == (kind, fault)
    assert ("token" in channel.problems()) == (codes == [401])
    stale = Parcel(1, "zalo_bot:71", {"text": "chào"}, 1, time.time() - STALE - 1)
    assert gateway.portal.call(channel.deliver, stale).fault == "stale"  # type: ignore[union-attr]


def _channel_of(gateway: TestClient) -> Any:
    health = gateway.app.state.services.health  # type: ignore[attr-defined]
    return health._channels[0]


def test_a_long_reply_is_cut() -> None:
    buttons = [Button(title="Có", payload="/yes")]
    packed = ZaloBotChannel(Settings(zalo_bot_token=TOKEN)).pack([Message(text="x " * 1_500, buttons=buttons)])
    assert [len(body["text"]) <= 2_000 for body in packed.bodies] == [True, True]
    assert packed.bodies[-1]["text"].endswith("1. Có")
    assert packed.numbers == {1: "/yes"}
    assert ZaloBotChannel(Settings(zalo_bot_token=TOKEN)).pack([]).bodies == []
