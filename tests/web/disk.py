"""A disk that is soon full, and can be made read-only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE = 512 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system of its own, of SIZE bytes."""

    path: Path

    def fill(self) -> Path:
        """Use up all the room there is left; returns the file that holds it."""
        file = self.path / "filler"
        with file.open("wb", buffering=0) as filler:
            try:
                while filler.write(b"\0" * 4096):
                    pass
            except OSError:
                return file
        raise AssertionError("the disk was never full")

    def remount(self, how: str) -> None:
        """`how`: "ro" or "rw"."""
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.path)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    path = tmp_path / "disk"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(path)]
    tried = subprocess.run(mount, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no small file system can be mounted here: {tried.stderr.strip()}")
    yield Disk(path)
    subprocess.run(["umount", "--lazy", str(path)], check=True)
