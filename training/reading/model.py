"""The scorer while it learns: the upper blocks of the embedder and the few weights of the formula, in torch.

The formula is the one of `knowledge.reading.scorer.formula`; a test holds the two together.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from knowledge.reading.scorer.texts import NO, YES, Piece, message_piece, option_piece
from knowledge.reading.scorer.weights import FIRST
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.packed_model import ADAPTER, PackedModel, model_file, read_adapter, read_model, state_of
from training.reading.rows import NOTHING, UNKNOWN, Row

Half = NDArray[np.float16]
Floats = NDArray[np.float32]
Text = tuple[str, str]
"""A message as (text, ""), an option as (ask, say), a sentence asked as (ask, "\\0")."""
_ASK_ALONE = "\0"
SMALL = 128
"""Numbers in the small vectors of words."""
_FAR = -1e4


@dataclass(frozen=True)
class Texts:
    """Texts side by side, padded.

    Attributes:
        values: (texts, tokens, hidden), as the lower graph leaves them.
        mask: (texts, tokens), 1 for a token.
        own: (texts, tokens), 1 for what counts; `words`: the same without the sign for the end.
    """

    values: torch.Tensor
    mask: torch.Tensor
    own: torch.Tensor
    words: torch.Tensor


@dataclass(frozen=True)
class Batch:
    """Rows of messages beside questions; a text that stands in several is there once.

    Attributes:
        messages: the different messages. `options`: the different options and sentences asked.
        message: (rows,), the place of each row's message; `ask`: of its sentence asked.
        option: (rows, most), the places of its options, -1 where there is none.
        sides: (rows, most), OPTION, YES or NO.
        asked: (rows,), 0 when the question was on the screen, else 1.
        answers: (rows,), 0 nothing, 1 unknown, 2 … the options.
    """

    messages: Texts
    options: Texts
    message: torch.Tensor
    ask: torch.Tensor
    option: torch.Tensor
    sides: torch.Tensor
    asked: torch.Tensor
    answers: torch.Tensor


class Lower:
    """What the lower graph makes of texts, kept: it does not change while the scorer learns."""

    def __init__(self, embedded: Embedded) -> None:
        self._embedded = embedded
        self._kept: dict[Text, tuple[Half, int]] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Read the texts of rows, many at a time."""
        texts = {text for row in rows for text in ((row.text, ""), *_question(row))} - self._kept.keys()
        pieces = {text: self._piece(text) for text in texts}
        by_length = sorted(texts, key=lambda text: (len(pieces[text].ids), text))
        for start in range(0, len(by_length), 64):
            some = by_length[start : start + 64]
            values, _ = self._embedded.lower([pieces[text].ids for text in some])
            for text, own in zip(some, values, strict=True):
                self._kept[text] = own[: len(pieces[text].ids)].astype(np.float16), pieces[text].own

    def _piece(self, text: Text) -> Piece:
        first, second = text
        if not second:
            return message_piece(self._embedded, first)
        return option_piece(self._embedded, first, "" if second == _ASK_ALONE else second)

    def length(self, row: Row) -> int:
        """Tokens of the message of a row that was read."""
        return len(self._kept[row.text, ""][0])

    def batch(self, rows: Sequence[Row]) -> Batch:
        """Rows that were read, as tensors."""
        messages = {text: place for place, text in enumerate(dict.fromkeys((row.text, "") for row in rows))}
        options = {text: place for place, text in enumerate(dict.fromkeys(t for row in rows for t in _question(row)))}
        most = max(len(row.options) for row in rows)
        option = torch.full((len(rows), most), -1)
        sides = torch.zeros((len(rows), most), dtype=torch.long)
        for i, row in enumerate(rows):
            option[i, : len(row.options)] = torch.tensor([options[one.ask, one.say] for one in row.options])
            sides[i, : len(row.options)] = torch.tensor([one.stands_for for one in row.options])
        return Batch(
            self._texts(list(messages)),
            self._texts(list(options)),
            torch.tensor([messages[row.text, ""] for row in rows]),
            torch.tensor([options[row.options[0].ask, _ASK_ALONE] for row in rows]),
            option,
            sides,
            torch.tensor([0 if row.asked else 1 for row in rows]),
            torch.tensor([{NOTHING: 0, UNKNOWN: 1}.get(row.answer, row.answer + 2) for row in rows]),
        )

    def _texts(self, texts: list[Text]) -> Texts:
        kept = [self._kept[text] for text in texts]
        longest, hidden = max(len(values) for values, _ in kept), kept[0][0].shape[1]
        values = np.zeros((len(kept), longest, hidden), dtype=np.float32)
        mask, own, words = (np.zeros((len(kept), longest), dtype=np.float32) for _ in range(3))
        for i, (tokens, first) in enumerate(kept):
            end = len(tokens)
            values[i, :end], mask[i, :end], own[i, first:end] = tokens, 1, 1
            words[i, first : max(end - 1, first + 1)] = 1
        return Texts(*map(torch.from_numpy, (values, mask, own, words)))


def _question(row: Row) -> list[Text]:
    return [(row.options[0].ask, _ASK_ALONE), *((option.ask, option.say) for option in row.options)]


