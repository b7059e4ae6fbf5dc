"""How fast texts are read: articles per CPU second and peak memory of `briefing digest`, and the shares of its parts.

    python -m benchmarks.speed [N]

N articles (100 if not said) of the development data, else of the sample coverage, in a process of its own. The machine
matters: compare shares and ratios, not seconds.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.data import ROOT, evaluation_folder, read_rows
from briefing.sample.coverage import load_coverage

SETS = ("statements/dev.jsonl.gz", "summaries/writers100.jsonl.gz", "stories/news_cluster.jsonl.gz")


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    texts = load_texts(count)
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(texts)} articles, {words:.0f} words each on average")
    cpu, wall, megabytes, problems = whole_command(texts)
    start = startup_seconds()
    print(f"briefing digest: {cpu:.1f} CPU s, {wall:.1f} s by the clock, peak {megabytes:.0f} MB")
    print(f"  of it start and models: {start:.1f} CPU s")
    reading = max(0.01, cpu - start)
    print(f"  articles per CPU second: {len(texts) / cpu:.2f} with, {len(texts) / reading:.2f} without the start")
    print(f"  summary sentences without ranges: {problems['ranges']}; statements not verbatim: {problems['verbatim']}")
    print(f"  documents with an error: {problems['errors']}")
    for name, seconds in parts(texts).items():
        print(f"  {name:12} {1000 * seconds / len(texts):7.1f} CPU ms an article")


def load_texts(count: int) -> list[str]:
    """The first articles of each set in turn, or the sample's."""
    folder = evaluation_folder()
    if folder is None:
        return [entry.text for feed in load_coverage() for entry in feed.entries if entry.text][:count]
    sets = [read_rows(folder / "data" / name) for name in SETS]
    return [rows[i]["text"] for i in range(max(map(len, sets))) for rows in sets if i < len(rows)][:count]


def whole_command(texts: list[str]) -> tuple[float, float, float, dict[str, int]]:
    """CPU seconds, seconds, peak megabytes of the command, and what its output got wrong."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        source.write_text("".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts)))
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "briefing", "digest", str(source), "-o", str(output)], cwd=ROOT, check=True
        )
        wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        rows = [json.loads(line) for line in output.read_text().splitlines()]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return cpu, wall, after.ru_maxrss / unit, check_rows(texts, rows)


def check_rows(texts: list[str], rows: list[dict[str, object]]) -> dict[str, int]:
    """Faults in the output: sentences that are not their ranges, statements that are not verbatim, errors."""
    faults = {"ranges": 0, "verbatim": 0, "errors": 0}
    for text, row in zip(texts, rows, strict=True):
        if "error" in row:
            faults["errors"] += 1
            continue
        data = json.loads(json.dumps(row))
        for sentence in data["summary"]["sentences"]:
            faults["ranges"] += sentence["text"] != " ".join(text[a:b] for a, b in sentence["spans"])
        for statement in data["statements"]:
            faults["verbatim"] += statement["content"] != " ".join(text[a:b] for a, b in statement["content_spans"])
    return faults


def startup_seconds() -> float:
    """CPU seconds of the command for one short text: the start and the loading of the models."""
    return whole_command(["The northern lane was shut on Friday, the harbour office said."])[0]


def parts(texts: list[str]) -> dict[str, float]:
    """CPU seconds of each part of the reading, in this process, models loaded before."""
    from briefing.analysis.actors import find_actors
    from briefing.analysis.statements import find_statements
    from briefing.models.embedding import load_embedder
    from briefing.models.spacy_model import load_spacy
    from briefing.summarizers import load_summarizer
    from briefing.text.annotate import annotate
    from briefing.text.clean import find_body
    from briefing.types import Summarizing

    pipeline, embedder, summarizer = load_spacy(), load_embedder(), load_summarizer(Summarizing())
    seconds = {"cleaning": timed(lambda: [find_body(text) for text in texts])}
    documents = annotate(texts[:1], pipeline)
    started = time.process_time()
    documents = [document for i in range(0, len(texts), 16) for document in annotate(texts[i : i + 16], pipeline)]
    seconds["annotation"] = time.process_time() - started - seconds["cleaning"]
    seconds["vectors"] = timed(lambda: embedder.embed([text[:1100] for text in texts]))
    seconds["actors"] = timed(lambda: [find_actors(document) for document in documents])
    actors = [find_actors(document) for document in documents]
    seconds["statements"] = timed(lambda: [find_statements(d, a) for d, a in zip(documents, actors, strict=True)])
    seconds["summaries"] = timed(lambda: summarizer.summarize_all(documents, [""] * len(documents)))
    return seconds


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
