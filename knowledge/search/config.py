"""search.yml as a checked object: which steps run, and what is set by hand for each."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, StrictBool

from knowledge.errors import KnowledgeError
from knowledge.files import read_own_yaml

FILE = Path(__file__).with_name("search.yml")


class SearchConfigError(KnowledgeError):
    """search.yml does not fit the steps of the pipeline."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NormaliseConfig(Section):
    """How long a question may be, in characters and in syllables."""

    max_characters: int
    max_syllables: int


class DenyConfig(Section):
    """The words of a denial: `joining` before it, `negating` or the `bare` negation after it, `filling`, `ending`."""

    joining: tuple[str, ...]
    negating: tuple[str, ...]
    bare: str
    bare_after: tuple[str, ...]
    filling: tuple[str, ...]
    ending: tuple[str, ...]


class FocusConfig(Section):
    """Words and phrases by which the sentence that asks is known."""

    asking: tuple[str, ...]


class LexicalConfig(Section):
    """BM25's own k1 and b, and the weights of the lexical fields."""

    k1: float
    b: float
    best_text: float
    whole: float
    extra: float
    accented: float
    alias: float
    about: float
    pair_coverage: float


class FusePart(Section):
    """The weight of one retriever (or of one part of it) in the fusion.

    Its scores are scaled so that `floor`, or the median if that is higher, counts as 0 and the best as 1; without a
    floor 0 counts as 0. A `share` lies between 0 and 1 already and is taken as it is.
    """

    weight: float
    floor: float | None = None
    share: bool = False


class TwoNeedsConfig(Section):
    """When a message is two needs: the words that join them, P(ours) and P(first) that both halves must reach.

    Above `sure`, P(first) of the whole, no second need is looked for; from `apart`, P(the first of one half | the
    other half), both halves say the same.
    """

    joining: tuple[str, ...]
    in_scope: float
    first: float
    sure: float
    apart: float


class DecideLimits(Section):
    """What a single answer needs besides the judge's word: P(first), and its distance from P(second).

    `held`: content words of a name or alias which, standing in a message, keep it from being declined, unless P(ours)
    is below `named`.
    """

    first: float
    margin: float
    held: int
    named: float


class NamesConfig(Section):
    """How nearly a question must say the name of a procedure that is known by name only (see KnownByName).

    `covered`: the share of the question's content words that the name holds; `alike`: their overlap; `ahead`: by how
    much the overlap must be more than that of any procedure of the catalogue.
    """

    covered: float
    ahead: float
    alike: float


class ReadingConfig(Section):
    """Which words of a text are content words (see Terms)."""

    stop_phrases: tuple[str, ...]
    stopwords: tuple[str, ...]
    synonyms: dict[str, str]


class SearchConfig(Section):
    """The whole of search.yml. `steps` maps each switch to on or off; the pipeline checks their names."""

    steps: dict[str, StrictBool]
    normalise: NormaliseConfig
    deny: DenyConfig
    focus: FocusConfig
    lexical: LexicalConfig
    fuse: dict[str, FusePart]
    two_needs: TwoNeedsConfig
    decide: DecideLimits
    known_by_name: NamesConfig
    reading: ReadingConfig

    def switched(self, **switches: bool) -> SearchConfig:
        """The same with some switches set otherwise."""
        return self.model_copy(update={"steps": {**self.steps, **switches}})


def reading_digest(config: SearchConfig) -> str:
    """Changes with the words of search.yml that decide how texts are read; not with its switches and weights."""
    return hashlib.sha256(config.reading.model_dump_json().encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def load_config(path: Path = FILE) -> SearchConfig:
    """Read and check search.yml (or another file).

    Raises:
        pydantic.ValidationError: a key is missing or unknown.
    """
    return SearchConfig.model_validate(read_own_yaml(path))
