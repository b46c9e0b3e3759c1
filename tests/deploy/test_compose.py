"""compose.yaml and its proxy say what the code knows: every name, port and network of two of everything."""

from __future__ import annotations

import re
import shutil
import subprocess
from ipaddress import ip_network
from pathlib import Path

import pytest
import yaml

from knowledge.settings import ROOT
from tests.deploy.container_files import (
    PARTS,
    PORTS,
    VALUES,
    checked,
    compose,
    flag,
    hosts_and_ports,
    pod,
    services,
    settings_of,
)


def test_there_are_two_of_each_and_one_syncs() -> None:
    assert [len(services(part)) for part in PARTS] == [2, 2, 2]
    periods = [one["environment"]["DIMOTLAN_SYNC_EVERY"] for one in services("web").values()]
    assert sorted(map(bool, periods)) == [False, True]


def test_whatever_dies_is_started_again_and_looked_after() -> None:
    for name, one in compose()["services"].items():
        if name != "index":  # it ends by itself
            assert one["restart"] == "unless-stopped", name
            assert one["healthcheck"]["test"], name


def test_every_name_in_compose_exists() -> None:
    names = compose()["services"].keys()
    for name, one in compose()["services"].items():
        assert set(one.get("depends_on", ())) <= names, name
        assert set(one.get("networks", ())) <= compose()["networks"].keys(), name
        mounted = [volume.split(":")[0] for volume in one.get("volumes", ())]
        for volume in mounted:
            assert volume in compose()["volumes"] or (ROOT / volume).exists(), volume
        for host, port in hosts_and_ports(str(one.get("environment", ""))):
            assert host in names, f"{name}: {host}"
            assert set(one["networks"]) & set(compose()["services"][host]["networks"]), f"{name} cannot reach {host}"
            part = host.split("-")[0]
            assert port == PORTS.get(part, {"postgres": 5432, "redis": 6379, "proxy": 5055}.get(part)), f"{host}:{port}"


def test_nobody_but_the_proxy_is_reachable_from_outside() -> None:
    assert [name for name, one in compose()["services"].items() if "ports" in one] == ["proxy"]
    outward = {name for name, one in compose()["networks"].items() if not one.get("internal")}
    members = {name for name, one in compose()["services"].items() if outward & set(one["networks"])}
    assert members == {"proxy", *services("web")}


def test_gateways_believe_the_proxy_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    (subnet,) = compose()["networks"]["edge"]["ipam"]["config"]
    for one in services("web").values():
        settings = settings_of(one["environment"], monkeypatch)
        assert settings.trusted_proxies == subnet["subnet"]
        assert ip_network(settings.trusted_proxies).is_private


def test_the_parts_of_compose_know_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    gateways = [settings_of(one["environment"], monkeypatch) for one in services("web").values()]
    for settings in gateways:
        assert settings.rasa_addresses == tuple(f"http://{name}:5005" for name in services("rasa"))
        assert settings.actions_addresses == tuple(f"http://{name}:5055" for name in services("actions"))
        assert settings.database_url.startswith("postgresql+psycopg2://dimotlan:")
        assert settings.redis_url
    assert len({(settings.secret, settings.parts_secret) for settings in gateways}) == 1
    for part in ("rasa", "actions"):
        for one in services(part).values():
            settings = settings_of(one["environment"], monkeypatch)
            assert settings.parts_secret == gateways[0].parts_secret
            assert settings.parts_host == "0.0.0.0"
    assert {one["environment"]["DIMOTLAN_DATABASE_URL"] for one in services("rasa").values()} == {
        gateways[0].database_url
    }


def test_the_proxy_leads_to_what_is_there() -> None:
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    served = [re.findall(r"(\S+):(\d+)", line) for line in re.findall(r"reverse_proxy (.*) \{", text)]
    for part, upstreams in zip(("web", "actions"), served, strict=True):
        assert upstreams == [(name, str(PORTS[part])) for name in services(part)]
    called = {one["environment"]["DIMOTLAN_ACTIONS_URL"] for one in services("rasa").values()}
    assert called == {"http://proxy:5055"}
    assert "http://:5055 {" in text
    probe = compose()["services"]["proxy"]["healthcheck"]["test"][-1]
    assert f"{probe.rstrip('/')} {{" in text


def test_the_proxy_gives_up_before_others_do(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    (kept,) = re.findall(r"keepalive (\d+)s", text)
    (hung,) = re.findall(r"response_header_timeout (\d+)s", text)
    assert int(kept) < int(flag(pod("web")["containers"][0]["command"], "timeout-keep-alive"))
    assert 2 * int(hung) < settings_of({}, monkeypatch).reply_timeout  # the second action server has its time too


def test_docker_compose_takes_the_file(tmp_path: Path) -> None:
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker is installed without compose")
    file = tmp_path / "compose.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in VALUES.items()))
    made = checked(["docker", "compose", "--env-file", str(file), "config"], COMPOSE_ENV_FILES=str(file))
    assert yaml.safe_load(made)["services"].keys() == compose()["services"].keys()


def test_caddy_takes_the_file() -> None:
    file = str(ROOT / "deploy" / "Caddyfile")
    checked(["caddy", "validate", "--config", file, "--adapter", "caddyfile"], SITE=":80")
