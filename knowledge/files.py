"""Our own files: reading YAML that ships with the code, writing a file in one move."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_own_yaml(path: Path) -> Any:
    """A YAML file of ours, which is trusted (what others write is read by `catalogue_files.yaml_file`).

    Raises:
        OSError, yaml.YAMLError: the file is missing or broken.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)


def write_in_one_move(path: Path, content: bytes) -> None:
    """Write beside the place, then move there: a reader sees the old file or the new one, never half of one.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
