"""What made an edition, and what it says of models that could not be used and of sentences that were not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import __version__
from briefing.config import Config
from briefing.errors import ModelError
from briefing.pipeline.digest import Settings
from briefing.types import Provenance, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedModels:
    """Why models could not be used; None for those that could."""

    embedding: ModelError | None
    verifier: ModelError | None

    def notes(self) -> tuple[str, ...]:
        """What the edition says of them."""
        ungrouped = (f"Stories are grouped by words and names alone. {self.embedding}",) if self.embedding else ()
        unvoted = (f"The verifier had no vote on what the model wrote. {self.verifier}",) if self.verifier else ()
        return ungrouped + unvoted

    def reasons(self) -> set[str]:
        """The codes of the errors."""
        return {error.reason for error in (self.embedding, self.verifier) if error}


def provenance_of(config: Config, settings: Settings, unused: UnusedModels, summaries: Sequence[Summary]) -> Provenance:
    """What made the edition, and what was replaced or left out on the way; where things lie is nobody's business."""
    models = config.summarizer.seq2seq, config.verifier.model
    folders = [name for name in models if "/" in name and Path(name).is_dir()]

    def shown(text: str) -> str:
        for folder in folders:
            text = text.replace(folder, Path(folder).resolve().name)
        return text

    return Provenance(
        program=f"crisis-briefing {__version__}",
        models=(shown(settings.fingerprint),),
        summarizer=shown(config.summarizer.name),
        notes=tuple(map(shown, (*unused.notes(), *summary_notes(summaries)))),
        reasons=tuple(sorted(unused.reasons() | summary_reasons(summaries))),
    )


def summary_notes(summaries: Iterable[Summary]) -> tuple[str, ...]:
    """What the edition says of sentences that a model wrote and that were not taken: how many, and why."""
    read = list(summaries)
    notes = []
    fallbacks = Counter(summary.fallback for summary in read if summary.fallback)
    for reason, count in sorted(fallbacks.items(), key=lambda item: (-item[1], item[0])):
        what = "1 summary was" if count == 1 else f"{count} summaries were"
        notes.append(f"{what} taken from the articles' own sentences instead of written by the model: {reason}.")
    reasons = Counter(reason.partition(":")[0].partition(' "')[0] for summary in read for reason in summary.withheld)
    if total := reasons.total():
        listed = "; ".join(f"{reason} ({n})" for reason, n in sorted(reasons.items(), key=lambda i: (-i[1], i[0])))
        what = "1 sentence" if total == 1 else f"{total} sentences"
        notes.append(f"{what} that the model wrote did not pass the check against the article: {listed}.")
    if marked := sum(not sentence.verified for summary in read for sentence in summary.sentences):
        what = "1 sentence" if marked == 1 else f"{marked} sentences"
        notes.append(f"{what} that the model wrote could not be checked far enough; where printed, they are marked.")
    return tuple(notes)


def summary_reasons(summaries: Iterable[Summary]) -> set[str]:
    """What the notes on summaries say, as codes for programs."""
    found: set[str] = set()
    for summary in summaries:
        found |= {summary.reason} - {""}
        found |= {"unsupported"} if summary.withheld else set()
        found |= {"unverified"} if not all(sentence.verified for sentence in summary.sentences) else set()
    return found
