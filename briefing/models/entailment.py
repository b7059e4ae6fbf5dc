"""Whether one text follows from another, by any Hugging Face classifier that was trained to tell (NLI), in batches.

With a GPU the model runs there in bfloat16 where that is possible, on a processor in float32. What its labels mean is
read from its settings (`hub.read_labels`), never guessed from their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import ModelError
from briefing.models.hub import find_model, read_labels

_BATCH = 16
#: Word pieces of premise and hypothesis together, where a model says nothing about how many it was made for.
_LONGEST = 512


class Entailment(NamedTuple):
    """The probabilities, 0 to 1, that a hypothesis follows from its premise, and that it contradicts it."""

    entailed: float
    #: 0 where a model only tells what follows from what does not.
    contradicted: float


class Entailer:
    """A model and its tokenizer."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load from a folder that has been checked.

        Raises:
            ModelError: it cannot be loaded.
        """
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging as hub_logging

        quiet: Any = hub_logging
        quiet.disable_progress_bar()
        self._torch = torch
        cuda = torch.cuda.is_available()
        dtype = torch.bfloat16 if cuda and torch.cuda.is_bf16_supported() else torch.float32
        safe: Any = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, **safe)
            model: Any = AutoModelForSequenceClassification.from_pretrained(
                folder, use_safetensors=True, dtype=dtype, **safe
            )
            self._device = "cuda" if cuda else "cpu"
            self._model = model.to(self._device).eval()
        except Exception as error:  # a damaged file shows as any error, of any of four libraries
            raise ModelError(
                f"The model {name} cannot be loaded ({type(error).__name__}: {error}).", model=name
            ) from error
        self._labels = read_labels(folder, name)
        places = getattr(model.config, "max_position_embeddings", None)
        limits = [n for n in (places, self._tokenizer.model_max_length) if isinstance(n, int) and 0 < n < 10**6]
        # models of the RoBERTa kind count their places from 2
        self._longest = min([_LONGEST, *(n - 2 for n in limits)])

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """What the model says of each premise and hypothesis, in order; of a pair too long the longer text is cut."""
        by_length = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        found = [Entailment(0.0, 0.0)] * len(pairs)
        for first in range(0, len(pairs), _BATCH):
            batch = by_length[first : first + _BATCH]
            for i, row in zip(batch, self._probabilities([pairs[i] for i in batch]), strict=True):
                contradicts = self._labels.contradicts
                found[i] = Entailment(row[self._labels.entails], 0.0 if contradicts is None else row[contradicts])
        return found

    def _probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[list[float]]:
        inputs = self._tokenizer(
            [premise for premise, _ in pairs],
            [hypothesis for _, hypothesis in pairs],
            padding=True,
            truncation="longest_first",
            max_length=self._longest,
            return_tensors="pt",
        ).to(self._device)
        with self._torch.inference_mode():
            rows: list[list[float]] = self._model(**inputs).logits.float().softmax(dim=1).tolist()
        return rows


@cache
def load_entailer(name: str, revision: str) -> Entailer:
    """The entailer of that name, loaded once a process.

    Raises:
        ModelError: it is not installed, not what may be loaded, or broken.
    """
    return Entailer(find_model(name, revision, "verifier"), name)
