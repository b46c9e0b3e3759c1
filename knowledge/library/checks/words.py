"""The words of words.yml, by which `knowledge check` knows what a sentence speaks of."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.catalogue_files.yaml_file import read_yaml
from knowledge.schema.conditions import Frozen


class Actor(Frozen):
    """A kind of person: the words of a record that name it, and those of ours that do (both in lower case)."""

    record: tuple[str, ...]
    ours: tuple[str, ...]


class CheckWords(Frozen):
    """What each list is for is said in the file."""

    nobody: tuple[str, ...]
    authorisations: tuple[str, ...]
    several_owners: tuple[str, ...]
    couple: tuple[str, ...]
    by_post: tuple[str, ...]
    fetched: tuple[str, ...]
    brought_then: tuple[str, ...]
    data: tuple[str, ...]
    not_sure: tuple[str, ...]
    looks_up: tuple[str, ...]
    no_name: tuple[str, ...]
    denies: tuple[str, ...]
    until: str
    before: str
    uncounted: tuple[str, ...]
    turned_away: tuple[str, ...]
    actors: dict[str, Actor]


@lru_cache(maxsize=1)
def check_words() -> CheckWords:
    """The words, read once."""
    return CheckWords.model_validate(read_yaml(Path(__file__).with_name("words.yml").read_bytes()))
