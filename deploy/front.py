"""Join the modules and styles of `web/front/` into the files the gateway serves: `python -m deploy.front`.

One entry a face: `web/front/<face>/main.js` becomes `web/static/built/<face>.js`, `web/front/styles/<face>.css` (which
imports the others) becomes `<face>.css`. The joined files are committed, so that a machine without node serves the
page; the set-up joins again where node is and a source has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONT = ROOT / "web" / "front"
BUILT = ROOT / "web" / "static" / "built"
TOOLS = ("package.json", "package-lock.json")
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
BROWSERS = "chrome80,firefox78,safari15"
"""The oldest browsers the syntax is written down to."""


def sources_digest() -> str:
    """SHA-256 over every source and over which tool joins them; stands in `built/sources.json`."""
    digest = hashlib.sha256()
    files = [path for path in sorted(FRONT.rglob("*")) if path.suffix in (".js", ".css")]
    for path in [*files, *(ROOT / name for name in TOOLS)]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_up_to_date() -> bool:
    """Whether the joined files were made of the sources as they are."""
    made_of = BUILT / "sources.json"
    return made_of.is_file() and json.loads(made_of.read_text(encoding="utf-8"))["sha256"] == sources_digest()


def can_build() -> bool:
    """Whether node and npm are here."""
    return bool(shutil.which("node") and shutil.which("npm"))


def has_tools(root: Path = ROOT) -> bool:
    """Whether npm has put everything here that package.json names."""
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return all((root / "node_modules" / name / "package.json").is_file() for name in wanted)


def fetch_tools() -> None:
    """Let npm bring what package.json names, where something of it is missing: esbuild, and axe-core for the checks.

    Raises:
        subprocess.CalledProcessError: npm finds no registry.
    """
    if not has_tools():
        _run(["npm", "ci", "--silent", "--no-audit", "--no-fund"])


def build(into: Path = BUILT) -> None:
    """Join all faces.

    Raises:
        subprocess.CalledProcessError: a module does not parse, or npm finds no registry; stderr says which.
    """
    fetch_tools()
    entries = [str(path) for path in sorted(FRONT.glob("*/main.js"))]
    sheets = [str(path) for path in sorted((FRONT / "styles").glob("*.css")) if not path.stem.startswith("_")]
    common = ["--bundle", "--minify", "--charset=utf8", f"--target={BROWSERS}", "--log-level=warning"]
    with tempfile.TemporaryDirectory() as folder:  # what serves now stays when a module does not parse
        made = Path(folder)
        for entry in entries:
            face = Path(entry).parent.name
            _run([str(ESBUILD), entry, *common, "--format=iife", f"--outfile={made / face}.js"])
        if sheets:
            _run([str(ESBUILD), *sheets, *common, "--external:*.svg", f"--outdir={made}"])
        into.mkdir(parents=True, exist_ok=True)
        for old in into.glob("*"):
            old.unlink()
        for path in made.iterdir():
            shutil.copyfile(path, into / path.name)
    (into / "sources.json").write_text(json.dumps({"sha256": sources_digest()}) + "\n", encoding="utf-8")


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Join what has changed; 1 when it cannot be done here."""
    parser = argparse.ArgumentParser(prog="python -m deploy.front", description=__doc__)
    parser.add_argument("--tools", action="store_true", help="fetch what npm brings also when nothing is to be joined")
    if parser.parse_args(arguments).tools and can_build():
        fetch_tools()
    if is_up_to_date():
        print("the joined files are up to date")
        return 0
    if not can_build():
        print("front: node and npm are needed to join web/front; the committed files are older than the sources")
        return 1
    build()
    for path in sorted(BUILT.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
