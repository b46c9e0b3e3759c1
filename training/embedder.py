"""Train the embedder's adapter: `python -m training.embedder [--epochs N] [--out FILE]`.

Low-rank changes (LoRA) to the linear layers of the embedded multilingual-e5-small, by contrast: a question or alias
is to be nearer to the texts of its procedure than to those of the others in the batch, half of them siblings
(MultipleNegativesRanking, both ways). Data: the catalogue's aliases and names and some of the train questions; seed and
settings below. About 30 minutes on two cores. docs/embedder.md is the card of the result.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional
from transformers import BertConfig, BertModel

from knowledge.library.assemble import read_parts
from knowledge.settings import get_settings
from knowledge.text.embedder.embedder import PROMPTS
from knowledge.text.embedder.packed_model import (
    ADAPTER,
    PackedModel,
    model_file,
    read_model,
    state_of,
    unpack,
    vietnamese_pieces,
)
from knowledge.text.embedder.tokenizer import tokenizer_of
from training.pairs import Pair, batches, meanings
from training.questions import read_labelled

LAYERS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


@dataclass(frozen=True)
class Plan:
    """What decides the result, besides the data."""

    seed: int = 20261122
    epochs: int = 3
    batch: int = 96
    rank: int = 16
    rate: float = 6e-4
    warm_up: float = 0.06
    scale: float = 40.0
    tokens: int = 40
    frozen: int = 3
    """The lowest layers stay as they are: they know the language, and leaving them out saves a quarter of the time."""
    authors: tuple[str, ...] = ("T1",)
    """Whose train questions are seen here. With all of them dev was no better (R@1 0.879 against 0.891): the ranker
    needs scores of questions that the embedder has not met.
    """


class PackedWords(torch.nn.Module):
    """Word embeddings that stay packed: only the rows asked for are unpacked. They are not trained."""

    def __init__(self, packed: PackedModel) -> None:
        super().__init__()
        self._hidden = packed.sizes["hidden"]
        self._rows = packed.tensors["emb.word"][1].reshape(-1, self._hidden // 32 * 18)
        self._row = np.array(vietnamese_pieces(packed))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        flat = unpack(self._rows[self._row[ids.reshape(-1).numpy()]])
        return torch.from_numpy(flat).reshape(*ids.shape, self._hidden)


class LowRank(torch.nn.Module):
    """A frozen linear layer and its low-rank change, which starts at nothing."""

    def __init__(self, layer: torch.nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer.requires_grad_(False)
        self.down = torch.nn.Parameter(torch.randn(rank, layer.in_features) / math.sqrt(layer.in_features))
        self.up = torch.nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.layer(values) + functional.linear(functional.linear(values, self.down), self.up)


def trainable(packed: PackedModel, rank: int, frozen: int) -> BertModel:
    """The embedded model as a BertModel whose linear layers have a low-rank change; all else is frozen."""
    sizes = packed.sizes
    config = BertConfig(
        vocab_size=1,
        hidden_size=sizes["hidden"],
        num_hidden_layers=sizes["layers"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["inner"],
        max_position_embeddings=sizes["positions"],
        type_vocab_size=sizes["types"],
        layer_norm_eps=packed.epsilon,
        pad_token_id=0,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({name: torch.from_numpy(value) for name, value in state_of(packed).items()}, strict=False)
    bert.set_input_embeddings(PackedWords(packed))
    bert.requires_grad_(False)
    for layer in bert.encoder.layer[frozen:]:
        for name in LAYERS:
            parent = layer.get_submodule(name.rpartition(".")[0])
            last = name.rpartition(".")[2]
            setattr(parent, last, LowRank(getattr(parent, last), rank))
    return bert


def adapter_of(bert: BertModel) -> dict[str, torch.Tensor]:
    """The low-rank changes by the names of the weights they change, as float16."""
    changes = {}
    for i, layer in enumerate(bert.encoder.layer):
        for name in LAYERS:
            change = layer.get_submodule(name)
            if not isinstance(change, LowRank):
                continue
            changes[f"encoder.layer.{i}.{name}.weight.up"] = change.up.detach().half().contiguous()
            changes[f"encoder.layer.{i}.{name}.weight.down"] = change.down.detach().half().contiguous()
    return changes


class Trainer:
    """One run of a plan."""

    def __init__(self, plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        packed = read_model(model_file())
        self.bert = trainable(packed, plan.rank, plan.frozen)
        self._tokenizer = tokenizer_of(packed, plan.tokens)
        catalogue = read_parts(get_settings()).authored
        self._meant = meanings(catalogue, (row for row in read_labelled() if row.author in plan.authors))

    def run(self) -> Iterator[tuple[int, int, float, float]]:
        """Train; yields (step, steps in all, loss, seconds so far) now and then."""
        plan = self.plan
        epochs = [list(batches(self._meant, plan.batch, plan.seed + i)) for i in range(plan.epochs)]
        steps = [batch for epoch in epochs for batch in epoch]
        weights = [weight for weight in self.bert.parameters() if weight.requires_grad]
        optimiser = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=0.01)
        rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: self._rate(step / len(steps)))
        started, total = time.monotonic(), 0.0
        for step, batch in enumerate(steps, 1):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                anchors = self._embed([pair.anchor for pair in batch], "query")
                positives = self._embed([pair.positive for pair in batch], "passage")
            loss = self.loss(anchors.float(), positives.float(), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            rate.step()
            total += float(loss.detach())
            if step % 20 == 0 or step == len(steps):
                yield step, len(steps), total / 20, time.monotonic() - started
                total = 0.0

    def loss(self, anchors: torch.Tensor, positives: torch.Tensor, batch: list[Pair]) -> torch.Tensor:
        """Each anchor is to find its positive, and the other way round; pairs of the same procedure do not count."""
        similar = anchors @ positives.T * self.plan.scale
        same = torch.tensor([[bool(first.codes & second.codes) for second in batch] for first in batch])
        similar = similar.masked_fill(same & ~torch.eye(len(batch), dtype=torch.bool), -1e4)
        own = torch.arange(len(batch))
        return (functional.cross_entropy(similar, own) + functional.cross_entropy(similar.T, own)) / 2

    def _embed(self, texts: list[str], kind: str) -> torch.Tensor:
        encoded = self._tokenizer.encode_batch([PROMPTS[kind] + text for text in texts])
        ids = torch.tensor([text.ids for text in encoded])
        mask = torch.tensor([text.attention_mask for text in encoded])
        values = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask[:, :, None].to(values.dtype)
        return functional.normalize((values * weight).sum(1) / weight.sum(1), dim=-1)

    def _rate(self, done: float) -> float:
        warm = self.plan.warm_up
        return done / warm if done < warm else 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))


def main() -> None:
    parser = argparse.ArgumentParser(description="train the embedder's adapter")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--out", type=Path, default=ADAPTER)
    arguments = parser.parse_args()
    trainer = Trainer(Plan(epochs=arguments.epochs))
    for step, steps, loss, seconds in trainer.run():
        print(f"step {step}/{steps}  loss {loss:.3f}  {seconds:.0f} s", flush=True)
    save_file(adapter_of(trainer.bert), arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
