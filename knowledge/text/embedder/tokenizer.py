"""The tokenizer of the embedded model, for Vietnamese."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.files import write_in_one_move
from knowledge.text.embedder.packed_model import PackedModel, vietnamese_pieces

VERSION = 1
"""Raised when the tokenizer is made in another way."""


def tokenizer_of(packed: PackedModel, longest: int | None = None) -> Any:
    """XLM-R's unigram tokenizer: nmt_nfkc, metaspace, <s> … </s>, at most `longest` tokens (the model's positions).

    Its ids count `vietnamese_pieces`, not all pieces of the model.
    """
    from tokenizers import (  # type: ignore[import-untyped]  # slow to import
        Regex,
        Tokenizer,
        normalizers,
        pre_tokenizers,
        processors,
    )
    from tokenizers.models import Unigram  # type: ignore[import-untyped]

    kept = vietnamese_pieces(packed)
    place = {old: new for new, old in enumerate(kept[: len(packed.specials)])}
    specials = {name: place[old] for name, old in packed.specials.items()}
    tokenizer = Tokenizer(Unigram([packed.pieces[i] for i in kept], specials["unk"], False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = ("<s>", specials["bos"]), ("</s>", specials["eos"])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[bos, eos])
    tokenizer.enable_truncation(longest or packed.sizes["positions"])
    tokenizer.enable_padding(pad_id=specials["pad"], pad_token="<pad>")
    return tokenizer


def vocabulary(packed: PackedModel, folder: Path) -> tuple[Any, NDArray[np.int64]]:
    """The tokenizer, and for each of its ids the row of the model's word embeddings; made once and kept in `folder`."""
    from tokenizers import Tokenizer

    kept, rows = folder / f"tokenizer.{VERSION}.json", folder / f"rows.{VERSION}.npy"
    if not (kept.exists() and rows.exists()):
        buffer = io.BytesIO()
        np.save(buffer, np.array(vietnamese_pieces(packed), dtype=np.int64))
        write_in_one_move(rows, buffer.getvalue())
        write_in_one_move(kept, tokenizer_of(packed).to_str(pretty=False).encode())
    return Tokenizer.from_file(str(kept)), np.load(rows)
