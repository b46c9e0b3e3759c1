"""How probable it is that a message tells of danger, and of which kind. Learned by `python -m training.danger`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.danger.features import features

WEIGHTS = Path(__file__).with_name("danger.npz")
NONE = "none"


class DangerClassifier:
    """Linear over the features, so that what decides can be read; thread-safe.

    Attributes:
        kinds: what it tells apart, one of them `NONE`.

    Args:
        weights: (kinds, features).
        biases: (kinds,).
        kinds: names, one of them `NONE`.
    """

    def __init__(self, weights: NDArray[np.float32], biases: NDArray[np.float32], kinds: tuple[str, ...]) -> None:
        self._weights, self._biases, self.kinds = weights, biases, kinds

    @classmethod
    def read(cls, path: Path) -> DangerClassifier:
        """As `python -m training.danger` wrote it."""
        with np.load(path) as arrays:
            weights = arrays["weights"].astype(np.float32) * arrays["scales"][:, None]
            return cls(weights, arrays["biases"], tuple(map(str, arrays["kinds"])))

    def judge(self, text: str) -> tuple[str, float]:
        """The likeliest kind of danger, and the probability that there is any."""
        found = features(text)
        numbers = np.fromiter(found, dtype=np.int64, count=len(found))
        values = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        scores = self._weights[:, numbers] @ values + self._biases
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        by_kind = dict(zip(self.kinds, map(float, shares), strict=True))
        safe = by_kind.pop(NONE)
        return max(by_kind, key=by_kind.__getitem__), 1 - safe


@lru_cache(maxsize=1)
def load_danger() -> DangerClassifier:
    """The classifier of this process."""
    return DangerClassifier.read(WEIGHTS)
