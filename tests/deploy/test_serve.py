"""What prevents a start is told in a single clear line; a stop on request is clean."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.whole import ROOT, free_ports
from knowledge.settings import get_settings


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
