"""Where a text names its actors: their mentions in text order, and what the grammar makes of each.

`names.py` finds the names and `identity.py` tells whose they are; here the actors are known, and what is asked is which
of them stands in some words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefing.document import Document, Token
from briefing.types import Actor

#: How the tags of words begin that stand in front of a name and say who bears it: foreign ministry spokeswoman.
PREMODIFIERS = ("NN", "JJ", "HYPH", "POS", "VBN")


class ActorMention(NamedTuple):
    """A range in which a text names an actor; `actor` is its index among those of the text."""

    start: int
    end: int
    actor: int


class ActorMentions:
    """The mentions of all actors of one text, in text order."""

    def __init__(self, document: Document, actors: Sequence[Actor]) -> None:
        self.document = document
        self.actors = actors
        self.all = sorted(ActorMention(a, b, i) for i, actor in enumerate(actors) for a, b in actor.mentions)
        self._starts = [mention.start for mention in self.all]

    def within(self, start: int, end: int) -> Sequence[ActorMention]:
        """The mentions that begin in `[start, end)`."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_person(self, mention: ActorMention) -> bool:
        """Whether a mention names a person."""
        return self.actors[mention.actor].kind == "person"

    def head(self, mention: ActorMention) -> Token:
        """The token of a mention that hangs on a word outside of it, or the title that it is apposed to."""
        first, last = self.document.token_at(mention.start), self.document.token_at(mention.end - 1)
        tokens = self.document.tokens
        head = next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[last])
        # the envoy Teo Handrake: what a title says, the name says
        named = head.dep == "appos" and tokens[head.head].end < mention.start <= tokens[head.head].end + 1
        return tokens[head.head] if named else head

    def is_subject(self, mention: ActorMention) -> bool:
        """Whether a mention is the subject of a verb."""
        return self.head(mention).dep in ("nsubj", "nsubjpass")

    def is_main(self, mention: ActorMention) -> bool:
        """Whether a mention hangs on the root of its sentence."""
        return self.document.tokens[self.head(mention).head].dep == "ROOT"
