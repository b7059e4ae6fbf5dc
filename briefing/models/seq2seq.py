"""Summaries by any Hugging Face encoder-decoder (BART, PEGASUS, T5, LED ...), one text or many.

With a GPU the model runs there in bfloat16 where that is possible; on a processor CTranslate2 runs it in 8-bit integers
if that package is installed and knows the architecture (five times as fast at equal beam), else torch in float32.
Texts are batched by length, so that little is computed for padding.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from briefing.errors import ModelError
from briefing.models.hub import find_model, model_files

_LOG = logging.getLogger(__name__)
#: Word pieces of a batch, padding included.
_BATCH_TOKENS = 4096
#: Beams; four is what the published summarizers were measured with.
BEAMS = 4
#: Word pieces of what is written, at most: some 110 words.
LONGEST_OUTPUT = 160
#: Where a model says nothing about the longest input that it was made for.
_LONGEST_INPUT = 512
_MOST_INPUT = 4096
_CONVERTED = "ct2-int8"
#: Settings of BART that CTranslate2 4.8 looks for and transformers 5 no longer gives; these held where none were given.
_BART_DEFAULTS = {"normalize_before": False, "normalize_embedding": True, "add_final_layer_norm": False}


class Engine(Protocol):
    """Runs the model on batches of word pieces."""

    def generate(self, batch: Sequence[Sequence[int]]) -> list[list[int]]:
        """The word pieces that are written for each."""
        ...


class Writer:
    """A model and its tokenizer."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load from a folder that has been checked.

        Raises:
            ModelError: it cannot be loaded.
        """
        from transformers import AutoConfig, AutoTokenizer
        from transformers.utils import logging as hub_logging

        quiet: Any = hub_logging
        quiet.disable_progress_bar()
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
            config: Any = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
            self.engine = _open_engine(folder, config, self._tokenizer)
        except Exception as error:  # a damaged file shows as any error, of any of four libraries
            raise ModelError(
                f"The model {name} cannot be loaded ({type(error).__name__}: {error}).", model=name
            ) from error
        self._prefix = _prefix(config)
        #: Word pieces of one input at the most; longer texts are the caller's to divide.
        self.limit = _input_limit(config, self._tokenizer) - 2 - self.count(self._prefix)

    def count(self, text: str) -> int:
        """The word pieces of a text."""
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def write(self, texts: Sequence[str]) -> list[str]:
        """A summary of each text, in order."""
        inputs = [
            self._tokenizer(self._prefix + text, truncation=True, max_length=self.limit + 2)["input_ids"]
            for text in texts
        ]
        written = [""] * len(texts)
        for batch in _batches([len(pieces) for pieces in inputs]):
            for i, output in zip(batch, self.engine.generate([inputs[i] for i in batch]), strict=True):
                written[i] = self._tokenizer.decode(output, skip_special_tokens=True).strip()
        return written


@cache
def load_writer(name: str, revision: str) -> Writer:
    """The writer of that name, loaded once a process.

    Raises:
        ModelError: it is not installed, not what may be loaded, or broken.
    """
    return Writer(find_model(name, revision, "summarizer"), name)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of inputs of like length that together stay below the size of a batch."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _input_limit(config: Any, tokenizer: Any) -> int:
    given = [
        getattr(config, key, None)
        for key in ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    ]
    limits = [n for n in (*given, tokenizer.model_max_length) if isinstance(n, int) and 0 < n < 10**6]
    return min([*limits[:1], _MOST_INPUT]) if limits else _LONGEST_INPUT


def _prefix(config: Any) -> str:
    """What a model of the T5 kind wants in front of a text that it is to summarize."""
    tasks = getattr(config, "task_specific_params", None) or {}
    given = tasks.get("summarization", {}).get("prefix") if isinstance(tasks, dict) else None
    return str(given) if given else "summarize: " if config.model_type == "t5" else ""


# ---------------------------------------------------------------- engines


def _open_engine(folder: Path, config: Any, tokenizer: Any) -> Engine:
    import torch

    if not torch.cuda.is_available() and find_spec("ctranslate2") is not None:
        try:
            return CTranslateEngine(folder, tokenizer, longest=_output_limit(config))
        except (ValueError, RuntimeError, TypeError, AttributeError, NotImplementedError) as error:
            _LOG.warning("CTranslate2 does not take %s (%s); torch runs it", config.model_type, error)
    return TorchEngine(folder, longest=_output_limit(config))


def _output_limit(config: Any) -> int:
    places = getattr(config, "max_position_embeddings", None)
    return min(LONGEST_OUTPUT, places - 2) if isinstance(places, int) and places > 2 else LONGEST_OUTPUT


class TorchEngine:
    """The model in torch, on a GPU if there is one."""

    def __init__(self, folder: Path, *, longest: int) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM

        self._torch = torch
        cuda = torch.cuda.is_available()
        self._device = "cuda" if cuda else "cpu"
        dtype = torch.bfloat16 if cuda and torch.cuda.is_bf16_supported() else torch.float32
        model: Any = AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=dtype
        )
        self._model = model.to(self._device).eval()
        self._longest = longest
        self._pad = self._model.config.pad_token_id or 0

    def generate(self, batch: Sequence[Sequence[int]]) -> list[list[int]]:
        """The word pieces that are written for each, the opening one included."""
        torch = self._torch
        longest = max(map(len, batch))
        ids = torch.tensor([[*pieces, *[self._pad] * (longest - len(pieces))] for pieces in batch], device=self._device)
        mask = torch.tensor([[1] * len(p) + [0] * (longest - len(p)) for p in batch], device=self._device)
        with torch.inference_mode():
            output = self._model.generate(
                input_ids=ids,
                attention_mask=mask,
                num_beams=BEAMS,
                do_sample=False,
                max_new_tokens=self._longest,
                max_length=None,
                min_length=0,
                no_repeat_ngram_size=3,
                early_stopping=True,
            )
        return [list(map(int, row)) for row in output.tolist()]


class CTranslateEngine:
    """The model in CTranslate2, converted to 8-bit integers on first use, beside the model if that can be written."""

    def __init__(self, folder: Path, tokenizer: Any, *, longest: int) -> None:
        import ctranslate2

        converted = folder / _CONVERTED
        if not (converted / "model.bin").exists():
            converted = _convert(folder)
        self._translator: Any = ctranslate2.Translator(str(converted), device="cpu", compute_type="int8")
        self._tokenizer = tokenizer
        self._longest = longest

    def generate(self, batch: Sequence[Sequence[int]]) -> list[list[int]]:
        """The word pieces that are written for each."""
        results = self._translator.translate_batch(
            [self._tokenizer.convert_ids_to_tokens(list(pieces)) for pieces in batch],
            beam_size=BEAMS,
            max_decoding_length=self._longest,
            no_repeat_ngram_size=3,
        )
        return [self._tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in results]


def _linked(folder: Path, model: Path) -> Path:
    """A folder of links to a model's own files, with the settings that the converter looks for.

    The converter takes whatever weights it finds, so a pickle must not be among them.
    """
    model.mkdir()
    for file in model_files(folder):
        if file.name != "config.json":
            (model / file.name).symlink_to(file.resolve())
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (model / "config.json").write_text(json.dumps(_BART_DEFAULTS | settings), encoding="utf-8")
    return model


def _convert(folder: Path) -> Path:
    """The model in CTranslate2's form; in a folder of its own first, so that nobody finds half of it."""
    from ctranslate2.converters import TransformersConverter

    made = Path(tempfile.mkdtemp(prefix="briefing-"))
    TransformersConverter(str(_linked(folder, made / "model"))).convert(
        str(made / _CONVERTED), quantization="int8", force=True
    )
    try:
        shutil.copytree(made / _CONVERTED, folder / _CONVERTED, dirs_exist_ok=True)
    except OSError:
        return made / _CONVERTED
    shutil.rmtree(made)
    return folder / _CONVERTED
