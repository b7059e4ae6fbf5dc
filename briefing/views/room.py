"""How much room the parts of the front page take, so that what stands side by side ends side by side.

Rough heights in CSS pixels, at the widths of the full grid: from the number of characters, the characters that a line
holds, and the height of a line. A browser breaks lines a little differently; half a statement does not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from briefing.types import Briefing, DatedSentence, Statement, Story
from briefing.views.changes import by_line, has_two_sides, listed_changes, what_moved
from briefing.views.stories import MORE, Tier, went
from briefing.views.words import marked

#: Characters a line and height of a line of headline and body, and everything else of a story.
_SIZES = {
    "lead": (34, 42, 78, 27, 110),
    "second": (29, 27, 45, 24, 116),
    "third": (24, 23, 31, 22, 130),
    "more": (38, 23, 50, 22, 98),
    "day": (52, 27, 82, 24, 48),
}
#: Characters that a line holds of what tells how a story went.
_SMALL = {"lead": 88, "second": 46, "third": 30, "more": 48, "day": 90}
_SECTION_HEAD = 50


def stories_height(rows: Sequence[tuple[Tier, Sequence[Story]]]) -> int:
    """The height of rows of stories side by side; those that are only listed fill two columns."""
    height = 0
    for tier, stories in rows:
        heights = [_story(found, tier) for found in stories]
        if heights:
            height += _SECTION_HEAD + sum(heights) // 2 if tier is MORE else max(heights)
    return height


def _story(found: Story, tier: Tier) -> int:
    headline, headline_line, body, body_line, other = _SIZES[tier.name]
    text = sum(len(marked(sentence)) + 4 for sentence in found.summary)
    lines = sum(ceil(len(dated.sentence.text) / _SMALL[tier.name]) for dated in went(found, tier))
    height = ceil(len(found.headline) / headline) * headline_line + ceil(text / body) * body_line + other
    return height + (lines * 20 + 32 if lines else 0)


def timeline_height(timeline: Sequence[DatedSentence]) -> int:
    """The height of the section that tells how a story went."""
    lines = sum(ceil(len(dated.sentence.text) / _SIZES["day"][2]) for dated in timeline)
    return _SECTION_HEAD + lines * 24 + len(timeline) * 38 if timeline else 0


def over_days_height(briefing: Briefing) -> int:
    """The height of what changed and what is disputed, one below the other in the rail."""
    if briefing.compared_with is None and not briefing.disputes:
        return 0
    height = _SECTION_HEAD * (2 if briefing.disputes else 1)
    for changes in by_line(listed_changes(briefing)):
        subjects = changes[:1] if has_two_sides(changes[0]) else changes
        height += 34 + sum(6 + ceil(len(change.subject) / 40) * 22 for change in subjects)
        for change in changes:
            sides = (change.before, change.after) if has_two_sides(change) else ()
            height += ceil(sum(len(s.text) for s in sides if s) / 42) * 22 + (18 if what_moved(change, briefing) else 0)
    for dispute in briefing.disputes:
        longest = max((len(claim.text) for claim in dispute.claims), default=0)
        height += 110 + ceil(longest / 18) * 26
    return height


def statements_that_fit(statements: Sequence[Statement], height: int) -> int:
    """How many statements, one below the other in the rail, are about as high."""
    left, fitting = height - _SECTION_HEAD, 0
    for said in statements:
        role = ceil(len(said.role.text) / 54) if said.role else 0
        needed = 72 + role * 18 + ceil(len(said.content) / 36) * 26
        if left < needed // 2:
            break
        left -= needed
        fitting += 1
    return fitting
