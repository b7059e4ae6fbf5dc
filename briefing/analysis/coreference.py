"""Pronouns and descriptions: which actor of the text they mean, where the text leaves no doubt.

1. One walk over the text tells a `discourse` what is mentioned, and asks whom each pronoun of the third person
   (`pronouns`) and each description (`descriptions`) goes back to. Nameless persons are mentioned as well (a teacher,
   his wife), since these are what a pronoun may mean instead.
2. I, we and you are given to who talks (`conversation`).
3. A name above the body, and a role that a comma parts from the name, are mentions of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing.analysis.aliases import place_of_name
from briefing.analysis.conversation import resolve_quoted, resolve_turns
from briefing.analysis.descriptions import is_description, resolve_description
from briefing.analysis.discourse import Discourse
from briefing.analysis.parties import Party
from briefing.analysis.pronouns import THIRD_PERSON, resolve_pronoun
from briefing.analysis.roles import role_of
from briefing.document import Document
from briefing.types import Range

#: What stands above the body is looked at no further than this, and not for an actor of more names than that.
_LONGEST_TOP = 400
_MOST_NAMES = 20


def find_references(document: Document, parties: Sequence[Party], *, headline: str = "") -> list[list[Range]]:
    """For each party the ranges that mean it without naming it, in text order; no range is given twice."""
    discourse = Discourse(document, parties)
    _read(discourse)
    resolve_quoted(discourse)
    resolve_turns(discourse, headline)
    for party in parties:
        party.references.extend(_above(document, party))
        party.references.extend(_apposed_roles(document, party))
        party.references.sort()
    return [party.references for party in parties]


def _read(discourse: Discourse) -> None:
    """Resolve third persons and descriptions."""
    sentences = discourse.document.sentences
    sentence = behind = 0
    for at, token in enumerate(discourse.tokens):
        while sentence + 1 < len(sentences) and sentences[sentence + 1].first <= at:
            sentence += 1
        if at < behind:
            continue
        if at in discourse.named:
            party, last = discourse.named[at]
            behind = last + 1
            discourse.name(party, last, sentence)
        elif token.text.lower() in THIRD_PERSON:
            resolve_pronoun(discourse, at, sentence)
        elif is_description(discourse, at):
            resolve_description(discourse, at, sentence)


# ---------------------------------------------------------------- beside the walk


def _above(document: Document, party: Party) -> Iterator[Range]:
    """Where the lines above the body, the headline of the page, name the party."""
    top = document.text[: min(document.body[0][0], _LONGEST_TOP)] if document.body else ""
    names = sorted({m.name for m in party.mentions} | {party.name}, key=lambda name: (-len(name), name))
    taken: list[Range] = []
    for name in names[:_MOST_NAMES] if top else ():
        at = place_of_name(name, top)
        while at is not None:
            part = (at, at + len(name))
            if all(part[1] <= a or b <= part[0] for a, b in taken):
                taken.append(part)
            more = place_of_name(name, top[part[1] :])
            at = part[1] + more if more is not None else None
    yield from taken


def _apposed_roles(document: Document, party: Party) -> Iterator[Range]:
    """The role where a comma parts it from the name: it is a mention of its own."""
    taken = sorted(party.references)
    for mention in party.mentions if party.kind == "person" else ():
        for start, end in role_of(document, mention):
            between = document.text[end : mention.start] or document.text[mention.end : start]
            if between.startswith(",") and not _touches((start, end), taken):
                yield start, end


def _touches(part: Range, ranges: Sequence[Range]) -> bool:
    """Whether a range shares characters with one of the ranges, which are in order and apart."""
    at = bisect_right(ranges, part[1], key=lambda r: r[0])
    return any(a < part[1] and part[0] < b for a, b in ranges[max(0, at - 2) : at])
