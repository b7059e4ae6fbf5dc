"""The place, day and agency that news reports open with: KESS, 20 November (Meridian Wire) -."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"""(?:(?:[A-Z][\w.'’-]*|of|de|la|al|el)(?:[ /-](?:[A-Z][\w.'’-]*|of|de|la|al|el)){0,4}
        (?:,\ [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){0,2})?
        (?:,?\ (?:\d{1,2}\ )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?
           (?:\ \d{1,2})?(?:,?\ \d{4})?)?
        \s*(?:\([A-Z][\w.\ /-]{1,30}\)\s*)?(?:--|[—–-]|:(?=\ [A-Z]))\s+)
    | \([A-Z][\w.\ /-]{1,30}\)\s*(?:--|[—–-])\s+
    | \(?(?:[A-Z]{2,10}|Reuters|Xinhua|Interfax)\)\s+(?:(?:--|[—–-])\s+)?""",
    re.VERBOSE,
)
#: A dateline stands in front of the first sentences; further down the same form is something else.
_WITHIN = 400


def after_dateline(text: str, start: int, end: int) -> int:
    """Where `[start, end)` goes on behind its dateline; `start` where it has none, or nothing else."""
    match = _DATELINE.match(text, start, end) if start < _WITHIN else None
    return match.end() if match and match.end() < end else start
