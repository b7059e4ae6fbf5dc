"""A small BART with a tokenizer of its own, both made here: what it writes is noise, the way to it is the real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TEXT = "The northern lane was closed to all larger vessels on Friday, the harbour office said."


def save_tiny_bart(folder: Path) -> Path:
    """Save the model in safetensors, with its tokenizer."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import BartConfig, BartForConditionalGeneration, PreTrainedTokenizerFast

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
    inner.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
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
    torch.manual_seed(1)
    sizes: Any = {f"{side}_{what}": n for side in ("encoder", "decoder") for what, n in _SIZES.items()}
    config: Any = BartConfig(
        vocab_size=len(tokenizer),
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


_SIZES = {"layers": 1, "attention_heads": 2, "ffn_dim": 64}
