"""The commands `authorise` and `status`, against the stand-in of Zalo."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from knowledge.settings import get_settings
from tests.web.channels.zalo.playing import Zalo, wait_for
from web.channels.zalo.__main__ import main
from web.channels.zalo.api.tokens import NOTE, read_pair
from web.channels.zalo.watch import NOTE as LAST_EVENT
from web.store.database import Database
from web.store.notes import Notes


@pytest.fixture
def connected_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, zalo: Zalo) -> Zalo:
    for name, value in zalo.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path))
    get_settings.cache_clear()
    monkeypatch.setattr("web.channels.zalo.__main__.get_settings", get_settings)
    return zalo


@pytest.fixture(autouse=True)
def fresh_settings() -> object:
    yield
    get_settings.cache_clear()


def allow(address: str) -> str:
    """The administrator opens the address and presses the button; returns where the browser is led."""
    asked = dict(httpx.URL(address).params)
    page = httpx.get(address, trust_env=False)
    assert "Cho phép" in page.text
    answer = httpx.post(address.partition("?")[0], data=asked, trust_env=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def stored() -> object:
    database = Database.open(get_settings())
    pair = read_pair(Notes(database).read(NOTE))
    database.close()
    return pair


def test_authorised_over_the_loopback_address(connected_environment: Zalo, capsys: pytest.CaptureFixture[str]) -> None:
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(main(["authorise"])))
    thread.start()
    out = ""

    def address() -> str:
        nonlocal out
        out += capsys.readouterr().out
        found = re.search(r"^http\S+$", out, re.MULTILINE)
        return found.group(0) if found else ""

    httpx.get(allow(wait_for(address)), trust_env=False)
    thread.join(20)
    assert codes == [0]
    assert stored() is not None
    told = out + capsys.readouterr().out
    assert "authorised" in told
    assert "access_token" not in told


def paste(change: Callable[[str], str] = lambda address: address) -> Callable[[str], str]:
    """What the administrator pastes, after having opened what was printed."""
    return lambda _: change(PRINTED.pop())


PRINTED: list[str] = []


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The address that is printed; it is opened at once."""
    from web.channels.zalo.api.oauth import OAuth

    made = OAuth.permission_url

    def remember(self: OAuth, *arguments: object) -> str:
        address = made(self, *arguments)  # type: ignore[arg-type]
        PRINTED.append(address)
        return address

    monkeypatch.setattr(OAuth, "permission_url", remember)
    return PRINTED


def test_authorised_by_pasting(connected_environment: Zalo, printed: list[str]) -> None:
    arguments = ["authorise", "--redirect", "https://motcua.test/"]
    assert main(arguments, paste(allow)) == 0
    first = stored()
    assert main(arguments, paste(allow)) == 0
    assert stored() != first


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        (lambda _: "", "no code"),
        (lambda address: re.sub("state=[^&]*", "state=old", allow(address)), "another round"),
        (lambda address: re.sub("code=[^&]*", "code=wrong", allow(address)), "refuses the code"),
    ],
)
def test_not_authorised(
    connected_environment: Zalo,
    printed: list[str],
    capsys: pytest.CaptureFixture[str],
    pasted: Callable[[str], str],
    why: str,
) -> None:
    assert main(["authorise", "--redirect", "https://motcua.test/"], paste(pasted)) == 2
    assert why in capsys.readouterr().err
    assert stored() is None


def test_zalo_is_away(
    connected_environment: Zalo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIMOTLAN_ZALO_OAUTH", "http://127.0.0.1:1")
    get_settings.cache_clear()
    states: list[str] = []
    from web.channels.zalo.api.oauth import Permission

    monkeypatch.setattr(Permission, "new", classmethod(lambda cls: cls("v" * 43, "s")))
    answer = lambda _: states.append("asked") or "https://x.test/?code=a&state=s"  # type: ignore[func-returns-value] # noqa: E731
    assert main(["authorise", "--redirect", "https://motcua.test/"], answer) == 2
    assert "no usable answer" in capsys.readouterr().err


def test_the_status(connected_environment: Zalo, printed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    assert "token: none" in capsys.readouterr().out
    main(["authorise", "--redirect", "https://motcua.test/"], paste(allow))
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    assert "last event: none yet" in out
    assert "waiting to be sent: 0" in out
    database = Database.open(get_settings())
    Notes(database).write(LAST_EVENT, time.time() - 30 * 86_400)
    database.close()
    assert main(["status"]) == 1
    assert "office hours ago" in capsys.readouterr().out


def test_without_settings_or_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    get_settings.cache_clear()
    assert main(["status"]) == 2
    for name in ("APP_ID", "OA_ID", "APP_SECRET"):
        monkeypatch.setenv(f"DIMOTLAN_ZALO_{name}", "x")
    (tmp_path / "file").touch()
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path / "file"))
    get_settings.cache_clear()
    assert main(["status"]) == 2
    assert "database" in capsys.readouterr().err
