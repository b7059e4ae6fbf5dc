"""What stands above an edition: whose it is, of which day, what it rests on, and what is not as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from briefing.types import Briefing, EditKind
from briefing.views.edition import Edition
from briefing.views.safe import Element, Node, clipped, element, isolated
from briefing.views.words import NBSP, Times, count, day_name, listed, weekday_name

PRODUCT = "Crisis briefing"
#: The id of the section that says what could not be read.
GAPS = "gaps"
#: How a run ends that has published an edition: all well, or some feeds failed.
PUBLISHED = (0, 3)
_LONGEST_TITLE = 120
_LONGEST_WHY = 120
_DAY = timedelta(days=1)
#: Words of English non-fiction that adults read silently in a minute: the mean of 190 studies (Brysbaert, "How many
#: words do we read per minute?", Journal of Memory and Language 109, 2019).
_WORDS_A_MINUTE = 238


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The run that ended last: for which day, when the feeds were asked, and how it ended."""

    day: date
    started: datetime
    #: As the command line has it: 0 all well, 3 published but incomplete, 4 not published.
    exit_code: int
    #: Why nothing was published.
    error: str | None = None


def masthead(title: str, details: Sequence[Node], *, kicker: str = PRODUCT) -> Element:
    """The head of any page."""
    name = clipped(title, _LONGEST_TITLE) or PRODUCT
    return element(
        "header",
        element(
            "div",
            element("p", kicker, class_="kicker") if kicker != name else None,
            element("h1", name, dir="auto"),
        ),
        element("div", *details, class_="details"),
        class_="masthead",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What pages about many editions take from the newest: whose they are, and in which zone."""

    title: str
    sample: bool
    times: Times


def about_head(title: str, about: About, *details: Node) -> Element:
    """The masthead of a page about many editions."""
    whose = clipped(about.title, _LONGEST_TITLE)
    kicker = f"{PRODUCT} · {isolated(whose)}" if whose not in ("", PRODUCT) else PRODUCT
    return masthead(title, [*details, *sample_mark(sample=about.sample)], kicker=kicker)


def edition_head(edition: Edition, *, is_latest: bool) -> Element:
    """The masthead of an edition."""
    briefing = edition.briefing
    day = day_name(briefing.day)
    hours = round((briefing.end - briefing.start) / timedelta(hours=1))
    window = f"{hours}{NBSP}hours to {edition.times.clock(briefing.end)}"
    return masthead(
        briefing.title,
        [
            element("p", element("time", day if is_latest else f"Edition of {day}", datetime=briefing.day.isoformat())),
            element("p", f"Edition{NBSP}{briefing.number:,} · revision{NBSP}{briefing.revision} · {window}"),
            element("p", f"{count(reading_minutes(briefing), 'minute')} to read"),
            *sample_mark(sample=briefing.sample),
        ],
    )


def reading_minutes(briefing: Briefing) -> int:
    """How long it takes to read what the edition tells, without what it says of itself and the source texts."""
    texts = [one.sentence.text for one in briefing.lead]
    for story in briefing.stories:
        texts += [story.headline, *(sentence.text for sentence in story.summary)]
    changes = (change for change in briefing.changes if change.kind != "statement")
    texts += [f"{change.subject} {change.after.text if change.after else ''}" for change in changes]
    texts += [claim.text for dispute in briefing.disputes for claim in dispute.claims]
    texts += [f"{said.speaker} {said.content}" for said in (*briefing.statements, *briefing.positions)]
    return max(1, ceil(sum(len(text.split()) for text in texts) / _WORDS_A_MINUTE))


def sample_mark(*, sample: bool) -> list[Element]:
    """What marks the invented sample coverage wherever it is shown."""
    return [element("p", "Sample, invented", class_="alert")] if sample else []


# ---------------------------------------------------------------- what it rests on


def coverage_line(edition: Edition, last_run: LastRun | None) -> Element:
    """The edition in numbers, and a way to what could not be read."""
    coverage = edition.briefing.coverage
    failed = coverage.feeds_asked - coverage.feeds_read
    door = element("button", f"{count(failed, 'feed')} failed", type="button", class_="door alert", data_to=GAPS)
    return element(
        "div",
        element("p", *_numbers(edition.briefing), *_last_read(edition, last_run)),
        element("p", door) if failed > 0 else None,
        _edits(edition.briefing),
        class_="coverage",
    )


#: What an editor did, for one story and for several.
_DONE: dict[EditKind, tuple[str, str]] = {
    "pin": ("story pinned", "stories pinned"),
    "merge": ("story merged out of several", "stories merged out of several"),
    "split": ("story split off", "stories split off"),
    "hide": ("story hidden", "stories hidden"),
}


def _edits(briefing: Briefing) -> Element | None:
    """What an editor did to the line-up, with the reasons that are given for what is hidden."""
    parts: list[str] = []
    for kind, (one, many) in _DONE.items():
        edits = [edit for edit in briefing.edits if edit.kind == kind]
        why = [isolated(clipped(edit.why, _LONGEST_WHY)) for edit in edits if edit.why]
        reasons = f" ({'; '.join(why)})" if why else ""
        parts += [f"{count(len(edits), one, many)}{reasons}"] if edits else []
    if not parts:
        return None
    return element("p", element("b", "Edited by hand"), f": {listed(parts)}", class_="edits", dir="auto")


def _numbers(briefing: Briefing) -> list[Node]:
    """From the feeds to the stories, as far as there was anything; and how many stories found no room."""
    coverage, printed = briefing.coverage, len(briefing.stories)
    asked, read = coverage.feeds_asked, coverage.feeds_read
    feeds = [element("b", f"{read:,} of {asked:,}"), " feeds read, "] if read < asked else _all_read(asked)
    if not coverage.entries:
        return [*feeds, "no new entry"]
    entries = [*feeds, *_figure(coverage.entries, "entry", "entries"), ", "]
    if not coverage.on_topic:
        return [*entries, "none on topic"]
    return [
        *entries,
        element("b", f"{coverage.on_topic:,}"),
        " on topic, ",
        *_figure(coverage.distinct, "distinct report", "distinct reports"),
        f" from {count(coverage.countries, 'country', 'countries')}",
        *(
            [", ", element("b", f"{printed:,} of {coverage.stories:,}"), " stories here"]
            if printed < coverage.stories
            else []
        ),
    ]


def _all_read(asked: int) -> list[Node]:
    return ["All ", element("b", f"{asked:,}"), " feeds read, "]


def _figure(number: int, one: str, many: str) -> list[Node]:
    return [element("b", f"{number:,}"), f"{NBSP}{one if number == 1 else many}"]


def _last_read(edition: Edition, reading: LastRun | None) -> list[Node]:
    """When the feeds were read for this edition; only the last of all runs is known."""
    if reading is None or reading.day != edition.briefing.day or reading.exit_code not in PUBLISHED:
        return []
    times = edition.times
    same_day = times.date(reading.started) == times.date(edition.briefing.end)
    at = f"at {times.clock(reading.started)}" if same_day else f"on {times.full(reading.started)}"
    return ["; last read ", element("time", at, datetime=reading.started.isoformat())]


# ---------------------------------------------------------------- what is not as it should be


def outdated(newest: Briefing, now: datetime) -> list[Element]:
    """A sentence if a day has closed since the newest edition; the sample's days are never followed by others."""
    if newest.sample or now < newest.end + _DAY:
        return []
    then = weekday_name(newest.day) if now.year == newest.day.year else day_name(newest.day)
    return [notice(f"The newest edition is of {then}; there is none for today yet. Make one with: ", command("run"))]


def failed_run(reading: LastRun | None, times: Times) -> list[Element]:
    """A sentence if the last run published nothing."""
    if reading is None or reading.exit_code in PUBLISHED:
        return []
    why = f": {clipped(reading.error, 400)}" if reading.error else "."
    return [
        notice(
            f"The last run, on {times.full(reading.started)}, published nothing{why} Try again with: ", command("run")
        )
    ]


def command(name: str) -> Element:
    """A command of ours, to be typed."""
    return element("code", f"briefing {name}")


def notice(*children: Node) -> Element:
    """A line under the masthead that a reader must not miss."""
    return element("p", *children, class_="notice", dir="auto")
