"""YAML with line numbers: parse fast, and find the line of a fault only when there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(ValueError):
    """The text is not the YAML that is expected; `line` is 1-based."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


def read_yaml(content: bytes) -> dict[str, Any]:
    """Parse one document that must be a mapping.

    Raises:
        YamlFault: not UTF-8, not YAML, or not a mapping.
    """
    try:
        data = yaml.load(content.decode("utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise YamlFault("not UTF-8 text; save the file as UTF-8", content[: error.start].count(b"\n") + 1) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        raise YamlFault(f"not YAML: {problem}", mark.line + 1 if mark else 1) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise YamlFault("a mapping (key: value) is expected here")
    return data


def line_of(content: bytes, location: Sequence[int | str]) -> int:
    """The 1-based line of the deepest part of `location` that stands in the text."""
    node = yaml.compose(content.decode("utf-8"), Loader=_LOADER)
    line = 1
    for part in location:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next(((key, value) for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = (node.value[part], node.value[part])
        if child is None:
            break
        line = child[0].start_mark.line + 1
        node = child[1]
    return line
