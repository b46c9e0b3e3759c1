"""deploy/kubernetes says what the code knows: ports, paths, names, sizes; and every object is whole."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from starlette.routing import Match

from deploy.supervision.parts import make_parts
from knowledge.catalogue_files.overlays import load_overlays
from knowledge.settings import ROOT, Settings
from tests.deploy.container_files import (
    KUBERNETES,
    PARTS,
    PORTS,
    checked,
    containers,
    dig,
    environment,
    hosts_and_ports,
    objects,
    pod,
    pods,
    services,
    settings_of,
)
from web.app import create_app

NEEDED: Mapping[str, tuple[str, ...]] = {
    "Namespace": (),
    "ConfigMap": ("data",),
    "Secret": ("type", "stringData"),
    "Deployment": ("spec.replicas", "spec.selector.matchLabels", "spec.template.spec.containers"),
    "Service": ("spec.selector", "spec.ports"),
    "PodDisruptionBudget": ("spec.minAvailable", "spec.selector.matchLabels"),
    "CronJob": ("spec.schedule", "spec.timeZone", "spec.concurrencyPolicy", "spec.jobTemplate.spec.template.spec"),
    "PersistentVolumeClaim": ("spec.accessModes", "spec.resources.requests.storage"),
    "NetworkPolicy": ("spec.podSelector", "spec.policyTypes"),
    "Ingress": ("spec.rules", "spec.tls"),
}
"""By kind, what an object must have beside apiVersion, kind and a name."""


def test_every_object_has_what_its_kind_needs() -> None:
    for (kind, name), one in objects().items():
        assert re.fullmatch(r"(?:[a-z0-9.]+/)?v1", one["apiVersion"]), name
        assert one["metadata"].get("namespace", name) == "dimotlan"
        for path in NEEDED[kind]:
            assert dig(one, path) is not None, f"{kind} {name}: {path}"
    assert {kind for kind, _ in objects()} == NEEDED.keys()


def test_kustomization_applies_all_but_the_example_of_secrets() -> None:
    kustomization = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
    files = {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml", "secret.example.yaml"}
    assert set(kustomization["resources"]) == files
    assert all(value == "" for name in ("shared", "web") for value in objects()["Secret", name]["stringData"].values())


@pytest.mark.parametrize("part", PARTS)
def test_two_replicas_with_service_budget_and_places_apart(part: str) -> None:
    deployment, labels = objects()["Deployment", part]["spec"], {"app.kubernetes.io/name": part}
    assert deployment["replicas"] == 2
    assert labels.items() <= deployment["template"]["metadata"]["labels"].items()
    assert deployment["selector"]["matchLabels"] == deployment["template"]["metadata"]["labels"]
    for kind in ("Service", "PodDisruptionBudget"):
        spec = objects()[kind, part]["spec"]
        chosen = spec["selector"].get("matchLabels", spec["selector"])
        assert chosen == deployment["selector"]["matchLabels"]
    assert pod(part)["topologySpreadConstraints"][0]["topologyKey"] == "kubernetes.io/hostname"
    (port,) = pod(part)["containers"][0]["ports"]
    assert port == {"name": "http", "containerPort": PORTS[part]}
    assert objects()["Service", part]["spec"]["ports"] == [{"name": "http", "port": PORTS[part], "targetPort": "http"}]


def test_what_is_asked_of_the_parts_exists() -> None:
    """The gateway's own routes; of the others, what the supervisor of one machine asks them too."""
    asked = {part: {key: pod(part)["containers"][0][f"{key}Probe"]["httpGet"] for key in _PROBES} for part in PARTS}
    assert {probe["port"] for probes in asked.values() for probe in probes.values()} == {"http"}
    app = create_app(Settings(), channels=())
    for path in {probe["path"] for probe in asked["web"].values()}:
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        assert any(route.matches(scope)[0] is Match.FULL for route in app.routes), path
    addresses = {part.name: part.address for part in make_parts(Settings())}
    for part in PARTS:
        assert asked[part]["liveness"]["path"] == addresses[part].path
    for name, one in {**services("web"), **services("rasa"), **services("actions")}.items():
        part = name.split("-")[0]
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+/\w*", one["healthcheck"]["test"][-1])
        ready = asked[part]["readiness"]["path"]
        assert url == f"http://127.0.0.1:{PORTS[part]}{ready}"


_PROBES = ("startup", "readiness", "liveness")


