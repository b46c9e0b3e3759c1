"""What a number of communes needs, worked out from the CPU that a turn costs; docs/scale.md gives the reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

COMMUNES = 3_321
PROVINCES = 34
PEOPLE = 30
"""A day and commune."""
TURNS = 15
"""Of a conversation."""
BUSIEST_HOUR = 0.2
"""The share of the day's turns that come in its busiest hour."""
BURST = 2
"""The busiest minute against its hour."""
USED = 0.6
"""The share of a core that is planned for."""
SPARE = 1
"""Replicas of each part that may be away."""


@dataclass(frozen=True)
class Need:
    """`turns`: a second at the busiest moment; `replicas` by part; `cores`; `memory` in GB."""

    turns: float
    replicas: Mapping[str, int]
    cores: float
    memory: float


def turns_a_second(communes: float) -> float:
    """Of so many communes, at the busiest moment."""
    return communes * PEOPLE * TURNS * BUSIEST_HOUR * BURST / 3_600


def need(communes: float, cpu: Mapping[str, float], memory: Mapping[str, float]) -> Need:
    """
    Args:
        communes: how many use it.
        cpu: seconds of CPU a turn, by part.
        memory: MB of one process, by part; those parts are replicated, the others are only counted as cores.
    """
    turns = turns_a_second(communes)
    replicas = {part: math.ceil(turns * cpu[part] / USED) + SPARE for part in memory}
    cores = sum(turns * seconds / USED for seconds in cpu.values())
    return Need(turns, replicas, cores, sum(count * memory[part] for part, count in replicas.items()) / 1024)
