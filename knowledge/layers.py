"""Mappings over other mappings, without copying them: the upper one wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")


class Layered(Mapping[str, V], Generic[V]):
    """Two mappings as one. Keys come sorted, each once."""

    def __init__(self, upper: Mapping[str, V], lower: Mapping[str, V]) -> None:
        self._upper, self._lower = upper, lower
        self._keys = sorted({*upper, *lower})

    def __getitem__(self, key: str) -> V:
        return self._upper[key] if key in self._upper else self._lower[key]

    def __contains__(self, key: object) -> bool:
        return key in self._upper or key in self._lower

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Computed(Mapping[str, V], Generic[V]):
    """A mapping whose keys are known and whose values are worked out when they are asked for."""

    def __init__(self, keys: Mapping[str, object], compute: Callable[[str], V]) -> None:
        self._known, self._compute = keys, compute

    def __getitem__(self, key: str) -> V:
        if key not in self._known:
            raise KeyError(key)
        return self._compute(key)

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
