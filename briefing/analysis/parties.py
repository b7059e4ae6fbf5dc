"""An actor while its text is read: what it is called, and the gender that the text shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from briefing.analysis.english import FEMALE_ROLES, FEMALE_TITLES, MALE_ROLES, MALE_TITLES
from briefing.analysis.gazetteer import AMBIGUOUS_GIVEN_NAMES, GIVEN_NAMES
from briefing.analysis.names import Mention
from briefing.document import Document
from briefing.types import ActorKind, Range

Gender = Literal["m", "f"]

MALE_NOUNS = MALE_ROLES | frozenset("man boy gentleman guy uncle nephew grandfather ex-husband boyfriend lad".split())
FEMALE_NOUNS = FEMALE_ROLES | frozenset("woman girl lady aunt niece grandmother ex-wife girlfriend mum mom".split())


@dataclass(eq=False, slots=True, kw_only=True)
class Party:
    """An actor of a text, with what is known of it so far; two parties are never equal."""

    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    #: The ranges of its role.
    role: tuple[Range, ...] = ()
    gender: Gender | None = None
    #: Nouns that the text has called it by.
    called: set[str] = field(default_factory=set)
    #: Mentions so far, pronouns and descriptions included.
    count: int = 0
    #: The ranges that mean it without naming it.
    references: list[Range] = field(default_factory=list)


def words_of_role(text: str, party: Party) -> set[str]:
    """The words of a party's role in small letters."""
    return {word for a, b in party.role for word in re.split(r"[\s-]+", text[a:b].lower())}


def gender_of_noun(word: str) -> Gender | None:
    """The gender that a noun has by itself: wife, spokesman."""
    return "m" if word in MALE_NOUNS else "f" if word in FEMALE_NOUNS else None


def gender_of(document: Document, party: Party) -> Gender | None:
    """The gender that a title, the role or the given name shows."""
    if party.kind != "person":
        return None
    for word in words_of_role(document.text, party):
        if gender := gender_of_noun(word):
            return gender
    for mention in party.mentions:
        before = document.text[max(0, mention.start - 14) : mention.start].split()
        if before and before[-1] in MALE_TITLES:
            return "m"
        if before and before[-1] in FEMALE_TITLES:
            return "f"
    first = party.name.split()[0].lower()
    if " " not in party.name and first in AMBIGUOUS_GIVEN_NAMES:
        return None
    return {"m": "m", "f": "f"}.get(GIVEN_NAMES.get(first, ""))  # type: ignore[return-value]
