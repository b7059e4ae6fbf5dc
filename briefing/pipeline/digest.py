"""Reading texts with the models: pure work, sent in batches to an executor, in this process or in others.

A worker gets `Task`s and gives back digests; it loads the models once. What it makes depends on the text, the headline,
the watch list and the models alone, and `fingerprint` names all of these but the text, so that nothing is ever computed
twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from functools import cache

from briefing.analysis.actors import find_actors
from briefing.analysis.figures import find_figures
from briefing.analysis.handovers import find_handovers
from briefing.analysis.statements import find_statements
from briefing.document import Document
from briefing.errors import ModelError
from briefing.models import embedding, entailment, spacy_model
from briefing.summarizers import load_summarizer
from briefing.summarizers.gated import Entail
from briefing.text.annotate import annotate
from briefing.types import Article, Digest, Summarizing, Verifying, Watched

#: Counts up when the rules change what is read out of a text.
RULES = 14
#: Texts that are handed over at once: enough for batches across texts, few enough to share out and to show progress.
_BATCH = 8
#: Characters of the text that its vector stands for, behind the headline: what fits into the model's 256 word pieces.
_OPENING = 1100


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A text to be read."""

    hash: str
    headline: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the reading depends on besides the text."""

    watch: tuple[Watched, ...] = ()
    summarizer: Summarizing = field(default_factory=Summarizing)
    verifier: Verifying = field(default_factory=Verifying)
    #: False: the embedding model cannot be trusted or loaded; texts get no vectors.
    vectors: bool = True

    @property
    def fingerprint(self) -> str:
        """Names models, rules and watch list: digests with the same fingerprint are interchangeable."""
        watch = hashlib.sha256(repr(self.watch).encode()).hexdigest()[:8]
        parts = [
            f"rules {RULES}",
            f"{spacy_model.NAME} {spacy_model.VERSION}",
            embedding.NAME if self.vectors else "no vectors",
            load_summarizer(self.summarizer).model,
            f"watch {watch}",
        ]
        if self.verifies:
            parts.append(f"verifier {self.verifier.model} {self.verifier.revision[:12]}".strip())
        return "; ".join(parts)

    @property
    def verifies(self) -> bool:
        """Whether an entailment model has a vote: one is named, and there is something that a model wrote."""
        return bool(self.verifier.model) and self.summarizer.name != "extractive"


def embedding_problem() -> ModelError | None:
    """Why the embedding model is not used; None if it can be."""
    try:
        embedding.checked_folder()
    except ModelError as error:
        return error
    return None


def verifier_problem(settings: Settings) -> ModelError | None:
    """Why the verifier that is named has no vote; None if it has one, or nothing to vote on. Loads it to find out."""
    if not settings.verifies:
        return None
    try:
        entailment.load_entailer(settings.verifier.model, settings.verifier.revision)
    except ModelError as error:
        return error
    return None


def text_hash(headline: str, text: str) -> str:
    """The sha256 under which a text is known."""
    return hashlib.sha256(f"{headline}\n{text}".encode()).hexdigest()


def can_read(language: str) -> bool:
    """Whether an installed model reads the language."""
    return language in spacy_model.LANGUAGES


def task_of(article: Article) -> Task:
    """What the models read of an article."""
    return Task(hash=article.hash, headline=article.headline, text=article.text)


def digest_batch(tasks: Sequence[Task], settings: Settings) -> list[Digest]:
    """One digest a text, in order; runs in a worker.

    Raises:
        ModelError: a model cannot be loaded.
    """
    documents = annotate([task.text for task in tasks], spacy_model.load_spacy())
    vectors: list[tuple[float, ...]] = [()] * len(tasks)
    if settings.vectors:
        openings = [_opening(task, document) for task, document in zip(tasks, documents, strict=True)]
        vectors = embedding.load_embedder().embed(openings)
    summarizer = load_summarizer(
        settings.summarizer,
        _embed if settings.vectors else None,
        _entailment(settings.verifier) if settings.verifies else None,
    )
    summaries = summarizer.summarize_all(documents, [task.headline for task in tasks])
    model = settings.fingerprint
    found = []
    for task, document, vector, summary in zip(tasks, documents, vectors, summaries, strict=True):
        actors = find_actors(document, headline=task.headline, watch=settings.watch)
        attributions = find_statements(document, actors, headline=task.headline)
        found.append(
            Digest(
                text_hash=task.hash,
                model=model,
                body=document.body,
                summary=summary,
                actors=actors,
                attributions=attributions,
                vector=vector,
                # without the time of publication, on which a digest does not depend: date_figure adds the days
                figures=find_figures(document, actors, attributions),
                handovers=find_handovers(document, actors),
            )
        )
    return found


def _embed(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    return embedding.load_embedder().embed(texts)


@cache
def _entailment(verifier: Verifying) -> Entail:
    """The vote of a verifier, loaded when it is first needed; the same object for the same verifier."""
    return lambda pairs: entailment.load_entailer(verifier.model, verifier.revision).judge(pairs)


def _opening(task: Task, document: Document) -> str:
    body = " ".join(document.text[a:b] for a, b in document.body)[:_OPENING]
    return f"{task.headline}. {body}"


def digest_all(
    tasks: Sequence[Task], settings: Settings, executor: Executor, *, batch: int = _BATCH
) -> Iterator[list[Digest]]:
    """The digests of all texts, batch by batch as they are done; the order of the batches is not that of the texts."""
    pending: list[Future[list[Digest]]] = [
        executor.submit(digest_batch, tasks[i : i + batch], settings) for i in range(0, len(tasks), batch)
    ]
    try:
        for future in as_completed(pending):
            yield future.result()
    finally:
        for future in pending:
            future.cancel()
