"""Ratios of CPU seconds, each pair in one run on one core: what this program does against the plain way to do it.

    python -m benchmarks.ratios [N]

1. The embedded digest (annotation, vector, summary, gate) against a plain one: all components of spaCy, vectors of
   all sentences in float32, the most central ones as the summary, one article at a time. N articles, 40 if not said.
2. Vectors in bfloat16 against float32, with their cosines. Only some processors compute in bfloat16.
3. An encoder-decoder of the size of BART-base, with random weights, that writes 32 word pieces on 256: CTranslate2 in
   8-bit integers, articles together, against torch in float32, one article at a time and together; all with the beams
   of the summarizer. Needs the extra `fast`; how much 8-bit integers save depends on the processor (VNNI, AMX).
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # before torch and CTranslate2 are loaded: threads would spin and be counted

from benchmarks.speed import load_texts
from briefing.analysis.faithfulness import Finding, judge_sentence
from briefing.analysis.source import Source
from briefing.models import seq2seq
from briefing.models.embedding import Embedder, checked_folder, has_bfloat16, load_embedder
from briefing.models.spacy_model import NAME, load_spacy
from briefing.pipeline.digest import Settings, Task, digest_batch
from briefing.summarizers import load_summarizer
from briefing.text.annotate import annotate
from briefing.types import Summarizing

_IN, _OUT, _ARTICLES = 256, 32, 8


def main() -> None:
    """Print the table."""
    import torch

    torch.set_num_threads(1)
    texts = load_texts(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    name = torch.cpu.get_capabilities().get("cpu_name") or platform.machine()
    print(f"{name}, bfloat16 {'yes' if has_bfloat16() else 'no'}, {len(texts)} articles")
    print(f"{'':34}{'plain':>10}{'here':>10}{'ratio':>8}")
    _row("digest, CPU ms an article", *digests(texts))
    plain, fast, cosines = vectors(texts)
    _row("vectors: float32, bfloat16", plain, fast)
    print(f"  cosine of the two: at least {min(cosines):.4f}, mean {sum(cosines) / len(cosines):.4f}")
    try:
        alone, together, integers = writers()
        _row("seq2seq: torch one by one, int8", alone, integers)
        _row("seq2seq: torch together, int8", together, integers)
    except ImportError:
        print("seq2seq: CTranslate2 is not installed")


def _row(name: str, plain: float, here: float) -> None:
    print(f"{name:34}{1000 * plain:10.1f}{1000 * here:10.1f}{plain / here:8.2f}", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


# ---------------------------------------------------------------- the digest


def digests(texts: Sequence[str]) -> tuple[float, float]:
    """CPU seconds an article, the plain way and here; the models are loaded before."""
    import spacy
    import torch

    everything, embedder = spacy.load(NAME), Embedder(checked_folder(), dtype=torch.float32)
    load_embedder()
    load_spacy()
    digest_batch([Task(hash="", headline="", text=texts[0])], Settings())
    _plain(texts[0], everything, embedder)
    plain = _seconds(lambda: [_plain(text, everything, embedder) for text in texts])
    return plain / len(texts), _seconds(lambda: _here(texts)) / len(texts)


def _plain(text: str, pipeline: Any, embedder: Embedder) -> list[Finding]:
    sentences = [(span.start_char, span.end_char) for span in pipeline(text).sents]
    found = embedder.embed([text[a:b] for a, b in sentences])
    mean = [sum(column) / len(found) for column in zip(*found, strict=True)]
    central = sorted(range(len(found)), key=lambda i: -sum(x * y for x, y in zip(found[i], mean, strict=True)))
    source = Source(text, sentences, embedder.embed)
    return [judge_sentence(text[slice(*sentences[i])], source) for i in sorted(central[:3])]


def _here(texts: Sequence[str]) -> None:
    embedder, summarizer = load_embedder(), load_summarizer(Summarizing())
    for batch in _batches(texts, 8):
        documents = annotate(batch, load_spacy())
        embedder.embed([document.text[:1100] for document in documents])
        for document, summary in zip(
            documents, summarizer.summarize_all(documents, [""] * len(documents)), strict=True
        ):
            source = Source(document.text, [(s.start, s.end) for s in document.sentences], embedder.embed)
            for sentence in summary.sentences:
                judge_sentence(sentence.text, source)


def _batches(items: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (items[i : i + size] for i in range(0, len(items), size))


# ---------------------------------------------------------------- vectors


def vectors(texts: Sequence[str]) -> tuple[float, float, list[float]]:
    """CPU seconds an article in float32 and in bfloat16, and the cosines of the two."""
    import torch

    openings = [text[:1100] for text in texts]
    found: list[list[tuple[float, ...]]] = []
    seconds = []
    for dtype in (torch.float32, torch.bfloat16):
        embedder = Embedder(checked_folder(), dtype=dtype)
        embedder.embed(openings[:2])
        started = time.process_time()
        found.append(embedder.embed(openings))
        seconds.append((time.process_time() - started) / len(texts))
    cosines = [
        sum(x * y for x, y in zip(a, b, strict=True)) / (_norm(a) * _norm(b)) for a, b in zip(*found, strict=True)
    ]
    return seconds[0], seconds[1], cosines


def _norm(vector: Sequence[float]) -> float:
    return float(sum(x * x for x in vector) ** 0.5)


# ---------------------------------------------------------------- encoder-decoders


def writers() -> tuple[float, float, float]:
    """CPU seconds an article: torch in float32 one by one and together, CTranslate2 in 8-bit integers together.

    Raises:
        ImportError: CTranslate2 is not installed.
    """
    from transformers import AutoTokenizer

    with tempfile.TemporaryDirectory() as name:
        folder = save_random_bart(Path(name))
        tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        articles = [[0, *(5 + (37 * i + 101 * n) % 50_000 for n in range(_IN - 2)), 2] for i in range(_ARTICLES)]
        torch_engine = seq2seq.TorchEngine(folder, longest=_OUT)
        ways: tuple[tuple[seq2seq.Engine, int], ...] = (
            (torch_engine, 1),
            (torch_engine, _ARTICLES),
            (seq2seq.CTranslateEngine(folder, tokenizer, longest=_OUT), _ARTICLES),
        )
        alone, together, integers = (_write(engine, articles, size) for engine, size in ways)
    return alone, together, integers


def _write(engine: seq2seq.Engine, articles: Sequence[Sequence[int]], size: int) -> float:
    """CPU seconds an article in batches of a size; the program ends if not all write equally long."""
    engine.generate(articles[:1])
    written: list[list[int]] = []
    started = time.process_time()
    for first in range(0, len(articles), size):
        written += engine.generate(articles[first : first + size])
    seconds = (time.process_time() - started) / len(articles)
    lengths = {len(row) for row in written}
    if len(lengths) > 1 or not lengths <= {_OUT, _OUT + 1}:  # torch gives the opening piece too
        sys.exit(f"{type(engine).__name__} wrote {lengths} word pieces, not {_OUT}: nothing can be compared")
    return seconds


def save_random_bart(folder: Path) -> Path:
    """An encoder-decoder of BART-base's size that never ends by itself, so that all write equally long."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BartConfig, BartForConditionalGeneration, PreTrainedTokenizerFast

    words = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *(f"w{n}" for n in range(50_260))]
    inner: Any = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="<unk>"))
    inner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast: Any = PreTrainedTokenizerFast
    tokenizer = fast(tokenizer_object=inner, bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>")
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    sizes: Any = {f"{side}_{what}": n for side in ("encoder", "decoder") for what, n in _BASE.items()}
    config: Any = BartConfig(vocab_size=len(words), d_model=768, **sizes)
    model: Any = BartForConditionalGeneration(config)
    model.final_logits_bias[0, config.eos_token_id] = -1e4
    model.generation_config.forced_eos_token_id = None
    model.config.forced_eos_token_id = None
    model.save_pretrained(folder)
    return folder


_BASE = {"layers": 6, "attention_heads": 12, "ffn_dim": 3072}


if __name__ == "__main__":
    main()
