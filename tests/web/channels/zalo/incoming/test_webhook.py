"""The address for events: what is believed, what is answered, and that the webhook is never lost by our fault."""

from __future__ import annotations

import hashlib
import json
import time as clock
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from knowledge.settings import Settings
from tests.web.channels.zalo.fake import APP, LAN, OFFICE, SECRET, with_zalo
from tests.web.stand_in import StandIn
from web.channels.zalo.incoming.events import Event
from web.channels.zalo.incoming.webhook import Webhook
from web.errors import ApiError
from web.store.database import StoreUnavailable
from web.store.notes import Notes


def body(**more: Any) -> dict[str, Any]:
    usual = {
        "app_id": APP,
        "event_name": "user_send_text",
        "sender": {"id": LAN},
        "recipient": {"id": OFFICE},
        "message": {"msg_id": "m1", "text": "xin chào"},
        "timestamp": "1790000000000",
    }
    return {**usual, **more}


def signed(value: Any, stamp: str = "1790000000000", app: str = APP) -> tuple[bytes, str]:
    raw = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return raw, "mac=" + hashlib.sha256(app.encode() + raw + stamp.encode() + SECRET.encode()).hexdigest()


class Bench:
    """The webhook, and what came through it. `fault` is raised by whatever comes next."""

    def __init__(self, **changes: Any) -> None:
        self.got: list[Event] = []
        self.fault: Exception | None = None
        self.counts: Counter[str] = Counter()
        self.heard = self.unsigned = 0
        settings = with_zalo(Settings(), **changes)
        self.webhook = Webhook(settings, self._receive, self._count_heard, self._count_unsigned, self.counts)

    async def _receive(self, event: Event) -> None:
        if self.fault:
            raise self.fault
        self.got.append(event)

    def _count_heard(self) -> None:
        self.heard += 1

    def _count_unsigned(self) -> None:
        self.unsigned += 1

    async def take(self, value: Any, retry: int = 0, **how: str) -> int:
        return await self.webhook.take(*signed(value, **how), retry)


async def test_what_is_signed_comes_through() -> None:
    bench = Bench()
    assert await bench.take(body()) == 200
    number = body(timestamp=1_790_000_000_000, app_id=31)
    assert await bench.take(number) == 200
    fraction = b'{"event_name": "x", "timestamp": 1790000000000.50}'
    sign = hashlib.sha256(APP.encode() + fraction + b"1790000000000.50" + SECRET.encode()).hexdigest()
    assert await bench.webhook.take(fraction, sign, 0) == 200
    assert (len(bench.got), bench.heard, bench.unsigned) == (3, 3, 0)


async def test_nothing_else_does() -> None:
    bench = Bench()
    raw, sign = signed(body())
    for wrong in ("", "mac=", sign[:-1], sign[:-1] + "g", "mac=é"):
        assert await bench.webhook.take(raw, wrong, 0) == 403
    assert await bench.webhook.take(raw + b" ", sign, 0) == 403
    assert await bench.webhook.take(b"no json", sign, 0) == 403
    assert await bench.take(body(app_id="32")) == 403
    assert await bench.take(body(), app=OFFICE) == 403
    assert (bench.got, bench.heard, bench.unsigned) == ([], 0, 9)


async def test_another_offices_events_are_left_alone() -> None:
    bench = Bench()
    assert await bench.take(body(recipient={"id": "99"})) == 200
    assert bench.got == []
    assert bench.counts["events_of_others"] == 1


async def test_what_cannot_be_read_is_not_wanted_again() -> None:
    bench = Bench()
    assert await bench.take(body(message={})) == 200
    assert bench.counts["events_unreadable"] == 1


@pytest.mark.parametrize(
    "fault", [StoreUnavailable("full"), ApiError(503, "try_later"), ApiError(429, "one_at_a_time")]
)
async def test_what_cannot_be_stored_is_wanted_again_but_for_the_last_time(fault: Exception) -> None:
    bench = Bench()
    bench.fault = fault
    assert [await bench.take(body(), retry) for retry in range(7)] == [503] * 5 + [200] * 2
    assert bench.counts["events_lost"] == 2


async def test_an_event_that_makes_us_fail_does_not_cost_the_webhook() -> None:
    bench = Bench()
    bench.fault = KeyError("oops")
    assert [await bench.take(body(), retry) for retry in range(4)] == [503, 503, 200, 200]


