"""The front page as it can be mailed: the same words in the same order, with nothing to press.

An evidence number leads to the report that it stands for, and the reports are listed at the end. What is to be typed at
the machine is left out: it is not for those who get mail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

from briefing.types import Briefing, Change, Evidence, Report
from briefing.views.edition import outlet, safe_id
from briefing.views.gaps import RECEIPTS
from briefing.views.masthead import notice
from briefing.views.safe import Element, Node, checked, clipped, element, is_outside, isolated, outside, walk
from briefing.views.today import today
from briefing.views.words import Times, count, listed, warning

_LONGEST_HEADLINE = 200
_RECEIPTS = (
    "Every sentence rests on words of the report that its number leads to; the dashboard shows them. "
    "What has no number is a count of our own."
)


def on_topics(briefing: Briefing, topics: Sequence[str]) -> Briefing:
    """The edition cut down to the stories on some topics, with what was said and who is named in their reports."""
    if not topics or set(briefing.topics) <= set(topics):
        return briefing
    stories = tuple(story for story in briefing.stories if story.topic in topics)
    told = {story.id for story in stories}
    kept = {report for story in stories for report in story.reports}
    actors = tuple(actor for actor in briefing.actors if actor.evidence.article in kept)
    named = {actor.name for actor in actors}
    return replace(
        briefing,
        stories=stories,
        statements=tuple(said for said in briefing.statements if kept.intersection(said.reports)),
        positions=tuple(held for held in briefing.positions if kept.intersection(held.reports)),
        actors=actors,
        changes=tuple(c for c in briefing.changes if c.story in told or _is_of(c, named, kept)),
        disputes=tuple(dispute for dispute in briefing.disputes if dispute.story in told),
        lead=tuple(one for one in briefing.lead if one.story in told),
        # how many stories rest on one origin is said of all of them
        gaps=tuple(gap for gap in briefing.gaps if gap.kind != "origin"),
    )


def _is_of(change: Change, named: Collection[str], reports: Collection[str]) -> bool:
    """Whether a change belongs to one of the actors, or was said in one of the reports.

    A story that went quiet is not in the edition any more: its topic is not known.
    """
    if change.kind == "statement" and change.after:
        return any(evidence.article in reports for evidence in change.after.evidence)
    return change.story is None and change.subject in named


def letter(briefing: Briefing, *, topics: Sequence[str] = (), corrects: bool = False, lacks: str = "") -> Element:
    """The edition as a letter, cut down to `topics` if there are any.

    `corrects`: the reader has an earlier revision of it. `lacks`: what should come with it and does not, and why.
    """
    shown = on_topics(briefing, topics)
    page = today(shown, is_latest=True, now=shown.end)
    reports = {report.id: report for report in shown.reports}
    articles = {safe_id(evidence.id): evidence.article for evidence in _evidence_in(shown)}
    cited = {key: reports.get(articles.get(key, "")) for key in page.evidence}
    (tree,) = _mailed(page.tree, cited)
    head, *rest = tree.children if isinstance(tree, Element) else ()
    notices = (*_correction(briefing, corrects=corrects), *_cut_down(briefing, shown), *_lacking(lacks))
    made = element("div", head, *notices, *_with_sources(rest, _sources(shown, cited)), class_="page letter")
    checked(made)
    return made


def _correction(briefing: Briefing, *, corrects: bool) -> list[Element]:
    if not corrects:
        return []
    return [notice(f"Correction: this revision {briefing.revision} takes the place of the edition that you have.")]


def _cut_down(briefing: Briefing, shown: Briefing) -> list[Element]:
    """A sentence if this is not the whole edition."""
    if shown is briefing:
        return []
    topics = listed([isolated(clipped(topic, 60)) for topic in sorted({s.topic for s in shown.stories})])
    whole = f"The whole edition has {count(len(briefing.stories), 'story', 'stories')}"
    here = f"{count(len(shown.stories), 'story', 'stories')} on {topics} here" if topics else "none is on your topics"
    return [element("p", f"{whole}; {here}.", class_="notice plain")]


def _lacking(lacks: str) -> list[Element]:
    return [element("p", clipped(lacks, _LONGEST_HEADLINE), class_="notice plain")] if lacks else []


def _with_sources(parts: Sequence[Node], sources: Sequence[Element]) -> list[Node]:
    """The list of sources goes before the small print, where there is any."""
    last = parts[-1] if parts else ""
    if isinstance(last, Element) and last.tag == "footer":
        return [*parts[:-1], *sources, last]
    return [*parts, *sources]


def _sources(briefing: Briefing, cited: Mapping[str, Report | None]) -> list[Element]:
    """The reports behind the numbers, each with its numbers, by the first of these."""
    numbers: dict[str, list[int]] = {}
    for number, report in enumerate(cited.values(), start=1):
        numbers.setdefault(report.id if report else "", []).append(number)
    reports = {report.id: report for report in cited.values() if report}
    times = Times(briefing.timezone, year=briefing.day.year)
    rows = [_source(reports[key], found, times) for key, found in numbers.items() if key]
    if not rows:
        return []
    head = element("h2", "Sources", id="sources")
    return [element("section", head, element("ul", *rows), aria_labelledby="sources", class_="sources")]


def _source(report: Report, numbers: Sequence[int], times: Times) -> Element:
    headline = clipped(report.headline, _LONGEST_HEADLINE) or "Without a headline"
    state: list[Node] = [" (", element("b", mark), ")"] if (mark := warning(report)) else []
    return element(
        "li",
        element("b", ", ".join(map(str, numbers)), class_="numbers"),
        " ",
        outlet(report),
        *state,
        ": ",
        outside(report.url, headline),
        f", {times.full(report.published)}",
        class_="source",
        dir="auto",
    )


def _mailed(node: Node, cited: Mapping[str, Report | None]) -> tuple[Node, ...]:
    """A node of the page as a letter has it; nothing for what a letter leaves out."""
    if isinstance(node, str):
        return (_RECEIPTS if node == RECEIPTS else node,)
    if node.attributes.get("aria-hidden") == "true" or _is_typed(node):
        return ()
    if "data-ev" in node.attributes:
        return (_number(node, cited),)
    children = tuple(child for each in node.children for child in _mailed(each, cited))
    if node.tag == "button":
        return (element("span", *children, class_=node.attributes.get("class")),)
    if node.tag == "a" and not is_outside(node.attributes.get("href", "")):
        return (element("span", *children),)
    return (Element(node.tag, node.attributes, children),)


def _is_typed(node: Element) -> bool:
    return node.tag == "p" and any(isinstance(child, Element) and child.tag == "code" for child in node.children)


def _number(button: Element, cited: Mapping[str, Report | None]) -> Element:
    """The number of a piece of evidence: the way to its report, where that has an address."""
    report = cited.get(button.attributes["data-ev"])
    number = next(node for node in walk(button) if isinstance(node, str))
    return outside(report.url if report else None, number, class_="number")


def _evidence_in(part: object) -> Iterator[Evidence]:
    """Every piece of evidence that a part of an edition holds, wherever it stands."""
    if isinstance(part, Evidence):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _evidence_in(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _evidence_in(getattr(part, field.name))
