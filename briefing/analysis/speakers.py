"""Who the words beside a reporting verb mean.

1. A name: the actor of the text whose mention is the head of the words or stands in apposition to it (the envoy, Teo
   Handrake). Vaskel's spokesman is not Vaskel, and Tarvonia's foreign minister is not Tarvonia.
2. A personal pronoun: the speaker of the statement before, else the person named last before it, as a subject if there
   is one; its gender must not contradict (Mr, spokeswoman, an earlier he or she).
3. A description of one person (the diplomat, the spokesman): the person last named whose role does not contradict it.
4. Anything else is what it says: a US official, residents, the ministry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.english import (
    FEMALE_PRONOUNS,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_PRONOUNS,
    MALE_ROLES,
    MALE_TITLES,
    PRONOUNS,
    ROLES,
)
from briefing.document import Document
from briefing.types import Actor, Attribution, Range

#: How far back a person may have been named, in characters: a few paragraphs.
_REACH = 900


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as resolved: the name, the role, and the ranges that say so, the words at the verb first."""

    name: str | None
    role: str | None = None
    ranges: tuple[Range, ...] = ()


def resolve_speaker(
    document: Document, words: Range | None, actors: Sequence[Actor], before: Sequence[Attribution]
) -> Speaker:
    """Who is meant by the words `[start, end)` at the verb; `before` are the statements found so far."""
    if words is None:
        return Speaker(None)
    named = _named_in(document, words, actors)
    if named:
        actor, mention = named
        return Speaker(actor.name, actor.role, (words,) if mention[0] >= words[0] else (words, mention))
    text = document.text[words[0] : words[1]]
    lower = text.lower()
    if lower in PRONOUNS:
        return _pronoun(document, words, lower, actors, before)
    tokens = document.tokens_in(*words)
    head = next((t.text.lower() for t in reversed(tokens) if t.tag.startswith("NN")), "")
    if lower.startswith("the ") and head in ROLES:
        return _description(document, words, head, actors, before)
    return Speaker(_without_article(text), None, (words,))


def _named_in(document: Document, words: Range, actors: Sequence[Actor]) -> tuple[Actor, Range] | None:
    """The actor whose mention is the head of the words or in apposition to it; a person before anything else."""
    found = [
        (actor, mention)
        for actor in actors
        for mention in actor.mentions
        if words[0] <= mention[0] and mention[1] <= words[1] and _names(document, words, actor, mention)
    ]
    return max(found, key=lambda item: (item[0].kind == "person", -item[1][0]), default=None)


def _names(document: Document, words: Range, actor: Actor, mention: Range) -> bool:
    """Whether a mention inside the words says who they mean, and does not only modify it."""
    first, last = document.token_at(mention[0]), document.token_at(mention[1] - 1)
    for i in range(first, last + 1):
        token = document.tokens[i]
        above = document.tokens[token.head]
        if not first <= token.head <= last:
            outside = not words[0] <= above.start < words[1]
            if outside or token.dep == "appos":
                return True
    # the parser loses the head in long titles: Deputy Secretary of State Wendy Sherman
    before = document.tokens[first - 1].tag if first else ""
    return actor.kind == "person" and mention[1] == words[1] and before not in ("IN", "TO", "POS", "CC", "PRP$", ",")


def _pronoun(
    document: Document, words: Range, pronoun: str, actors: Sequence[Actor], before: Sequence[Attribution]
) -> Speaker:
    gender = "m" if pronoun in MALE_PRONOUNS else "f" if pronoun in FEMALE_PRONOUNS else None
    if gender is None:
        return Speaker(None, None, (words,))
    people = [a for a in actors if a.kind == "person" and gender_of(document, a) in (gender, None)]
    return _latest(document, words, people, before)


def _description(
    document: Document, words: Range, head: str, actors: Sequence[Actor], before: Sequence[Attribution]
) -> Speaker:
    people = [a for a in actors if a.kind == "person" and _may_be(a, head)]
    found = _latest(document, words, people, before)
    return found if found.name else Speaker(None, None, (words,))


def _may_be(actor: Actor, head: str) -> bool:
    """Whether a person with this role can be called by that noun; without any role it is not known."""
    if not actor.role:
        return False
    last = actor.role.lower().split()
    if head in last:
        return True
    diplomatic = {"diplomat", "official"}
    return head in diplomatic and any(
        word.startswith(("minister", "spokes", "ambassador", "envoy", "secretary", "adviser", "advisor", "nsa"))
        for word in last
    )


def _latest(document: Document, words: Range, people: Sequence[Actor], before: Sequence[Attribution]) -> Speaker:
    """Of the people the one who spoke or was named last in front of the words, a subject if that is as near."""
    reach = max(0, words[0] - _REACH)
    mentions = [(m, a) for a in people for m in a.mentions if reach <= m[0] and m[1] <= words[0]]
    if not mentions:
        return Speaker(None, None, (words,))
    spoke = before[-1].speaker if before and before[-1].speaker_ranges[:1] > ((reach, reach),) else None
    sentence = document.sentence_at(words[0])
    near = [(m, a) for m, a in mentions if document.sentence_at(m[0]) >= sentence - 2]
    for mention, actor in sorted(mentions, key=lambda item: item[0], reverse=True):
        if actor.name == spoke:
            return Speaker(actor.name, actor.role, (words, mention))
    subjects = [(m, a) for m, a in near if _is_subject(document, m)]
    mention, actor = max(subjects or near or mentions, key=lambda item: item[0])
    return Speaker(actor.name, actor.role, (words, mention))


def _is_subject(document: Document, mention: Range) -> bool:
    last = document.tokens[document.token_at(mention[1] - 1)]
    return last.dep in ("nsubj", "nsubjpass")


def gender_of(document: Document, actor: Actor) -> str | None:
    """The letter m or f where a title or the role of the person says so."""
    role = set((actor.role or "").lower().split())
    if role & MALE_ROLES:
        return "m"
    if role & FEMALE_ROLES:
        return "f"
    for start, _ in actor.mentions:
        before = document.text[max(0, start - 14) : start].split()
        if before and before[-1] in MALE_TITLES:
            return "m"
        if before and before[-1] in FEMALE_TITLES:
            return "f"
    return None


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("a", "an", "the") else text
