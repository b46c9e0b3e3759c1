"""Our own files: reading YAML that ships with the code, writing a file in one move."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml

_TRUE_OR_FALSE = re.compile(r"^(?:true|false)$")


class _OwnLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which only true and false are booleans: "on", "no" and "yes" are words in our lists."""


_OwnLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_OwnLoader.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUE_OR_FALSE, list("tf"))


def read_own_yaml(path: Path) -> Any:
    """A YAML file of ours, which is trusted (what others write is read by `catalogue_files.yaml_file`).

    Raises:
        OSError, yaml.YAMLError: the file is missing or broken.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_OwnLoader)


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
