"""What an edition could not see, and what made it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.types import Briefing, FeedResult, Gap, GapKind
from briefing.views.edition import Edition, tied
from briefing.views.masthead import GAPS, LastRun, command
from briefing.views.safe import Element, Node, clipped, element, isolated, plain
from briefing.views.words import LANGUAGES, count, listed

_NONE_FOUND = "No gap found. That is not proof that there is none."
_LONGEST = 300
RECEIPTS = "Every sentence rests on the text shown under its number. What has no number is a count of our own."

_ORIGINS = "Sources that take a report from one another, or from one agency or newsroom, count as one origin."

_OTHERS: tuple[tuple[str, tuple[GapKind, ...]], ...] = (
    ("Reports not read", ("language", "page")),
    ("Not confirmed", ("origin",)),
    ("Sides not heard", ("side",)),
    ("Models", ("model",)),
)


def gaps(edition: Edition) -> Element:
    """The gaps by kind: feeds by name first, then texts, origins and models."""
    columns = [*_feeds(edition.briefing), *_other_gaps(edition)]
    return element(
        "section",
        element("h2", "What this briefing does not know", id=GAPS, tabindex="-1"),
        element("div", *columns, class_="columns") if columns else element("p", _NONE_FOUND, class_="body"),
        aria_labelledby=GAPS,
        class_="gaps",
    )


def _feeds(briefing: Briefing) -> list[Element]:
    """The feeds that gave nothing, those that failed before those that only had nothing to say."""
    failed = [feed for feed in briefing.feeds if feed.status in ("failed", "blocked")]
    silent = [feed for feed in briefing.feeds if feed.status in ("stale", "empty")]
    known = [gap for gap in briefing.gaps if gap.kind == "feed"] if not failed and not silent else []
    return [
        *_column(
            f"{count(len(failed), 'feed')} of {briefing.coverage.feeds_asked:,} could not be read", _named(failed)
        ),
        *_column(f"{count(len(silent), 'feed')} with nothing new", _named(silent)),
        *_column("Feeds", [[_short(gap.text)] for gap in known]),
    ]


def _named(feeds: Sequence[FeedResult]) -> list[list[Node]]:
    """The feeds by why, each reason once; remarks for who runs the program stand on the page of sources."""
    by_reason: dict[str, list[str]] = {}
    for feed in feeds:
        reason = clipped(plain(feed.detail).partition("; ")[0], _LONGEST) or feed.status
        by_reason.setdefault(reason, []).append(isolated(clipped(feed.publisher, _LONGEST)))
    return [[element("b", listed(names)), f": {reason}"] for reason, names in by_reason.items()]


def _other_gaps(edition: Edition) -> list[Element]:
    columns: list[Element] = []
    for heading, kinds in _OTHERS:
        found = [gap for gap in edition.briefing.gaps if gap.kind in kinds]
        columns += _column(heading, [_sentence(gap, edition) for gap in found])
    return columns


def _sentence(gap: Gap, edition: Edition) -> list[Node]:
    return tied(clipped(_with_language_name(gap), _LONGEST), edition.numbers(gap.evidence))


def _with_language_name(gap: Gap) -> str:
    """The sentence of a gap; a language that it names by its code gets its name."""
    head, found, code = plain(gap.text).rstrip(".").rpartition(": language ")
    if gap.kind != "language" or not found:
        return gap.text
    return f"{head.removesuffix(' not read')}: no installed model reads {LANGUAGES.get(code, code)}."


def _column(heading: str, items: Sequence[list[Node]]) -> list[Element]:
    if not items:
        return []
    return [
        element("div", element("h3", heading), element("ul", *(element("li", *item, dir="auto") for item in items)))
    ]


# ---------------------------------------------------------------- how it was made


def made(edition: Edition, *runs: Element) -> Element:
    """What made the edition, in small print; a page that is kept up to date says there what came of the last run."""
    source = edition.briefing.provenance
    summarizer = f"Summaries: {_short(source.summarizer)}. " if source.summarizer else ""
    models = f"Models: {listed([_short(model) for model in source.models])}. " if source.models else ""
    return element(
        "footer",
        element("h2", "How this was made"),
        element("p", RECEIPTS),
        element("p", _ORIGINS),
        element("p", f"Made by {_short(source.program)}. {summarizer}{models}", dir="auto"),
        *(element("p", _short(note), dir="auto") for note in source.notes),
        *runs,
        class_="made",
    )


def _short(text: str) -> str:
    return clipped(text, _LONGEST)


def last_run_line(edition: Edition, reading: LastRun | None) -> Element:
    """When the feeds were asked last, and how to ask them again."""
    start: list[Node] = ["Start a run with: ", command("run")]
    if reading is None:
        return element("p", "When the feeds were asked last is not known. ", *start)
    how = {0: "all well", 3: "published, but some feeds could not be read"}.get(
        reading.exit_code, "nothing was published"
    )
    return element("p", f"Last run: {edition.times.full(reading.started)}, {how}. ", *start)
