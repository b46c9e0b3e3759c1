"""Reads the container files for the tests: compose.yaml as Compose fills it in, the objects of deploy/kubernetes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from knowledge.settings import ROOT, Settings

KUBERNETES = ROOT / "deploy" / "kubernetes"
EXAMPLE = ROOT / "deploy" / "compose.env.example"
TEXTS = [ROOT / "compose.yaml", ROOT / ".dockerignore", ROOT / "deploy" / "Dockerfile", ROOT / "deploy" / "Caddyfile"]
PARTS = ("web", "rasa", "actions")
PORTS = {"web": 8080, "rasa": 5005, "actions": 5055}
VALUES = {"POSTGRES_PASSWORD": "p" * 32, "DIMOTLAN_SECRET": "s" * 64, "DIMOTLAN_PARTS_SECRET": "q" * 64}


@lru_cache(maxsize=1)
def compose() -> dict[str, Any]:
    """compose.yaml with the variables filled in, as Compose does it."""
    return dict(_filled(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))))


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return re.sub(r"\$\{(\w+)(:\?|:-)([^{}]*)\}", _variable, value) if isinstance(value, str) else value


def _variable(match: re.Match[str]) -> str:
    name, how, default = match.groups()
    return VALUES.get(name, "") or (default if how == ":-" else "")


@lru_cache(maxsize=1)
def objects() -> dict[tuple[str, str], dict[str, Any]]:
    """The objects of deploy/kubernetes by kind and name."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in sorted(KUBERNETES.glob("*.yaml")):
        for one in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if one["kind"] != "Kustomization":
                assert (one["kind"], one["metadata"]["name"]) not in found, path.name
                found[one["kind"], one["metadata"]["name"]] = one
    return found


def pod(part: str) -> dict[str, Any]:
    return dict(objects()["Deployment", part]["spec"]["template"]["spec"])


def pods() -> dict[str, dict[str, Any]]:
    job = objects()["CronJob", "sync"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return {**{part: pod(part) for part in PARTS}, "sync": job}


def containers() -> list[dict[str, Any]]:
    return [one for spec in pods().values() for one in (*spec.get("initContainers", ()), *spec["containers"])]


def services(part: str) -> dict[str, dict[str, Any]]:
    """The services of compose.yaml that are this part."""
    return {name: one for name, one in compose()["services"].items() if re.fullmatch(rf"{part}-\d", name)}


def dig(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def environment(part: str) -> dict[str, str]:
    """What a container of Kubernetes is given, with made-up secrets."""
    kept = ("ConfigMap", "data"), ("Secret", "stringData")
    data = {name: one[key] for kind, key in kept for (own, name), one in objects().items() if own == kind}
    (container,) = pods()[part]["containers"]
    given: dict[str, str] = {}
    for source in container.get("envFrom", ()):
        given |= data[next(iter(source.values()))["name"]]
    for variable in container.get("env", ()):
        source = next(iter(variable["valueFrom"].values()))
        given[variable["name"]] = data[source["name"]][source["key"]]
    return given


def settings_of(given: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings that a process with this environment has."""
    for name in [name for name in os.environ if name.startswith("DIMOTLAN_")]:
        monkeypatch.delenv(name)
    for name, value in given.items():
        if value is not None:
            monkeypatch.setenv(name, str(value))
    return Settings()


def hosts_and_ports(text: str) -> set[tuple[str, int]]:
    parts = [urlsplit(url) for url in re.findall(r"[a-z][a-z0-9+]*://[^\s,\"']+", text)]
    return {(part.hostname or "", part.port) for part in parts if part.port}


def flag(command: list[str], name: str) -> str:
    joined = " ".join(command)
    match = re.search(rf"--{name}[= ](\S+)", joined)
    assert match, f"--{name} in {joined}"
    return match[1]


def all_texts() -> Iterator[tuple[str, str]]:
    for path in (*TEXTS, EXAMPLE, *sorted(KUBERNETES.glob("*.yaml"))):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def checked(command: list[str], **variables: str) -> str:
    """The output of an engine's own check; the test is skipped, with the reason, where the engine is not installed."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
