"""How a story went: its dated sentences, oldest first, as a few lines under the story or as a section of its own."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.types import DatedSentence
from briefing.views.edition import Sources, tied
from briefing.views.safe import Element, clipped, element
from briefing.views.words import day_and_month, marked

_LONGEST_SENTENCE = 600


def chosen(timeline: Sequence[DatedSentence], most: int) -> Sequence[DatedSentence]:
    """How it began, and what came last; where there is room for one alone, what came last."""
    if len(timeline) <= most:
        return timeline
    return (timeline[0], *timeline[len(timeline) + 1 - most :]) if most > 1 else timeline[-most:]


def how_it_went(timeline: Sequence[DatedSentence], sources: Sources) -> list[Element]:
    """The lines under a story; none where nothing came before."""
    if not timeline:
        return []
    heading = "How it went" if len(timeline) > 1 else "Before"
    return [element("p", heading, class_="kicker went-head"), _lines(timeline, sources, class_="went")]


def timeline_section(timeline: Sequence[DatedSentence], sources: Sources) -> list[Element]:
    """The section of a page; none where nothing came before."""
    if not timeline:
        return []
    heading = element("h2", "How it went", id="went")
    return [element("section", heading, _lines(timeline, sources, class_="timeline"), aria_labelledby="went")]


def _lines(timeline: Sequence[DatedSentence], sources: Sources, *, class_: str) -> Element:
    return element("ul", *(_line(dated, sources) for dated in timeline), class_=class_)


def _line(dated: DatedSentence, sources: Sources) -> Element:
    day = element("time", day_and_month(dated.on), datetime=dated.on.isoformat())
    how = "Reported " if dated.dated_by == "report" else ""
    text = marked(dated.sentence, clipped(dated.sentence.text, _LONGEST_SENTENCE))
    return element(
        "li",
        element("b", how, day),
        " ",
        element("span", *tied(text, sources.numbers(dated.sentence.evidence)), dir="auto", class_="told"),
    )
