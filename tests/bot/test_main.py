"""`python -m bot` hands over to Rasa's command line: loopback only, telemetry off, our logging."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import rasa.__main__

import bot.__main__ as module
import bot.quicken


def test_rasa_gets_the_loopback_address_and_our_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "--model", "model.tar.gz", "--port", "6000"])
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr("rasa.utils.io.configure_colored_logging", lambda *_: None)
    monkeypatch.setattr(bot.quicken, "quicken", lambda: None)
    handed_over: list[list[str]] = []
    monkeypatch.setattr(rasa.__main__, "main", lambda: handed_over.append(sys.argv))
    module.main()
    (arguments,) = handed_over
    values = dict(zip(arguments[2::2], arguments[3::2], strict=True))
    assert arguments[:2] == ["rasa", "run"]
    assert (values["--interface"], values["--port"], values["--model"]) == ("127.0.0.1", "6000", "model.tar.gz")
    assert Path(values["--logging-config-file"]).is_file()
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"


def test_a_model_must_be_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bot"])
    with pytest.raises(SystemExit):
        module.main()
    assert "--model" in capsys.readouterr().err
