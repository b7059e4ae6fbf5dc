"""A story over all its days: what each edition told, who said what, the reports, and what was changed in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.register import Recorded, StoryDay, StoryEdition
from briefing.types import Article, Report
from briefing.views.addresses import day_address, story_address
from briefing.views.chronology import timeline_section
from briefing.views.diff import compare
from briefing.views.edition import Cited, Elsewhere, Sources, outlet, safe_id, tied
from briefing.views.figures_moved import FiguresPart, figures_part
from briefing.views.masthead import About, about_head, notice
from briefing.views.panel import evidence_panels
from briefing.views.people import statement
from briefing.views.ranking import why_there
from briefing.views.room import statements_that_fit, stories_height, timeline_height
from briefing.views.safe import (
    Element,
    Node,
    checked,
    clipped,
    element,
    inside,
    isolated,
    language,
    outside,
    piece,
    plain,
)
from briefing.views.statements import sources_of
from briefing.views.stories import Tier, attribution
from briefing.views.words import KINDS, NBSP, count, day_and_month, day_span, listed, marked, warning, weekday_name

_LONGEST_HEADLINE = 200
_LONGEST_SENTENCE = 600
_LONGEST_NAME = 80
_MOST_PUBLISHERS = 4
_DAY = Tier(name="day", heading="h3", outlets=_MOST_PUBLISHERS, dates=0)
#: Fewer statements are no section of their own.
_FEWEST_BELOW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """All that is known of a story."""

    id: str
    #: All its days, newest first, and what the editions of the newest of them have.
    days: tuple[StoryDay, ...]
    editions: tuple[StoryEdition, ...]
    #: What was said in its reports, newest first, and how many more statements there are.
    statements: tuple[Recorded, ...] = ()
    more_statements: int = 0
    #: All versions of those reports that were changed, in the order of time.
    versions: tuple[Article, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """The parts of the page of a story, all in one numbering."""

    #: What happened and what was said; the figures, where they moved; the reports.
    told: Node
    figures: FiguresPart | None
    reports: Node
    evidence: dict[str, Node]


def storyline(line: Storyline, about: About) -> StoryPage:
    """The page of a story, but for its chart."""
    cited: dict[str, Cited] = {}
    days = element("div", *_timeline(line, about, cited), *_days(line, about, cited), class_="main")
    beside = _beside(line)
    rail = _statements(line.statements[:beside], about, cited)
    told = element(
        "div",
        _head(line, about),
        *(notice(plain(fault)) for fault in line.faults),
        element("div", days, rail, class_="grid"),
        *_more_statements(line, beside, about, cited),
        class_="page storyline",
    )
    figures = figures_part(line.editions, about, cited, address=story_address(line.id) or "/story")
    reports = element("div", _reports(line, about), *_versions(line, about), class_="page storyline")
    numbering = Sources((), about.times, address="/", cited=cited)
    return StoryPage(
        told=checked(told),
        figures=figures,
        reports=checked(reports),
        evidence={key: checked(panel) for key, panel in evidence_panels(numbering).items()},
    )


def _head(line: Storyline, about: About) -> Element:
    newest, oldest = line.days[0], line.days[-1]
    days = count(len(line.days), "day")
    reports = {report.id: report for edition in line.editions for report in edition.reports}
    publishers = {report.publisher for report in reports.values()}
    told = f"{count(len(reports), 'report')} of {count(len(publishers), 'source')}"
    topics = listed(
        [isolated(clipped(topic, _LONGEST_NAME)) for topic in dict.fromkeys(day.topic for day in line.days)]
    )
    return about_head(
        clipped(newest.headline, _LONGEST_HEADLINE) or "Without a headline",
        about,
        element("p", f"{days}, {day_span(oldest.day, newest.day)}"),
        element("p", f"{told}. {topics}"),
    )


def _timeline(line: Storyline, about: About, cited: dict[str, Cited]) -> list[Element]:
    """How it went before the newest of its days, as that edition tells it."""
    if not line.editions:
        return []
    newest = line.editions[0]
    return timeline_section(newest.story.timeline, _sources(newest, line, about, cited))


def _sources(edition: StoryEdition, line: Storyline, about: About, cited: dict[str, Cited]) -> Sources:
    return Sources(edition.reports, about.times, address=story_address(line.id) or "/story", doors=True, cited=cited)


def _days(line: Storyline, about: About, cited: dict[str, Cited]) -> list[Element]:
    """What the editions told, the newest first; of the oldest only the headlines."""
    shown = [_day(edition, line, about, cited) for edition in line.editions]
    told = {edition.day for edition in line.editions}
    rest = [day for day in line.days if day.day not in told]
    parts = (
        [element("section", element("h2", "Day by day", id="days"), *shown, aria_labelledby="days")] if shown else []
    )
    if rest:
        items = (element("li", *_earlier(day, line.id)) for day in rest)
        heading = element("h2", "Earlier days" if shown else "Days", id="earlier")
        parts.append(element("section", heading, element("ul", *items, class_="plain"), aria_labelledby="earlier"))
    return parts


def _earlier(day: StoryDay, story: str) -> list[Node]:
    link = inside(day_address(day.day, f"story-{safe_id(story)}"), f"{day_and_month(day.day)}{NBSP}{day.day.year}")
    return [link, f": {isolated(clipped(day.headline, _LONGEST_HEADLINE))}, {count(day.reports, 'report')}"]


def _day(edition: StoryEdition, line: Storyline, about: About, cited: dict[str, Cited]) -> Element:
    story = edition.story
    sources = _sources(edition, line, about, cited)
    report = sources.reports.get(story.headline_report)
    headline = clipped(story.headline, _LONGEST_HEADLINE) or "Without a headline"
    elsewhere = Elsewhere(label="Same story in", reports=len(edition.reports) - 1)
    body: list[Node] = []
    for sentence in story.summary:
        body += [
            *tied(
                marked(sentence, clipped(sentence.text, _LONGEST_SENTENCE)),
                sources.numbers(sentence.evidence, elsewhere=elsewhere),
            ),
            " ",
        ]
    told, names = sources.outlets(story.reports, shown=_MOST_PUBLISHERS)
    origins = count(story.origins, "origin")
    return element(
        "article",
        element(
            "p",
            inside(day_address(edition.day, f"story-{safe_id(line.id)}"), weekday_name(edition.day)),
            class_="kicker",
        ),
        element(
            "h3",
            outside(report.url if report else None, headline),
            dir="auto",
            lang=language(report.language) if report else None,
        ),
        attribution(story, sources),
        element("p", *body, class_="body", dir="auto"),
        element(
            "p",
            f"{count(told, 'source')}, ",
            element("b", origins) if story.origins == 1 else origins,
            *names,
            class_="meta",
        ),
        why_there(story, edition.standing) if edition.standing else None,
        class_="story second",
        id=f"day-{edition.day.isoformat()}",
        tabindex="-1",
    )


def _beside(line: Storyline) -> int:
    """How many statements stand beside the days, so that both end at about the same height."""
    said = [row.statement for row in line.statements]
    height = sum(stories_height([(_DAY, [edition.story])]) for edition in line.editions)
    height += timeline_height(line.editions[0].story.timeline) if line.editions else 0
    beside = statements_that_fit(said, height)
    return beside if len(said) - beside >= _FEWEST_BELOW else len(said)


def _statements(rows: Sequence[Recorded], about: About, cited: dict[str, Cited]) -> Element:
    items = [statement(row.statement, sources_of(row, about.times, cited)) for row in rows]
    return element(
        "section",
        element("h2", "Who said what", id="said"),
        element("ul", *items) if items else element("p", "Nobody was quoted in these reports.", class_="body"),
        aria_labelledby="said",
        class_="rail",
    )


def _more_statements(line: Storyline, beside: int, about: About, cited: dict[str, Cited]) -> list[Element]:
    rows = line.statements[beside:]
    if not rows:
        return []
    items = (statement(row.statement, sources_of(row, about.times, cited)) for row in rows)
    unseen = f"{line.more_statements:,} older ones are in the ledger" if line.more_statements else ""
    return [
        element(
            "section",
            element(
                "div",
                element("h2", "More statements", id="more-said"),
                element("p", unseen, class_="aside"),
                class_="head",
            ),
            element("ul", *items, class_="balanced"),
            aria_labelledby="more-said",
        )
    ]


# ---------------------------------------------------------------- reports and their versions


def _reports(line: Storyline, about: About) -> Element:
    """Every report once, the newest first."""
    reports = {report.id: report for edition in reversed(line.editions) for report in edition.reports}
    changed = {article.id for article in line.versions}
    newest_first = sorted(reports.values(), key=lambda report: (report.published, report.id), reverse=True)
    heads = (element("th", name, scope="col") for name in ("Published", "Source", "Report"))
    rows = (_report(report, about, is_changed=report.id in changed) for report in newest_first)
    return element(
        "section",
        element(
            "div",
            element("h2", "Reports", id="reports", tabindex="-1"),
            element("p", f"{count(len(reports), 'report')}, newest first, reprints included", class_="aside"),
            class_="head",
        ),
        element(
            "table",
            element("caption", "The reports of this story, newest first", class_="unseen"),
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="listing reports",
        ),
        aria_labelledby="reports",
    )


def _report(report: Report, about: About, *, is_changed: bool) -> Element:
    mark = warning(report)
    headline = clipped(report.headline, _LONGEST_HEADLINE) or "Without a headline"
    return element(
        "tr",
        element("td", element("time", about.times.full(report.published), datetime=report.published.isoformat())),
        element("td", outlet(report), ", ", element("b", mark) if mark else KINDS[report.kind]),
        element(
            "td",
            element("p", outside(report.url, headline), dir="auto", lang=language(report.language)),
            element("p", "changed after it was published", class_="meta") if is_changed else None,
        ),
    )


def _versions(line: Storyline, about: About) -> list[Element]:
    """What publishers changed in their reports; nothing if nothing was."""
    by_article: dict[str, list[Article]] = {}
    for article in line.versions:
        by_article.setdefault(article.id, []).append(article)
    changed = [_changes(versions, about) for versions in by_article.values() if len(versions) > 1]
    if not changed:
        return []
    legend: list[Node] = [element("del", "taken out"), " ", element("ins", "put in")]
    return [
        element(
            "section",
            element(
                "div",
                element("h2", "Changed reports", id="changed"),
                element("p", *legend, class_="aside"),
                class_="head",
            ),
            *changed,
            aria_labelledby="changed",
        )
    ]


def _changes(versions: Sequence[Article], about: About) -> Element:
    newest = versions[-1]
    name = isolated(clipped(newest.publisher, _LONGEST_NAME))
    return element(
        "article",
        element(
            "h3", outside(newest.url, clipped(newest.headline, _LONGEST_HEADLINE) or "Without a headline"), dir="auto"
        ),
        element("p", f"{name}, first published {about.times.full(newest.published)}", class_="meta"),
        *(_change(old, new) for old, new in pairwise(versions)),
        class_="version",
    )


def _change(old: Article, new: Article) -> Element:
    """One version against the one before it."""
    label = element("p", f"Version {old.version} to {new.version}", class_="kicker")
    if not old.text or not new.text:
        body: Element = element("p", "The source text is no longer held.", class_="body")
    elif pieces := compare(f"{old.headline}\n{old.text}", f"{new.headline}\n{new.text}"):
        nodes = (_piece(kind, text) for kind, text in pieces)
        body = element("p", *nodes, class_="body", dir="auto", lang=language(new.language))
    else:
        body = element("p", "Only the layout changed; the words are the same.", class_="body")
    return element("div", label, body)


def _piece(kind: str, text: str) -> Node:
    if kind == "out":
        return element("del", _unseen("taken out: "), piece(text))
    if kind == "in":
        return element("ins", _unseen("put in: "), piece(text))
    return piece(text)


def _unseen(text: str) -> Element:
    return element("span", text, class_="unseen")
