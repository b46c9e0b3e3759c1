from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from web.channels.zalo.standin.__main__ import main, parser
from web.channels.zalo.standin.app import listen

ROOT = Path(__file__).resolve().parents[5]


def test_it_prints_how_to_connect_and_serves() -> None:
    command = [sys.executable, "-m", "web.channels.zalo.standin", "--port", "0", "--oa-secret", "geheim"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        lines = dict(process.stdout.readline().strip().split("=", 1) for _ in range(6))
        try:
            assert lines["DIMOTLAN_ZALO_API"] == lines["DIMOTLAN_ZALO_OAUTH"]
            assert f"{lines['DIMOTLAN_ZALO_API']}/" in first
            assert "http://127.0.0.1:8080/zalo/webhook" in first
            assert lines["DIMOTLAN_ZALO_OA_SECRET"] == "geheim"
            status = httpx.get(f"{lines['DIMOTLAN_ZALO_API']}/standin/status", trust_env=False).json()
            assert status["webhook"]["url"] == "http://127.0.0.1:8080/zalo/webhook"
        finally:
            process.terminate()
        assert process.wait(10) in (0, -15)


def test_a_port_in_use_and_a_bad_speed_end_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    bound = listen(0)
    assert main(["--port", str(bound.getsockname()[1])]) == 2
    bound.close()
    assert main(["--port", "99999"]) == 2
    assert main(["--speed", "0"]) == 2
    assert "cannot start" in capsys.readouterr().err


def test_the_defaults() -> None:
    usual = parser().parse_args([])
    assert (usual.port, usual.speed) == (8090, 1.0)
