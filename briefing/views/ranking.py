"""Why a story stands where it stands, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.register import Standing
from briefing.types import Briefing, Story
from briefing.views.safe import Element, element, plain
from briefing.views.words import NBSP

#: The parts of a rank value as a reader calls them; `analysis/rank.py` says how each is measured.
_PARTS = {
    "topic": "weight of its topic",
    "origins": "independent origins",
    "news": "told as news",
    "watched": "reports on actors of the watch list",
    "fresh": "how late its newest report came",
}


def standing(story: Story, briefing: Briefing) -> Standing:
    """Where a story of an edition stands in it."""
    pinned = {edit.story for edit in briefing.edits if edit.kind == "pin"}
    place = [one.id for one in briefing.stories].index(story.id)
    ahead = (one for one in briefing.stories[:place] if one.id not in pinned)
    return Standing(
        place=place + 1,
        stories=len(briefing.stories),
        is_pinned=story.id in pinned,
        has_yielded=any(_value(one) < _value(story) for one in ahead),
    )


def why_there(story: Story, where: Standing) -> Element:
    """The place of a story and the parts of its rank value, as a sum."""
    if where.is_pinned:
        why = ", pinned by the editor"
    else:
        why = ", behind others since its topic or publisher had had its turn" if where.has_yielded else ""
    parts = " + ".join(_parts(story))
    worth = f": {parts} = {_value(story):.2f}" if parts else ""
    return element("p", f"Place {where.place} of {where.stories}{why}{worth}", class_="meta standing")


def _parts(story: Story) -> Iterator[str]:
    for name, value in story.score:
        if value:
            yield f"{_PARTS.get(name, plain(name))}{NBSP}{value:.2f}"


def _value(story: Story) -> float:
    return sum(value for _, value in story.score)
