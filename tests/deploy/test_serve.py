"""What prevents a start is told in a single clear line; a stop on request is clean."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.serve import _can_serve
from deploy.supervision.part import Address
from deploy.whole import ROOT, borrow, free_ports
from knowledge.library.editions import Editions
from knowledge.library.publish import publish
from knowledge.settings import get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import file_of, without_model
from tests.web.helpers import wait_for


def serve(var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    web, rasa, actions = free_ports(3)
    own = {
        "DIMOTLAN_VAR": str(var),
        "DIMOTLAN_WEB_PORT": str(web),
        "DIMOTLAN_RASA_PORT": str(rasa),
        "DIMOTLAN_ACTIONS_PORT": str(actions),
    }
    command = [sys.executable, "deploy/serve.py"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **own, **environment}, capture_output=True, text=True, timeout=120
    )


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    done = serve(tmp_path)
    assert done.returncode == 1
    assert "make train" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_catalogue_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "catalogue" / "ho_tich").mkdir(parents=True)
    (tmp_path / "catalogue" / "ho_tich" / "1.000001.yml").write_text("code: [1\n", encoding="utf-8")
    done = serve(tmp_path, DIMOTLAN_CATALOGUE=str(tmp_path / "catalogue"))
    assert done.returncode == 1
    assert "ho_tich/1.000001.yml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_with_a_last_good_edition_a_broken_catalogue_is_named_and_is_no_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_model(monkeypatch)
    settings = settings_for(tmp_path, procedure())
    with Editions(settings).lock(0):
        publish(settings, build=True, report=lambda line: None)
    file_of(settings).write_text("code: [1\n", encoding="utf-8")
    done = serve(settings.var, DIMOTLAN_CATALOGUE=str(settings.catalogue))
    fault, serving, end = done.stderr.splitlines()
    assert "test/1.000001.yml:" in fault
    assert serving == "serve: what serves: edition 1"
    assert "make train" in end  # the catalogue was no reason not to start


@pytest.mark.parametrize(
    ("status", "states", "can"),
    [
        (200, {}, True),
        (503, {"rasa": "ok", "actions": "ok", "index": "building"}, True),
        (503, {"rasa": "ok", "actions": "ok", "index": "missing"}, True),
        (503, {"rasa": "ok", "actions": "ok", "index": "starting"}, False),
        (503, {"rasa": "starting", "actions": "ok", "index": "building"}, False),
        (503, {"index": "building"}, False),
        (503, {}, False),
    ],
)
def test_people_can_be_served_while_the_index_is_built(status: int, states: dict[str, str], can: bool) -> None:
    assert _can_serve(status, json.dumps({"status": "degraded", "parts": states}).encode()) is can


@pytest.mark.parametrize("body", [b"", b"Service Unavailable", b"[]", b"null", b'{"parts": 1}', b'{"parts": ["ok"]}'])
def test_an_odd_answer_is_not_ready(body: bytes) -> None:
    assert not _can_serve(503, body)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "current.tar.gz").write_bytes(b"")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = serve(tmp_path, DIMOTLAN_WEB_PORT=str(port))
    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr
    assert "DIMOTLAN_WEB_PORT" in done.stderr


@pytest.mark.whole
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_in_the_middle_of_the_start_leaves_no_process(tmp_path: Path, how: signal.Signals) -> None:
    var = get_settings().var
    for name in ("models", "index", "catalogue.json"):
        (tmp_path / name).symlink_to((var / name).resolve())
    web, rasa, actions = free_ports(3)
    own = {"DIMOTLAN_VAR": str(tmp_path), "DIMOTLAN_WEB_PORT": str(web), "DIMOTLAN_RASA_PORT": str(rasa)}
    process = subprocess.Popen(
        [sys.executable, "deploy/serve.py", "--quiet"],
        cwd=ROOT,
        env={**os.environ, **own, "DIMOTLAN_ACTIONS_PORT": str(actions)},
    )
    time.sleep(4)
    process.send_signal(how)
    assert process.wait(40) == 0
    assert not _talking_about(str(tmp_path))


@pytest.mark.whole
def test_a_killed_part_comes_back_and_a_killed_supervisor_leaves_nothing(tmp_path: Path) -> None:
    borrow(get_settings().var, tmp_path)
    ports = dict(zip(("WEB", "RASA", "ACTIONS"), free_ports(3), strict=True))
    own = {"DIMOTLAN_VAR": str(tmp_path), **{f"DIMOTLAN_{name}_PORT": str(port) for name, port in ports.items()}}
    process = subprocess.Popen([sys.executable, "deploy/serve.py", "--quiet"], cwd=ROOT, env={**os.environ, **own})
    health = Address("127.0.0.1", ports["WEB"], "/healthz")
    log = tmp_path / "logs" / "supervisor.log"
    try:
        # whoever ends before the supervisor has seen everything ready ends the start
        wait_for(lambda: log.is_file() and '"ready"' in log.read_text(), 180)
        (gateway,) = _children(process.pid, "deploy.bounded_uvicorn")
        (rasa,) = _children(process.pid, "bot")
        os.kill(gateway, signal.SIGKILL)
        _wait_for_status(health, None, 10)
        _wait_for_status(health, 200, 120)
        assert _children(process.pid, "deploy.bounded_uvicorn") != [gateway]
        assert _children(process.pid, "bot") == [rasa]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_for(lambda: not _talking_about(str(tmp_path)))
    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert events[:3] == ["ready", "part_ended", "part_started"]


def _wait_for_status(address: Address, status: int | None, seconds: float) -> None:
    def seen() -> bool:
        answer = address.ask(5)
        return (answer[0] if answer else None) == status

    wait_for(seen, seconds)


def _children(parent: int, module: str) -> list[int]:
    """The ids of a process's children that run a module."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            status = (process / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(status[1]) == parent and module.encode() in words:
            found.append(int(process.name))
    return found


def _talking_about(name: str) -> list[str]:
    """Command lines of living processes whose environment names the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if name.encode() in (process / "environ").read_bytes() and process.name != str(os.getpid()):
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found
