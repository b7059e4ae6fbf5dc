"""Make `briefing/data/cues.json`: the weights by which candidates are taken for attributions.

    python -m benchmarks.cues            train on the training set and write the file
    python -m benchmarks.cues --folds    print the loss of held-out documents, for each strength of the penalty

Source: PolNeAR (Newell et al. 2018), training part, as `statements/train.jsonl.gz` of the development data. What is
kept are counts turned into weights: lemmas, relations and tags, and nothing of its texts.

Every candidate whose cue stands outside the annotated contents is an example. Its target is the mean of two questions:
does its content overlap that of the annotated attribution with this cue by 0.3 (found), and by 0.8 (with the right
bounds)? Features seen fewer than three times are left out. The strength of the penalty is the best of the folds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.data import ROOT, evaluation_folder, read_rows
from briefing.analysis.quotations import Quotations, find_quotations
from briefing.analysis.selection import Context, propose
from briefing.analysis.syntax import DocumentTree
from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate

TARGET = ROOT / "briefing" / "data" / "cues.json"
SOURCE = (
    "Weights learned from PolNeAR (Newell et al. 2018), training part, by benchmarks/cues.py; no text of it is here."
)
MARKS = '“”„«»‟"'
FEWEST = 3
STRENGTH = 3.0
FOLDS = 5
_BATCH = 16


class Example(NamedTuple):
    """A candidate: what is true of it, and how right it is, 0 to 1."""

    features: list[str]
    target: float


def main() -> None:
    """Train and write, or cross-validate; see the module's docstring."""
    folder = evaluation_folder()
    if folder is None:
        sys.exit("No development data here; set BRIEFING_EVAL to its folder.")
    rows = read_rows(folder / "data" / "statements" / "train.jsonl.gz")
    texts = [row["text"] for row in rows]
    documents = [d for i in range(0, len(texts), _BATCH) for d in annotate(texts[i : i + _BATCH], load_spacy())]
    vocabulary = {t.text.lower() for d in documents for t in d.tokens if t.tag in ("VB", "VBP", "NN")}
    examples = [list(_examples(row, d, vocabulary)) for row, d in zip(rows, documents, strict=True)]
    if "--folds" in sys.argv:
        cross_validate(examples)
        return
    weights = fit([e for of_one in examples for e in of_one], STRENGTH)
    known = {name.split(" ", 1)[1].split(",")[0] for name in weights if name.startswith("lemma ")}
    data = {"source": SOURCE, "vocabulary": sorted(known & vocabulary), "weights": weights}
    TARGET.write_text(json.dumps(data, indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights, {TARGET.stat().st_size} bytes")


def _examples(row: dict[str, Any], document: Document, vocabulary: set[str]) -> Iterator[Example]:
    tree = DocumentTree(document)
    proposals = propose(tree, Quotations(find_quotations(document.text, tree.paragraphs)))
    context = Context(tree, proposals, vocabulary)
    gold = [(g["cue_spans"], _letters(document.text, g["content_spans"])) for g in row["gold"]]
    inside = {i for g in row["gold"] for a, b in g["content_spans"] for i in range(a, b)}
    for proposal in proposals:
        cue = [tree.tokens[i].start for i in proposal.candidate.cue]
        if cue[0] in inside:
            continue
        mine = _letters(document.text, proposal.content)
        overlaps = [
            len(mine & theirs) / len(mine | theirs)
            for spans, theirs in gold
            if mine and any(a <= c < b for a, b in spans for c in cue)
        ]
        best = max(overlaps, default=0.0)
        yield Example(context.features(proposal), ((best >= 0.3) + (best >= 0.8)) / 2)


def _letters(text: str, ranges: Sequence[Sequence[int]]) -> set[int]:
    return {i for a, b in ranges for i in range(a, b) if not text[i].isspace() and text[i] not in MARKS}


def fit(examples: Sequence[Example], strength: float) -> dict[str, float]:
    """The weights of a logistic regression with a quadratic penalty, rounded; the empty name is the constant."""
    counts = Counter(name for example in examples for name in example.features)
    column = {name: i for i, name in enumerate(sorted(n for n, count in counts.items() if count >= FEWEST))}
    places = [(i, column[n]) for i, example in enumerate(examples) for n in example.features if n in column]
    given = csr_matrix((np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(examples), len(column)))
    wanted = np.array([example.target for example in examples])

    def loss(values: Any) -> tuple[float, Any]:
        sums = given @ values[:-1] + values[-1]
        errors = 1 / (1 + np.exp(-sums)) - wanted
        value = (np.logaddexp(0, sums) - wanted * sums).sum() + strength * (values[:-1] @ values[:-1]) / 2
        return value, np.append(given.T @ errors + strength * values[:-1], errors.sum())

    found = minimize(loss, np.zeros(len(column) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = {name: round(float(found[i]), 2) for name, i in column.items() if abs(found[i]) >= 0.05}
    return {"": round(float(found[-1]), 2), **weights}


def cross_validate(examples: Sequence[Sequence[Example]]) -> None:
    """Print the log loss of held-out documents for several strengths."""
    for strength in (1.0, 2.0, 3.0, 5.0, 8.0):
        total = number = 0.0
        for fold in range(FOLDS):
            train = [e for i, of_one in enumerate(examples) if i % FOLDS != fold for e in of_one]
            weights = fit(train, strength)
            for example in (e for i, of_one in enumerate(examples) if i % FOLDS == fold for e in of_one):
                value = weights[""] + sum(weights.get(name, 0.0) for name in example.features)
                total += float(np.logaddexp(0, value) - example.target * value)
                number += 1
        print(f"strength {strength:4}: log loss {total / number:.5f}")


if __name__ == "__main__":
    main()
