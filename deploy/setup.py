"""Set everything up, step by step; each step says what it does and how long it took, and is skipped when up to date.

Runs on a bare Python 3.11 with the standard library only. Usage: python3.11 deploy/setup.py [--dev] [--no-model]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
VAR = Path(os.environ.get("DIMOTLAN_VAR", ROOT / "var"))
TORCH = "2.13.0"
UV = "uv==0.13.9"
SLOW = 4.0
MODEL_INPUTS = ("config.yml", "domain.yml", "data", "bot", "knowledge/text", "knowledge/files.py")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


class StepFailed(Exception):
    """A step ended badly; the message says which and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps that are not up to date; 1 with one clear line when one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the checks need (test tools, Chromium)")
    parser.add_argument("--no-model", action="store_true", help="stop before the search index and the Rasa model")
    parser.add_argument("--retrain", action="store_true", help="train the Rasa model even when it is up to date")
    options = parser.parse_args(arguments)
    if sys.version_info[:2] != (3, 11):
        print(f"setup: Python 3.11 is needed, this is {sys.version.split()[0]}; run it as `python3.11 deploy/setup.py`")
        return 1
    steps: list[tuple[str, Callable[[], str]]] = [
        ("virtual environment", _environment),
        ("Python packages", lambda: _packages(options.dev)),
        ("PyTorch", _torch),
    ]
    if options.dev:
        steps.append(("Chromium for the browser tests", _chromium))
    steps.append(("front end", lambda: _front(options.dev)))
    if not options.no_model:
        steps += [("search index", _index), ("Rasa model", lambda: _model(options.retrain))]
    start = time.perf_counter()
    for number, (name, step) in enumerate(steps, start=1):
        began = time.perf_counter()
        try:
            outcome = step()
        except StepFailed as error:
            print(f"[{number}/{len(steps)}] {name}: failed: {error}", flush=True)
            return 1
        print(f"[{number}/{len(steps)}] {name}: {outcome} ({time.perf_counter() - began:.1f} s)", flush=True)
    print(f"set-up done in {time.perf_counter() - start:.0f} s", flush=True)
    return 0


def _environment() -> str:
    if PYTHON.exists():
        return "up to date"
    _run([sys.executable, "-m", "venv", str(VENV)], "creating .venv")
    _run([str(PYTHON), "-m", "pip", "install", "--quiet", UV], "installing uv")
    return "created"


def _packages(dev: bool) -> str:
    stamp = STAMPS / "packages"
    wanted = _digest(["pyproject.toml", "uv.lock"]) + (" dev" if dev else "")
    have = stamp.read_text() if stamp.exists() else ""
    if have in (wanted, f"{wanted} dev"):
        return "up to date"
    requirements = VENV / "requirements.txt"
    uv = str(VENV / "bin" / "uv")
    groups = ["--all-groups"] if dev else ["--no-dev"]
    export = [
        uv,
        "export",
        "--frozen",
        "--no-emit-project",
        "--no-header",
        "--no-annotate",
        *groups,
        "-o",
        str(requirements),
    ]
    _run(export, "reading uv.lock", quiet=True)
    install = [
        uv,
        "pip",
        "install",
        "--no-config",
        "--no-deps",
        "--require-hashes",
        "--python",
        str(PYTHON),
        "-r",
        str(requirements),
    ]
    _run(install, "downloading and installing (about 1.5 GB)")
    _stamp(stamp, wanted)
    return "installed"


def _torch() -> str:
    stamp = STAMPS / "torch"
    if stamp.exists() and stamp.read_text() == TORCH:
        return "up to date"
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps"]
    if index := os.environ.get("DIMOTLAN_TORCH_INDEX"):
        pip += ["--extra-index-url", index]
    try:
        _run([*pip, f"torch=={TORCH}+cpu"], "looking for a CPU build", quiet=True)
        outcome = "CPU build installed"
    except StepFailed:
        print("      no CPU build in pip's indexes: taking the default build, which may be several GB.", flush=True)
        print("      (To avoid it, name an index with CPU builds in DIMOTLAN_TORCH_INDEX.)", flush=True)
        _run([*pip[:-1], f"torch=={TORCH}"], "downloading the default build")
        outcome = "default build installed"
    _stamp(stamp, TORCH)
    return outcome


def _front(dev: bool) -> str:
    command = [str(PYTHON), "-m", "deploy.front", *(["--tools"] if dev else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        return f"as committed ({(done.stderr or done.stdout).strip().splitlines()[-1]})"
    return "up to date" if "up to date" in done.stdout else "joined"


def _chromium() -> str:
    if shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        return "up to date"
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        return "not installed: no apt-get here; the browser tests will be skipped"
    try:
        _run([*sudo, "apt-get", "update", "-qq"], "reading Debian's lists", quiet=True)
        install = [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"]
        _run(install, "installing Debian's chromium", quiet=True)
    except StepFailed:
        return "not installed: not permitted here (apt-get install chromium); the browser tests will be skipped"
    return "installed"


def _index() -> str:
    _run([str(PYTHON), "-m", "knowledge", "index", "--if-needed"], "", show=True)
    return "ready"


def _model(retrain: bool) -> str:
    models = VAR / "models"
    stamp, model = models / "current.stamp", models / "current.tar.gz"
    wanted = _digest(MODEL_INPUTS)
    if not retrain and model.exists() and stamp.exists() and stamp.read_text() == wanted:
        return "up to date"
    train = [str(PYTHON), "-m", "rasa", "train", "--domain", "domain.yml", "--config", "config.yml", "--data", "data"]
    _run([*train, "--out", str(models), "--fixed-model-name", "current"], "training (about two minutes)", quiet=True)
    _stamp(stamp, wanted)
    return "trained"


def _run(command: Sequence[str], doing: str, *, quiet: bool = False, show: bool = False) -> None:
    """Run a command; its output is shown on failure, or always with `show`; a slow one says that it goes on."""
    environment = {**os.environ, **QUIET, "RASA_CACHE_DIRECTORY": str(VAR / "rasa-cache"), "DIMOTLAN_VAR": str(VAR)}
    if doing and not quiet:
        print(f"      {doing} …", flush=True)
    done = threading.Event()
    watch = threading.Thread(target=_tick, args=(doing, done), daemon=True)
    watch.start()
    try:
        pipe = None if show else subprocess.PIPE
        result = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe and subprocess.STDOUT, text=True
        )
    except OSError as error:
        raise StepFailed(str(error)) from None
    finally:
        done.set()
    if result.returncode:
        if (result.stdout and not quiet) or (result.stdout and "rasa" in command):
            print(result.stdout[-4000:], flush=True)
        raise StepFailed(f"`{' '.join(Path(part).name for part in command[:4])} …` ended with {result.returncode}")


def _tick(doing: str, done: threading.Event) -> None:
    start = time.perf_counter()
    while not done.wait(SLOW):
        print(f"      {doing or 'working'}: {time.perf_counter() - start:.0f} s so far", flush=True)


def _digest(names: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _stamp(path: Path, value: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value)


if __name__ == "__main__":
    sys.exit(main())
