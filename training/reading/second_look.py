"""The second look while it learns: message, question and options read together by a few blocks, in torch.

It begins as the first look (`training.reading.model`): its blocks are copies of the scorer's, which now see message
and options side by side. The formula is the one of
`knowledge.reading.scorer.second_look`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from knowledge.reading.scorer.second_look import ASK, KINDS, LABEL, MESSAGE, OTHER, Part
from knowledge.reading.scorer.texts import NO, YES, Piece, message_piece, option_piece
from knowledge.reading.scorer.weights import FIRST
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.packed_model import PackedModel
from training.reading.model import blocks, fast_bfloat16, weights_of
from training.reading.rows import NOTHING, UNKNOWN, Row

Half = NDArray[np.float16]
Floats = NDArray[np.float32]
_FAR = -1e4
_KIND = 0.04
"""Deviation of what tells message, sentence asked and labels apart at first: a tenth of that of the tokens."""


@dataclass(frozen=True)
class Sheets:
    """Messages with a question and its options, one row each, padded.

    Attributes:
        values: (rows, tokens, hidden), as the blocks leave them that read each text alone.
        kind: (rows, tokens), MESSAGE, ASK, LABEL, or -1 for padding.
        option: (rows, tokens), of which option a LABEL token is, else -1.
        own: (rows, tokens), 1 for what counts in a mean; `words`: the same without the sign for the end.
        sides: (rows, most), OPTION, YES or NO; -1 where there is no such option.
        asked: (rows,), 0 when the question was on the screen, else 1.
        answers: (rows,), 0 nothing, 1 unknown, 2 … the options.
    """

    values: torch.Tensor
    kind: torch.Tensor
    option: torch.Tensor
    own: torch.Tensor
    words: torch.Tensor
    sides: torch.Tensor
    asked: torch.Tensor
    answers: torch.Tensor


class Early:
    """What the blocks that read each text alone make of it, kept: they do not change while the rest learns."""

    def __init__(self, embedded: Embedded) -> None:
        self._embedded = embedded
        self._kept: dict[tuple[str, str, str], tuple[Half, int]] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Read the texts of rows that were not read yet, many at a time."""
        texts = {text for row in rows for text in _texts(row)} - self._kept.keys()
        pieces = {text: self._piece(text) for text in texts}
        by_length = sorted(texts, key=lambda text: (len(pieces[text].ids), text))
        for start in range(0, len(by_length), 64):
            some = by_length[start : start + 64]
            values, _ = self._embedded.lower([pieces[text].ids for text in some])
            for text, tokens in zip(some, values, strict=True):
                piece = pieces[text]
                part = Part(tokens[: len(piece.ids)], piece.own)
                own = part.alone() if text[2] else part
                self._kept[text] = own.tokens.astype(np.float16), own.own

    def _piece(self, text: tuple[str, str, str]) -> Piece:
        message, ask, say = text
        return message_piece(self._embedded, message) if message else option_piece(self._embedded, ask, say)

    def length(self, row: Row) -> int:
        """Tokens of a row that was read."""
        return sum(len(self._kept[text][0]) for text in _texts(row))

    def sheets(self, rows: Sequence[Row]) -> Sheets:
        """Rows that were read, as tensors."""
        longest, most = max(map(self.length, rows)), max(len(row.options) for row in rows)
        hidden = self._kept[_texts(rows[0])[0]][0].shape[1]
        values = np.zeros((len(rows), longest, hidden), dtype=np.float32)
        kind, option = (np.full((len(rows), longest), -1) for _ in range(2))
        own, words = (np.zeros((len(rows), longest), dtype=np.float32) for _ in range(2))
        sides = np.full((len(rows), most), -1)
        for i, row in enumerate(rows):
            at = 0
            sides[i, : len(row.options)] = [one.stands_for for one in row.options]
            for place, text in enumerate(_texts(row)):
                tokens, first = self._kept[text]
                end = at + len(tokens)
                values[i, at:end] = tokens
                kind[i, at:end] = min(place, LABEL)
                if place >= LABEL:
                    option[i, at:end] = place - LABEL
                own[i, at + first : end] = 1
                words[i, at + first : max(end - 1, at + first + 1)] = 1
                at = end
        tensor = torch.from_numpy
        return Sheets(
            tensor(values),
            tensor(kind),
            tensor(option),
            tensor(own),
            tensor(words),
            tensor(sides),
            torch.tensor([0 if row.asked else 1 for row in rows]),
            torch.tensor([{NOTHING: 0, UNKNOWN: 1}.get(row.answer, row.answer + 2) for row in rows]),
        )


def _texts(row: Row) -> list[tuple[str, str, str]]:
    """The texts of a row in their order: message, sentence asked, options."""
    ask = row.options[0].ask
    return [(row.text, "", ""), ("", ask, ""), *(("", one.ask, one.say) for one in row.options)]