@lru_cache(maxsize=1)
def fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself: half the time where it does, fifty times as much elsewhere."""
    times = []
    for kind in (torch.float32, torch.bfloat16):
        left, right = torch.ones(256, 384, dtype=kind), torch.ones(384, 384, dtype=kind)
        _ = left @ right
        started = time.perf_counter()
        for _ in range(4):
            _ = left @ right
        times.append(time.perf_counter() - started)
    return times[1] < times[0]


def blocks(
    packed: PackedModel, state: Mapping[str, Floats], first: int, dropout: float, *, eager: bool = False
) -> torch.nn.ModuleList:
    """The blocks of the model from `first` on, with the weights that `state` has for them.

    Args:
        eager: whether attention is written out: where nothing is dropped, torch's own goes back at half its speed.
    """
    sizes = packed.sizes
    config = BertConfig(
        hidden_size=sizes["hidden"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["inner"],
        layer_norm_eps=packed.epsilon,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    config._attn_implementation = "eager" if eager else "sdpa"
    layers = torch.nn.ModuleList(BertLayer(config) for _ in range(first, sizes["layers"]))
    for i, layer in enumerate(layers, first):
        prefix = f"encoder.layer.{i}."
        own = {name[len(prefix) :]: torch.from_numpy(v) for name, v in state.items() if name.startswith(prefix)}
        layer.load_state_dict(own)
    return layers


def weights_of(model: torch.nn.Module, first: int) -> dict[str, Floats]:
    """The weights by the names that the compiled graph looks for: "layers.0.…" is block `first`."""
    named = {}
    for name, weight in model.state_dict().items():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            name = f"encoder.layer.{int(number) + first}.{rest}"
        named[name] = weight.detach().numpy()
    return named


class Likeness(torch.nn.Module):
    """Messages beside questions → a score for nothing, for unknown, and for each option."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        packed = read_model(model_file())
        hidden = packed.sizes["hidden"]
        state = state_of(packed)
        for name, change in read_adapter(ADAPTER).items():
            state[name] = state[name] + change
        self.layers = blocks(packed, state, FIRST, dropout)
        self.words = torch.nn.Linear(hidden, SMALL, bias=False)
        self.nothing, self.unknown, self.sides = (torch.nn.Linear(hidden, 2) for _ in range(3))
        for head in (self.nothing, self.unknown, self.sides):
            torch.nn.init.zeros_(head.weight)
            torch.nn.init.zeros_(head.bias)
        torch.nn.init.orthogonal_(self.words.weight)
        self.scales = torch.nn.Parameter(torch.tensor([20.0, 5.0, 5.0, 5.0]))
        with torch.no_grad():
            self.nothing.bias.fill_(20.0)
            self.unknown.bias.fill_(20.0)

    def forward(self, batch: Batch) -> torch.Tensor:
        """(rows, 2 + most options) scores; very low where a row has no such option."""
        message, message_words = self._vectors(batch.messages)
        option, option_words = self._vectors(batch.options)
        whole, own, theirs, question = self.scales
        rows, places = batch.message, batch.option.clamp(min=0)
        here = message[rows]
        near = torch.einsum("rowh,rmh->rowm", option_words[places], message_words[rows])
        counts, spoken = batch.options.words[places], batch.messages.words[rows]
        heard = near.masked_fill(spoken[:, None, None, :] == 0, -1).amax(-1)
        heard = (heard * counts).sum(-1) / counts.sum(-1)
        said = near.masked_fill(counts[..., None] == 0, -1).amax(-2)
        said = (said * spoken[:, None]).sum(-1) / spoken.sum(-1)[:, None]
        scores = whole * torch.einsum("rh,roh->ro", here, option[places]) + own * heard + theirs * said
        sides = self.sides(here)
        on_screen = (batch.asked == 0)[:, None]
        scores = scores + sides[:, :1] * (on_screen & (batch.sides == YES))
        scores = scores + sides[:, 1:] * (on_screen & (batch.sides == NO))
        scores = scores.masked_fill(batch.option < 0, _FAR)
        nothing = self.nothing(here).gather(1, batch.asked[:, None])
        nothing = nothing - question * (here * option[batch.ask]).sum(-1, keepdim=True)
        unknown = self.unknown(here).gather(1, batch.asked[:, None])
        return torch.cat([nothing, unknown, scores], dim=1)

    def _vectors(self, texts: Texts) -> tuple[torch.Tensor, torch.Tensor]:
        values = texts.values
        far = ((1 - texts.mask) * _FAR)[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast_bfloat16()):
            for layer in self.layers:
                values = layer(values, far)
                values = values[0] if isinstance(values, tuple) else values
        values = values.float()
        whole = (values * texts.own[..., None]).sum(1) / texts.own.sum(1, keepdim=True)
        return functional.normalize(whole, dim=-1), functional.normalize(self.words(values), dim=-1)

    def loss(self, batch: Batch) -> torch.Tensor:
        """Cross-entropy of what was said."""
        return functional.cross_entropy(self(batch), batch.answers)

    def weights(self) -> dict[str, Floats]:
        """The weights by the names that the compiled graph looks for."""
        return weights_of(self, FIRST)
