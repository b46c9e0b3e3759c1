"""Mappings over other mappings, without copying them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

V = TypeVar("V")


def layered(*mappings: Mapping[str, V]) -> Mapping[str, V]:
    """Several mappings as one, read-only; of equal keys the first mapping's counts."""
    return MappingProxyType(ChainMap(*cast(Any, mappings)))


class Computed(Mapping[str, V], Generic[V]):
    """A mapping whose keys are given and whose values are computed when they are asked for."""

    def __init__(self, keys: Mapping[str, object], compute: Callable[[str], V]) -> None:
        self._keys, self._compute = keys, compute

    def __getitem__(self, key: str) -> V:
        if key not in self._keys:
            raise KeyError(key)
        return self._compute(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
