"""`python -m bot` hands over to Rasa's command line: loopback only, telemetry off, our logging."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
import rasa.__main__

import bot.__main__ as module
import bot.quicken
import bot.tracker_store


def test_rasa_gets_the_loopback_address_and_our_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "--model", "model.tar.gz", "--port", "6000"])
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr("rasa.utils.io.configure_colored_logging", lambda *_: None)
    for variable in ("DIMOTLAN_PARTS_SECRET", "DIMOTLAN_ACTIONS_URL", "DIMOTLAN_ACTIONS_PORT", "DIMOTLAN_PARTS_HOST"):
        os.environ.pop(variable, None)
    prepared: list[str] = []
    monkeypatch.setattr(bot.quicken, "quicken", lambda: prepared.append("quick"))
    monkeypatch.setattr(bot.tracker_store, "without_fallback", lambda: prepared.append("no fallback"))
    handed_over: list[list[str]] = []
    monkeypatch.setattr(rasa.__main__, "main", lambda: handed_over.append(sys.argv))
    module.main()
    (arguments,) = handed_over
    values = dict(zip(arguments[2::2], arguments[3::2], strict=True))
    assert arguments[:2] == ["rasa", "run"]
    assert (values["--interface"], values["--port"], values["--model"]) == ("127.0.0.1", "6000", "model.tar.gz")
    assert Path(values["--logging-config-file"]).is_file()
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert prepared == ["quick", "no fallback"]
    # Rasa refuses endpoints.yml with a variable that is not set
    asked_for = set(re.findall(r"\$\{(\w+)\}", Path("endpoints.yml").read_text(encoding="utf-8")))
    assert asked_for <= {*os.environ, "DIMOTLAN_VAR"}
    assert os.environ["DIMOTLAN_ACTIONS_URL"] == "http://127.0.0.1:5055"


def test_a_model_must_be_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bot"])
    with pytest.raises(SystemExit):
        module.main()
    assert "--model" in capsys.readouterr().err
