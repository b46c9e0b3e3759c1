"""Word segmentation: "đăng ký khai sinh" → ["đăng_ký", "khai_sinh"], by underthesea's CRF."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def segment(text: str) -> tuple[str, ...]:
    """The words of `text`, in lower case, syllables of one word joined by "_".

    Segment only text with diacritics (restore it first): without them the words come out wrong. The first call loads
    the model (about a second).
    """
    from underthesea import word_tokenize  # slow to import

    if not text.strip():
        return ()
    words = word_tokenize(text.lower())
    return tuple("_".join(word.split()) for word in words if word.strip())