def test_a_gateway_is_not_killed_because_another_part_is_down() -> None:
    (container,) = pod("web")["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["livenessProbe"]["httpGet"]["path"] != "/healthz"


def test_the_parts_of_kubernetes_know_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {name for kind, name in objects() if kind == "Service"}
    for part in pods():
        given = environment(part)
        assert {host for host, _ in hosts_and_ports(" ".join(given.values()))} <= names
    gateway = settings_of({**environment("web"), "DIMOTLAN_SECRET": "s" * 64}, monkeypatch)
    assert gateway.rasa_addresses == ("http://rasa:5005",)
    assert gateway.actions_addresses == ("http://actions:5055",)
    assert environment("rasa")["DIMOTLAN_ACTIONS_URL"] == gateway.actions_addresses[0]
    for part in ("rasa", "actions"):
        assert settings_of(environment(part), monkeypatch).parts_host == "0.0.0.0"
        assert "DIMOTLAN_PARTS_SECRET" in environment(part)
    host = objects()["Ingress", "web"]["spec"]["rules"][0]["host"]
    assert gateway.public_url == f"https://{host}"
    backend = objects()["Ingress", "web"]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend == {"name": "web", "port": {"name": "http"}}


def test_no_container_may_more_than_it_must() -> None:
    for name, spec in pods().items():
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        # a Service whose name begins like our settings would set them
        assert spec["enableServiceLinks"] is False
        assert spec["automountServiceAccountToken"] is False
    for container in containers():
        locked = container["securityContext"]
        assert locked["readOnlyRootFilesystem"] is True
        assert locked["capabilities"] == {"drop": ["ALL"]}
    for one in [*services("web").values(), *services("rasa").values(), *services("actions").values()]:
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]


def test_what_is_mounted_is_there() -> None:
    claims = {name for kind, name in objects() if kind == "PersistentVolumeClaim"}
    for spec in pods().values():
        volumes = {volume["name"] for volume in spec["volumes"]}
        for container in (*spec.get("initContainers", ()), *spec["containers"]):
            assert {mount["name"] for mount in container["volumeMounts"]} <= volumes
        used = {claim["claimName"] for volume in spec["volumes"] if (claim := volume.get("persistentVolumeClaim"))}
        assert used <= claims


def test_the_requests_hold_what_was_measured() -> None:
    figures = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    measured = dict(re.findall(r"memory: (gateway|Rasa server|action server) \| ([\d.]+) MB", figures))
    for part, name in zip(PARTS, ("gateway", "Rasa server", "action server"), strict=True):
        resources = pod(part)["containers"][0]["resources"]
        assert float(measured[name]) < _megabytes(resources["requests"]["memory"])
        assert _megabytes(resources["requests"]["memory"]) < _megabytes(resources["limits"]["memory"])
        assert "cpu" not in resources["limits"]


def _megabytes(text: str) -> float:
    number, unit = re.fullmatch(r"(\d+)(Mi|Gi)", text).groups()  # type: ignore[union-attr]
    return int(number) * (1024.0 if unit == "Gi" else 1.0) * 1.048576


def test_network_policies_let_the_parts_speak_and_nobody_else() -> None:
    policies = {name: one["spec"] for (kind, name), one in objects().items() if kind == "NetworkPolicy"}
    assert policies.keys() == {"nobody", *PARTS}
    assert policies["nobody"] == {"podSelector": {}, "policyTypes": ["Ingress"]}
    for part in PARTS:
        (rule,) = policies[part]["ingress"]
        assert rule["ports"] == [{"port": PORTS[part], "protocol": "TCP"}]
        assert policies[part]["podSelector"]["matchLabels"] == {"app.kubernetes.io/name": part}


@pytest.mark.parametrize("part", ["web", "actions"])
def test_overlays_of_a_config_map_are_laid_where_the_catalogue_reads_them(part: str, tmp_path: Path) -> None:
    mounted, data, image = tmp_path / "overlays", tmp_path / "data", tmp_path / "image"
    (mounted / "..2026_11_30").mkdir(parents=True)  # as Kubernetes lays a ConfigMap out
    overlay = "source: {kind: decision, read: 2026-11-01, verified: true}\noffice: {address: Số 1}\n"
    (mounted / "..2026_11_30" / "lao_cai.office.yml").write_text(overlay, encoding="utf-8")
    (mounted / "..data").symlink_to("..2026_11_30")
    (mounted / "lao_cai.office.yml").symlink_to("..data/lao_cai.office.yml")
    (image / "index").mkdir(parents=True)
    data.mkdir()
    (container,) = pod(part)["initContainers"]
    script = container["args"][0].replace("/var/lib/dimotlan", str(image)).replace("/data/", f"{data}/")
    script = script.replace("/overlays/*", f"{mounted}/*")
    before, run, after = script.partition("exec python -m knowledge index --if-needed")
    assert (run, after.strip()) == ("exec python -m knowledge index --if-needed", "")
    subprocess.run([*container["command"], before], check=True, timeout=20)
    assert (data / "index").is_dir()
    assert load_overlays(data / "overlays").by_province["lao_cai"][""].office is not None


def test_kubectl_puts_the_objects_together() -> None:
    made = list(yaml.safe_load_all(checked(["kubectl", "kustomize", str(KUBERNETES)])))
    assert {(one["kind"], one["metadata"]["name"]) for one in made} == {
        (kind, name) for kind, name in objects() if kind != "Secret"
    }
