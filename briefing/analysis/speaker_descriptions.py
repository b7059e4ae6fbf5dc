"""Whom a description beside a cue means: the diplomat, the Kremlin spokesman.

It is the person last named whose title, role or apposition in this text has the noun of the description and the names
in front of it.

`descriptions.py` follows all descriptions of a text, of persons, organizations and places, from the last one to the
next. Here only those that say something are read, and only of persons, by what stands beside their names anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from briefing.analysis.actor_mentions import PREMODIFIERS, ActorMention, ActorMentions
from briefing.analysis.english import ROLES, TITLE_NOUNS
from briefing.document import Document
from briefing.types import Range

#: Words of an apposition that describe the person in front of it.
_APPOSITION = 8
#: How far in front of a name the words begin that describe the person, in characters.
_IN_FRONT = 60
#: How the role nouns begin of whom a text calls a diplomat or an official.
_DIPLOMATS = ("minister", "spokes", "ambassador", "envoy", "secretary", "adviser", "advisor", "nsa")


class SpeakerDescriptions:
    """Finds the persons whom the descriptions at the cues of one text mean."""

    def __init__(self, mentions: ActorMentions) -> None:
        self._mentions = mentions
        self._document = mentions.document

    def person(self, words: Range) -> ActorMention | None:
        """The person whom a definite description means, if its noun is what the text calls one.

        It is the last mention in front of the words; nobody is described before being named.
        """
        tokens = self._document.tokens_in(*words)
        nouns = [t for t in tokens if t.tag.startswith("NN")]
        if not self._document.text[words[0] : words[1]].lower().startswith("the ") or not nouns:
            return None
        head = nouns[-1].text.lower() if nouns[-1].dep != "pobj" else nouns[0].text.lower()
        if head not in ROLES:
            return None
        needed = {t.text.lower() for t in tokens[1:] if t.text[0].isupper() and t.text.lower() != head}
        found = [m for noun in self._nouns_for(head) for m in self._by_noun[noun] if m.start < words[0]]
        found = [m for m in found if needed <= self._words_of(m.actor)]
        return max(found, default=None)

    @cached_property
    def _words_beside(self) -> dict[int, set[str]]:
        """What stands beside the names of each person."""
        found: dict[int, set[str]] = defaultdict(set)
        for mention in self._mentions.all:
            if self._mentions.is_person(mention):
                found[mention.actor].update(_words_at(self._document, mention))
        return found

    @cached_property
    def _by_noun(self) -> dict[str, list[ActorMention]]:
        """The mentions of the persons by the role nouns that stand at any of them."""
        found: dict[str, list[ActorMention]] = defaultdict(list)
        for mention in self._mentions.all:
            for word in self._words_beside.get(mention.actor, ()):
                if word in ROLES:
                    found[word].append(mention)
        return found

    def _nouns_for(self, head: str) -> Iterator[str]:
        """The role nouns that a description by this noun may mean."""
        if head in self._by_noun:
            yield head
        if head in ("diplomat", "official"):
            yield from (noun for noun in self._by_noun if noun.startswith(_DIPLOMATS))

    def _words_of(self, actor: int) -> set[str]:
        role = self._mentions.actors[actor].role or ""
        return self._words_beside.get(actor, set()) | set(role.lower().split())


def _words_at(document: Document, mention: ActorMention) -> Iterator[str]:
    """The words right in front of a name and those of the apposition behind it, in small letters."""
    tokens = document.tokens
    at = document.token_at(mention.start) - 1
    while at >= 0 and tokens[at].tag.startswith(PREMODIFIERS) and mention.start - tokens[at].end < _IN_FRONT:
        word = tokens[at].text.lower().rstrip(".")
        yield TITLE_NOUNS.get(word, word)
        at -= 1
    behind = document.token_at(mention.end - 1) + 1
    apposition = tokens[behind : behind + _APPOSITION + 1]
    if len(apposition) > 1 and apposition[0].text == "," and apposition[1].tag in ("DT", "NN", "NNP", "JJ", "PRP$"):
        for token in apposition[1:]:
            if token.text == "," or token.tag.startswith("V"):
                break
            yield token.text.lower()