async def test_before_there_is_a_secret_only_a_setting_answers_the_probe() -> None:
    without = Bench(zalo_oa_secret="")
    assert await without.webhook.take(b"{}", "", 0) == 403
    assert await without.take(body()) == 403
    probed = Bench(zalo_oa_secret="", zalo_bootstrap=True)
    assert await probed.webhook.take(b"{}", "", 0) == 200
    assert await probed.webhook.take(*signed(body())[:1], "", 0) == 200
    assert await probed.take(body()) == 403
    assert probed.got == []


@given(raw=st.binary(max_size=300), sign=st.text(max_size=80), retry=st.integers(0, 9))
async def test_any_request_has_an_answer(raw: bytes, sign: str, retry: int) -> None:
    assert await Bench().webhook.take(raw, sign, retry) == 403


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(sorted(body())), inner, max_size=4),
)


@given(value=st.dictionaries(st.sampled_from(sorted(body())), JSON))
async def test_any_signed_event_has_an_answer(value: dict[str, Any]) -> None:
    stamp = value.get("timestamp", "")
    stamp = str(stamp) if isinstance(stamp, str | int) and not isinstance(stamp, bool) else ""
    bench = Bench()
    raw = json.dumps(value).encode()
    sign = hashlib.sha256(APP.encode() + raw + stamp.encode("utf-8", "surrogatepass") + SECRET.encode()).hexdigest()
    assert await bench.webhook.take(raw, sign, 0) in (200, 403)


def client_of(bench: Bench) -> TestClient:
    app = FastAPI()
    app.include_router(bench.webhook.routes())
    return TestClient(app)


def test_whoever_looks_finds_the_address() -> None:
    client = client_of(Bench())
    assert client.get("/zalo/webhook").status_code == 200
    assert client.head("/zalo/webhook").status_code == 200


@pytest.mark.parametrize("retry", ["", "0", "3", "²", "-1", "x", "9" * 5_000])
def test_any_number_of_retries_is_read(retry: str) -> None:
    raw, sign = signed(body())
    headers = {b"X-ZEvent-Signature": sign.encode(), b"num_retry": retry.encode()}
    assert client_of(Bench()).post("/zalo/webhook", content=raw, headers=headers).status_code == 200


def test_the_file_that_proves_the_domain() -> None:
    bench = Bench(zalo_verification='zalo_verifierAbC-1.html=<meta name="zalo" content="AbC=1">')
    answer = client_of(bench).get("/zalo_verifierAbC-1.html")
    assert (answer.status_code, answer.text) == (200, '<meta name="zalo" content="AbC=1">')
    assert answer.headers["content-type"].startswith("text/html")
    for wrong in ("", "../x.html=a", "x=a", "a/b.html=c", "x.html="):
        assert len(Bench(zalo_verification=wrong).webhook.routes().routes) == 2


def test_the_gateway_acknowledges_at_once(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    """However slow the dialogue is."""
    rasa.delay = 1.5
    client = make_client(**_changes())
    started = clock.perf_counter()
    for number in range(20):
        raw, sign = signed(body(message={"msg_id": f"m{number}", "text": "xin chào"}))
        assert client.post("/zalo/webhook", content=raw, headers={"X-ZEvent-Signature": sign}).status_code == 200
    assert (clock.perf_counter() - started) / 20 < 0.5
    assert len(rasa.got) <= 6


def _changes() -> dict[str, Any]:
    changed, usual = with_zalo(Settings()), Settings()
    names = Settings.model_fields
    return {name: getattr(changed, name) for name in names if getattr(changed, name) != getattr(usual, name)}


def test_a_full_disk_is_answered_with_503(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(**_changes())

    def full(*_: object) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr(Notes, "write", full)
    raw, sign = signed(body())
    assert client.post("/zalo/webhook", content=raw, headers={"X-ZEvent-Signature": sign}).status_code == 503


def test_a_larger_body_than_allowed_is_refused(make_client: Callable[..., TestClient]) -> None:
    client = make_client(**_changes(), max_body=1_000)
    raw, sign = signed(body(message={"msg_id": "m", "text": "x" * 2_000}))
    assert client.post("/zalo/webhook", content=raw, headers={"X-ZEvent-Signature": sign}).status_code == 413


def test_without_its_settings_there_is_no_channel(client: TestClient) -> None:
    assert client.post("/zalo/webhook", content=b"{}").status_code in (404, 405)


def test_what_the_operator_must_know_is_on_healthz(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(**_changes())
    for _ in range(100):
        causes = client.get("/healthz").json()["causes"]
        if causes:
            break
        clock.sleep(0.02)
    assert "authorise" in causes["zalo: token"]
