"""Small models with a tokenizer of their own, all made here: what they say is noise, the way to it is the real one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

TEXT = "The northern lane was closed to all larger vessels on Friday, the harbour office said."


def save_tiny_bart(folder: Path) -> Path:
    """Save an encoder-decoder in safetensors, with its tokenizer."""
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    words = _save_tokenizer(folder)
    torch.manual_seed(1)
    sizes: Any = {f"{side}_{what}": n for side in ("encoder", "decoder") for what, n in _SIZES.items()}
    config: Any = BartConfig(
        vocab_size=words,
        d_model=32,
        max_position_embeddings=130,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        decoder_start_token_id=2,
        **sizes,
    )
    model: Any = BartForConditionalGeneration(config)
    model.save_pretrained(folder)
    return folder


def save_tiny_verifier(folder: Path, labels: Sequence[str], *, leans_to: str = "") -> Path:
    """Save a classifier of pairs in safetensors, with its tokenizer; it nearly always says `leans_to`."""
    import torch
    from transformers import RobertaConfig, RobertaForSequenceClassification

    words = _save_tokenizer(folder)
    torch.manual_seed(1)
    config: Any = RobertaConfig(
        vocab_size=words,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=130,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    model: Any = RobertaForSequenceClassification(config)
    if leans_to:
        with torch.no_grad():
            model.classifier.out_proj.bias[labels.index(leans_to)] += 10
    model.save_pretrained(folder)
    return folder


def _save_tokenizer(folder: Path) -> int:
    """The number of its word pieces."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    inner: Any = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel()
    inner.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer: Any = trainers.BpeTrainer(
        vocab_size=600,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    inner.train_from_iterator([TEXT] * 5, trainer)
    inner.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast: Any = PreTrainedTokenizerFast
    tokenizer = fast(
        tokenizer_object=inner,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=128,
    )
    tokenizer.save_pretrained(folder)
    return len(tokenizer)


_SIZES = {"layers": 1, "attention_heads": 2, "ffn_dim": 64}
