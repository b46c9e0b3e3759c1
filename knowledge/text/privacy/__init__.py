"""Personal numbers in what people write: found in every form they are typed in, and covered."""

from __future__ import annotations

from knowledge.text.privacy.masking import kinds, mask, without_markers

__all__ = ["kinds", "mask", "without_markers"]
