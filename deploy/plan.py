"""`make plan`: count the rooms of the house and the arrows between them, and draw them into docs/architecture.md.

A room is a top-level folder with code, or what lies directly in `knowledge/`; an arrow is a pair of rooms of which one
imports the other. `python -m deploy.plan` prints the counts and writes every made part of the documents.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import grimp

from deploy import counts, made_parts

ROOT = Path(__file__).resolve().parent.parent
TOP = ("actions", "benchmarks", "bot", "deploy", "knowledge", "training", "web")
PARTED = "knowledge"
MOST_ROOMS, MOST_ARROWS, MOST_MODULES = 24, 100, 14
"""The goals: rooms and arrows at the top, modules in one folder (its `__init__` and `__main__` apart)."""


@dataclass(frozen=True)
class Plan:
    """The rooms, the arrows between them as (importing, imported), the circles, and the largest folders."""

    rooms: tuple[str, ...]
    arrows: tuple[tuple[str, str], ...]
    circles: tuple[tuple[str, ...], ...]
    crowded: tuple[tuple[str, int], ...]
    """Folders with more than MOST_MODULES modules, with their number."""

    def essential(self) -> list[tuple[str, str]]:
        """The arrows that no way over other rooms implies: what the picture shows."""
        inward: dict[str, set[str]] = {room: set() for room in self.rooms}
        for importing, imported in self.arrows:
            inward[importing].add(imported)
        return [
            (importing, imported)
            for importing, imported in self.arrows
            if not any(imported in _reached(inward, other) for other in inward[importing] - {imported})
        ]


@lru_cache(maxsize=1)
def read_plan() -> Plan:
    """The plan as the imports of the code have it now."""
    graph = grimp.build_graph(*TOP, cache_dir=None)
    rooms: set[str] = set()
    arrows: set[tuple[str, str]] = set()
    for module in graph.modules:
        room = room_of(module)
        if room is None:
            continue
        rooms.add(room)
        for imported in graph.find_modules_directly_imported_by(module):
            other = room_of(imported)
            if other and other != room:
                arrows.add((room, other))
    return Plan(tuple(sorted(rooms)), tuple(sorted(arrows)), tuple(_circles(rooms, arrows)), tuple(_crowded()))


def room_of(module: str) -> str | None:
    """The room of a module; None for the package `knowledge` itself, which is no room."""
    top, _, rest = module.partition(".")
    if top != PARTED:
        return top
    return f"{PARTED}.{rest.split('.')[0]}" if rest else None


def _reached(inward: dict[str, set[str]], start: str) -> set[str]:
    reached, waiting = set[str](), [start]
    while waiting:
        for room in inward[waiting.pop()] - reached:
            reached.add(room)
            waiting.append(room)
    return reached


def _circles(rooms: set[str], arrows: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    inward = {room: {imported for importing, imported in arrows if importing == room} for room in rooms}
    reached = {room: _reached(inward, room) for room in rooms}
    return sorted((a, b) for a in rooms for b in reached[a] if a < b and a in reached[b])


def _crowded() -> list[tuple[str, int]]:
    modules = (path for top in TOP for path in (ROOT / top).rglob("*.py") if not path.stem.startswith("__"))
    folders = Counter(str(path.parent.relative_to(ROOT)) for path in modules)
    return sorted((folder, number) for folder, number in folders.items() if number > MOST_MODULES)


def summary() -> str:
    """The counts in one line."""
    plan = read_plan()
    return f"{len(plan.rooms)} rooms, {len(plan.arrows)} arrows, {len(plan.circles)} circles"


def drawing() -> str:
    """The rooms with their essential arrows, as a Mermaid flowchart in a fenced block."""
    plan = read_plan()
    inside = [room for room in plan.rooms if room.startswith(f"{PARTED}.")]
    lines = ["", "```mermaid", "flowchart TD"]
    lines += [f"  {_node(room)}[{room}]" for room in plan.rooms if room not in inside]
    lines += [f"  subgraph {PARTED}", *(f"    {_node(room)}[{room.partition('.')[2]}]" for room in inside), "  end"]
    lines += [f"  {_node(importing)} --> {_node(imported)}" for importing, imported in plan.essential()]
    return "\n".join([*lines, "```", ""])


def _node(room: str) -> str:
    return room.replace("__", "").replace(".", "_")


def parts() -> dict[str, made_parts.Maker]:
    """Every made part of the documents by name."""
    return {"plan": drawing, "plan.counts": summary, **counts.parts()}


def main() -> int:
    """Write the made parts; 1 when the plan misses a goal."""
    plan = read_plan()
    for path in made_parts.write(parts()):
        print(f"written: {path.relative_to(ROOT)}")
    print(f"{summary()} (goals: {MOST_ROOMS}, {MOST_ARROWS}, 0)")
    for circle in plan.circles:
        print(f"circle: {' and '.join(circle)}")
    for folder, number in plan.crowded:
        print(f"crowded: {folder} has {number} modules, at most {MOST_MODULES}")
    missed = len(plan.rooms) > MOST_ROOMS or len(plan.arrows) > MOST_ARROWS or plan.circles or plan.crowded
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
