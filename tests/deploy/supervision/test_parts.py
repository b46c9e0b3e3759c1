"""The commands and the environment of the three parts."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from deploy.supervision.parts import SECRET, environment, health_of, make_parts, model, room_for_connections
from knowledge.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, web_port=1, rasa_port=2, actions_port=3)


def test_three_parts_and_where_they_are_asked(settings: Settings) -> None:
    parts = {part.name: part for part in make_parts(settings)}
    where = {name: (part.address.port, part.address.path) for name, part in parts.items()}
    assert where == {"actions": (3, "/health"), "rasa": (2, "/"), "web": (1, "/")}
    assert str(model(settings)) in parts["rasa"].command
    assert not any(part.runs for part in parts.values())


def test_the_secret_is_shared_by_all_and_another_one_each_time(settings: Settings) -> None:
    first, second = ({part.environment[SECRET] for part in make_parts(settings)} for _ in range(2))
    assert len(first) == len(second) == 1
    assert first != second
    assert len(first.pop()) == 64
    assert SECRET not in environment(settings)
    assert "environment" not in repr(make_parts(settings)[0])


@pytest.mark.parametrize(
    ("host", "asked"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("127.0.0.1", "127.0.0.1"), ("10.0.0.7", "10.0.0.7")]
)
def test_a_gateway_on_every_address_is_asked_here(settings: Settings, host: str, asked: str) -> None:
    changed = settings.model_copy(update={"web_host": host})
    assert (health_of(changed).host, health_of(changed).path) == (asked, "/healthz")
    assert {part.name: part.address.host for part in make_parts(changed)}["web"] == asked


def test_a_secret_that_is_set_stays(settings: Settings) -> None:
    (given,) = {part.environment[SECRET] for part in make_parts(settings.model_copy(update={"parts_secret": "own"}))}
    assert given == "own"


def test_rasa_is_told_where_the_action_server_is(settings: Settings) -> None:
    assert environment(settings)["DIMOTLAN_ACTIONS_URL"] == "http://127.0.0.1:3"


def test_room_for_connections_is_made_where_the_system_allows_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        room_for_connections()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == min(8_192, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        room_for_connections()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(before[0], 8_192)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
