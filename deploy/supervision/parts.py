"""The three parts of the assistant: their commands, their addresses, and what they find in their environment."""

from __future__ import annotations

import os
import resource
import secrets
import sys
from pathlib import Path

from deploy.supervision.part import ROOT, Address, Part
from knowledge.settings import Settings

OPEN_FILES = 8_192
"""Files and connections that a part may have open, where the system allows it; the usual 1,024 are soon taken."""
SECRET = "DIMOTLAN_PARTS_SECRET"
"""The variable that holds what the parts know each other by; it is another one after every start."""


def make_parts(settings: Settings) -> list[Part]:
    """The parts in the order in which they are started; none is started."""
    python, inside = sys.executable, _here(settings.parts_host)
    commands = {
        "actions": [python, "-m", "actions"],
        "rasa": [python, "-m", "bot", "--model", str(model(settings)), "--port", str(settings.rasa_port)],
        "web": [python, "-m", "deploy.bounded_uvicorn", "web.app:create_app"],
    }
    commands["web"] += ["--host", settings.web_host, "--port", str(settings.web_port)]
    addresses = {
        "actions": Address(inside, settings.actions_port, "/health"),
        "rasa": Address(inside, settings.rasa_port),
        "web": Address(_here(settings.web_host), settings.web_port),
    }
    variables = {**environment(settings), SECRET: settings.parts_secret or secrets.token_hex(32)}
    logs = settings.var / "logs"
    return [Part(name, commands[name], addresses[name], variables, logs / f"{name}.log") for name in commands]


def model(settings: Settings) -> Path:
    """Where the trained Rasa model is."""
    return settings.var / "models" / "current.tar.gz"


def health_of(settings: Settings) -> Address:
    """Where the gateway tells whether people can be served."""
    return Address(_here(settings.web_host), settings.web_port, "/healthz")


def environment(settings: Settings) -> dict[str, str]:
    """The environment of every process that is started from here."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "DIMOTLAN_VAR": str(settings.var),
        "DIMOTLAN_ACTIONS_PORT": str(settings.actions_port),
        "DIMOTLAN_ACTIONS_URL": f"http://{_here(settings.parts_host)}:{settings.actions_port}",
    }


def _here(host: str) -> str:
    """The address under which this machine reaches what listens on `host`, also when that is every address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def room_for_connections() -> None:
    """Raise the number of files that this process and its children may have open, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
