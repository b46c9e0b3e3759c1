"""YAML with line numbers: parse fast, and find the line of a fault only when there is one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import ValidationError

MAX_FILE = 2 * 2**20
MAX_LINE = 20_000
MAX_INDENT = 200
MAX_DEPTH = 500
"""Brackets open at once, or on one line; the largest real file has 60 on a line."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(ValueError):
    """The text is not the YAML that is expected; `line` is 1-based."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


def read_yaml(content: bytes) -> dict[str, Any]:
    """Parse one document that must be a mapping.

    Raises:
        YamlFault: not UTF-8, not YAML, not a mapping, or larger or deeper than any file of a catalogue.
    """
    _refuse_monsters(content)
    try:
        data = yaml.load(content.decode("utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise YamlFault("not UTF-8 text; save the file as UTF-8", content[: error.start].count(b"\n") + 1) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        last = content.rstrip(b"\n").count(b"\n") + 1  # what is missing at the end is marked below it
        raise YamlFault(f"not YAML: {problem}", min(mark.line + 1, last) if mark else 1) from None
    except (ValueError, AttributeError) as error:  # what PyYAML lets through of a value such as 2026-02-30
        raise YamlFault(f"{error}; write a day as 2026-07-18", _line_of_bad_date(content)) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise YamlFault("a mapping (key: value) is expected here")
    return data


def _refuse_monsters(content: bytes) -> None:
    """The C reader ends the whole process on deep nesting, so it never gets to see any."""
    if len(content) > MAX_FILE:
        raise YamlFault(f"larger than {MAX_FILE // 1024} kB; no file of a catalogue is")
    depth = 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        opened = len(line) - len(line.lstrip(b" -?"))
        depth = max(0, depth + line.count(b"[") + line.count(b"{") - line.count(b"]") - line.count(b"}"))
        if len(line) > MAX_LINE or opened > MAX_INDENT or max(depth, line.count(b"["), line.count(b"{")) > MAX_DEPTH:
            raise YamlFault("a line too long or nested too deeply", number)


def _line_of_bad_date(content: bytes) -> int:
    for number, line in enumerate(content.split(b"\n"), start=1):
        for year, month, day in re.findall(rb"(\d{4})-(\d{1,2})-(\d{1,2})", line):
            try:
                dt.date(int(year), int(month), int(day))
            except ValueError:
                return number
    return 1


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


def faults_of(error: ValidationError, name: str, content: bytes) -> list[str]:
    """What a model refused in a file, each as `name:line: place: message`."""
    return [
        f"{name}:{line_of(content, fault['loc'])}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        for fault in error.errors()
    ]
