"""`rasa data validate` is silent when all is well and shows Rasa's words when not."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from deploy import validate


@pytest.mark.parametrize(("code", "shown"), [(0, "Rasa data: valid"), (1, "intent 'x' is not listed")])
def test_the_outcome(
    code: int, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], code, "intent 'x' is not listed", "")

    monkeypatch.setattr(subprocess, "run", run)
    assert validate.main() == code
    assert shown in capsys.readouterr().out
