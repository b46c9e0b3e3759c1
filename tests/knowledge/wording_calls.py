"""Finds by `ast` which sentence each call of `say("key", …)` says, as far as the source tells it.

An accessor is a function that calls `read_wording` on a file beside it (`wording`); a sayer hands its key on to an
accessor's `say` (`actions.wording.say`). A call is followed when its function is one of them or a local name for one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.wording import Wording, read_wording


@dataclass(frozen=True)
class Sentences:
    """A file of sentences as a module reads it. `always`: blanks that are filled in without being given."""

    path: Path
    always: frozenset[str]


@dataclass
class Module:
    """What a module defines: name → the file that the function reads (accessors) or says from (sayers)."""

    accessors: dict[str, Sentences] = field(default_factory=dict)
    sayers: dict[str, Sentences] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """One key said at a line; `blanks` is None when they are given as `**values`."""

    line: int
    sentences: Sentences
    key: str
    blanks: frozenset[str] | None


def defined_in(tree: ast.Module, path: Path) -> Module:
    """The accessors and sayers that a module defines."""
    module = Module()
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for call in _calls(function):
            reads = isinstance(call.func, ast.Name) and call.func.id == "read_wording" and call.args
            if reads and (sentences := _file_read(call, constants, path)):
                module.accessors[function.name] = sentences
    for function in functions:
        parameters = function.args.posonlyargs + function.args.args
        for call in _calls(function):
            if not parameters or not call.args or not isinstance(call.func, ast.Attribute) or call.func.attr != "say":
                continue
            key, sentences = call.args[0], _read_by(call.func.value, module.accessors)
            if sentences and isinstance(key, ast.Name) and key.id == parameters[0].arg:
                module.sayers[function.name] = sentences
    return module


def _file_read(call: ast.Call, constants: Mapping[str, ast.expr], path: Path) -> Sentences | None:
    where = call.args[0]
    if isinstance(where, ast.Name) and where.id in constants:
        where = constants[where.id]
    texts = [node.value for node in ast.walk(where) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    files = [folder / text for text in texts if text.endswith(".yml") for folder in path.parents[:3]]
    given = [keyword.value for keyword in call.keywords if keyword.arg == "always"] + call.args[1:2]
    names = [
        key.value
        for value in given
        if isinstance(value, ast.Dict)
        for key in value.keys
        if isinstance(key, ast.Constant)
    ]
    found = next((file for file in files if file.is_file()), None)
    return Sentences(found, frozenset(map(str, names))) if found else None


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (part for part in ast.walk(node) if isinstance(part, ast.Call))


def calls_of(tree: ast.Module, own: Module, modules: Mapping[str, Module]) -> Iterator[Said]:
    """Each sentence said in a module.

    Args:
        own: what the module itself defines.
        modules: what the others define, by their dotted names.
    """
    accessors, sayers = dict(own.accessors), dict(own.sayers)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (other := modules.get(node.module or "")):
            for name in node.names:
                if sentences := other.accessors.get(name.name):
                    accessors[name.asname or name.name] = sentences
                if sentences := other.sayers.get(name.name):
                    sayers[name.asname or name.name] = sentences
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            local, value = node.targets[0].id, node.value
            if isinstance(value, ast.Attribute) and value.attr == "say":
                if sentences := _read_by(value.value, accessors):
                    sayers[local] = sentences
            elif isinstance(value, ast.Call) and (sentences := _read_by(value, accessors)):
                accessors[local] = sentences
    for call in _calls(tree):
        sentences = None
        if isinstance(call.func, ast.Name):
            sentences = sayers.get(call.func.id)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "say":
            sentences = _read_by(call.func.value, accessors)
        if sentences and call.args:
            blanks = [keyword.arg for keyword in call.keywords]
            given = None if None in blanks else frozenset(filter(None, blanks))
            for key in _keys(call.args[0]):
                yield Said(call.lineno, sentences, key, given)


def _read_by(node: ast.expr, accessors: Mapping[str, Sentences]) -> Sentences | None:
    """The file behind `wording()`, or behind a local name for it."""
    if isinstance(node, ast.Call) and not node.args:
        node = node.func
    return accessors.get(node.id) if isinstance(node, ast.Name) else None


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)


def faults_of(said: Said, read: dict[Path, Wording]) -> str:
    """What is wrong with a call; nothing when its key exists and has exactly these blanks."""
    path = said.sentences.path
    wording = read.setdefault(path, read_wording(path)) if path not in read else read[path]
    if said.key not in wording:
        return f"no sentence {said.key!r} in {path.name}"
    wanted = wording.blanks(said.key)
    if said.blanks is not None and said.blanks | (wanted & said.sentences.always) != wanted:
        return f"{said.key!r} has the blanks {sorted(wanted)}, given: {sorted(said.blanks)}"
    return ""
