"""The turns of a transcript: paragraphs that a label gives to their speaker.

MR. BERG: We will go on. A label in capitals that begins with a title is one wherever it stands. Any other name
(BERG: ...; Anna Berg: ...) is one only where labels open several paragraphs of the text: else it may be a crosshead.
Labels that name nobody (Q:, A:, QUESTION:, REPORTER:) make a transcript, but no statement: whose words follow is not
said. A paragraph without a label may be the next of the same speaker or the writer's own, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.frames import Frame
from briefing.analysis.syntax import DocumentTree

_TITLED = re.compile(
    r"((?:MR|MRS|MS|DR|SEN|GOV|GEN|REP|PRESIDENT|SECRETARY|MINISTER|SENATOR|AMBASSADOR|CHAIRMAN|SPOKESPERSON)\.?"
    r"(?: [A-Z][A-Z.'’-]+){1,3}):\s+(?=\S)"
)
_LABEL = re.compile(r"((?:[A-Z][\w.'’-]*)(?: (?:of|de|van|von|al|el|bin|[A-Z][\w.'’-]*)){0,4}):\s+(?=\S)")
_NOBODY = re.compile(
    r"(?:Q|A|QUESTION|ANSWER|REPORTER|REPORTERS|JOURNALIST|INTERVIEWER|MODERATOR|HOST|OPERATOR|SPEAKER|PARTICIPANT"
    r"|UNKNOWN|UNIDENTIFIED|MALE|FEMALE|AUDIENCE)(?: [A-Z0-9]+)?",
    re.IGNORECASE,
)
#: So many labelled paragraphs make a transcript.
_TURNS = 3
#: So many of them have a label that stands there more than once, as those who talk with each other have.
_AGAIN = 2


def find_turns(tree: DocumentTree) -> list[Frame]:
    """The turns with a named speaker, in text order; the speaker is the label."""
    text = tree.document.text
    titled = [(m, end) for start, end in tree.paragraphs if (m := _TITLED.match(text, start, end))]
    labelled = [(m, end) for start, end in tree.paragraphs if (m := _LABEL.match(text, start, end))]
    found = {m.start(): (m, end) for m, end in titled}
    if _is_transcript([m.group(1) for m, _ in labelled]):
        found |= {m.start(): (m, end) for m, end in labelled if not _NOBODY.fullmatch(m.group(1))}
    return [Frame((), m.span(1), ((m.end(), end),)) for _, (m, end) in sorted(found.items())]


def _is_transcript(labels: Sequence[str]) -> bool:
    again = sum(labels.count(label) > 1 for label in labels[:200])
    return len(labels) >= _TURNS and again >= _AGAIN
