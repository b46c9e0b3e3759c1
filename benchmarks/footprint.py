"""Start-up, memory and disk of the running whole: `python -m benchmarks.footprint`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import httpx

from deploy.whole import ROOT, Person, running_whole
from knowledge.settings import get_settings

PROCESSES = {"-m actions": "action server", "-m bot": "Rasa server", "uvicorn web.app": "gateway"}


def main() -> None:
    """Print what one machine must have."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, running_whole(Path(folder)) as settings:
        with httpx.Client(base_url=f"http://127.0.0.1:{settings.web_port}", timeout=60) as client:
            Person(client).say("đăng ký khai sinh")
            print(f"warm start to first answer {time.perf_counter() - start:6.1f} s")
            for typed in ("đăng ký tạm trú", "1", "giấy độc thân", "lệ phí bao nhiêu"):
                Person(client).say(typed)
        for name, megabytes in _memory().items():
            print(f"memory of the {name:<14} {megabytes:6.0f} MB")
    for path in (ROOT / ".venv", get_settings().var):
        print(f"disk used by {path.name:<8} {_disk(path):8.0f} MB")


def _memory() -> dict[str, float]:
    """Proportional set size of each process of this folder, in MB."""
    memory: dict[str, float] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            name = next((name for part, name in PROCESSES.items() if part in command), None)
            if name is None:
                continue
            lines = (process / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        memory[name] = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return memory


def _disk(path: Path) -> float:
    return (
        sum(file.stat().st_blocks * 512 for file in path.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    )


if __name__ == "__main__":
    main()