class SecondLook(torch.nn.Module):
    """Messages beside questions → a score for nothing, for unknown, and for each option."""

    def __init__(self, packed: PackedModel, first: Mapping[str, Floats]) -> None:
        """`first`: the weights of the first look, from which it begins."""
        super().__init__()
        hidden = packed.sizes["hidden"]
        self.layers = blocks(packed, first, FIRST, 0.0, eager=True)
        small = first["words.weight"].shape[0]
        self.words = torch.nn.Linear(hidden, small, bias=False)
        self.nothing, self.unknown, self.sides = (torch.nn.Linear(hidden, 2) for _ in range(3))
        for name in ("words", "nothing", "unknown", "sides"):
            for part, weight in getattr(self, name).named_parameters():
                weight.data = torch.from_numpy(first[f"{name}.{part}"].copy())
        self.scales = torch.nn.Parameter(torch.from_numpy(first["scales"].copy()))
        self.said, self.silent = (torch.nn.Linear(hidden, 1, bias=False) for _ in range(2))
        torch.nn.init.zeros_(self.said.weight)
        torch.nn.init.zeros_(self.silent.weight)
        self.kinds = torch.nn.Parameter(torch.randn(KINDS, hidden) * _KIND)

    def forward(self, sheets: Sheets) -> torch.Tensor:
        """(rows, 2 + most options) scores; very low where a row has no such option."""
        tokens = self._tokens(sheets)
        messages = (sheets.kind == MESSAGE) * sheets.words
        places = torch.arange(sheets.sides.shape[1])
        of = (sheets.option[:, None] == places[None, :, None]).float()  # (rows, options, tokens)
        here = functional.normalize(_mean(tokens, ((sheets.kind == MESSAGE) * sheets.own)[:, None])[:, 0], dim=-1)
        asks = _mean(tokens, ((sheets.kind == ASK) * sheets.own)[:, None])[:, 0]
        options = _mean(tokens, of * sheets.own[:, None])
        small = functional.normalize(self.words(tokens), dim=-1)
        near = small @ small.transpose(1, 2)
        to_message = near.masked_fill(messages[:, None] == 0, -1).amax(-1)  # (rows, tokens)
        counts = of * sheets.words[:, None]
        heard = (to_message[:, None] * counts).sum(-1) / counts.sum(-1).clamp(min=1)
        to_option = torch.stack([near.masked_fill(one[:, None] == 0, -1).amax(-1) for one in counts.unbind(1)], 1)
        said = (to_option * messages[:, None]).sum(-1) / messages.sum(-1)[:, None]
        whole, own, theirs, question = self.scales
        scores = whole * torch.einsum("rh,roh->ro", here, functional.normalize(options, dim=-1))
        scores = scores + own * heard + theirs * said + self.said(options)[..., 0]
        sides = self.sides(here)
        on_screen = (sheets.asked == 0)[:, None]
        scores = scores + sides[:, :1] * (on_screen & (sheets.sides == YES))
        scores = scores + sides[:, 1:] * (on_screen & (sheets.sides == NO))
        scores = scores.masked_fill(sheets.sides < 0, _FAR)
        nothing = self.nothing(here).gather(1, sheets.asked[:, None]) + self.silent(asks)
        nothing = nothing - question * (here * functional.normalize(asks, dim=-1)).sum(-1, keepdim=True)
        unknown = self.unknown(here).gather(1, sheets.asked[:, None])
        return torch.cat([nothing, unknown, scores], dim=1)

    def _tokens(self, sheets: Sheets) -> torch.Tensor:
        kind = sheets.kind.clamp(min=0)
        values = sheets.values + self.kinds[kind]
        other = (kind[:, :, None] == LABEL) & (kind[:, None] == LABEL)
        other &= sheets.option[:, :, None] != sheets.option[:, None]
        mask = (other * OTHER).masked_fill((sheets.kind < 0)[:, None], _FAR)[:, None]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast_bfloat16()):
            for layer in self.layers:
                values = layer(values, mask)
                values = values[0] if isinstance(values, tuple) else values
        return values.float()

    def loss(self, sheets: Sheets) -> torch.Tensor:
        """Cross-entropy of what was said."""
        return functional.cross_entropy(self(sheets), sheets.answers)

    def weights(self) -> dict[str, Floats]:
        """The weights by the names that the compiled graph looks for."""
        return weights_of(self, FIRST)


def _mean(tokens: torch.Tensor, which: torch.Tensor) -> torch.Tensor:
    """Means (rows, parts, hidden) of the tokens (rows, tokens, hidden) of each part (rows, parts, tokens)."""
    return which @ tokens / which.sum(-1, keepdim=True).clamp(min=1)
