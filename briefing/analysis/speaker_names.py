"""Whom the words beside a cue name: the name in them, beside them or behind them, and who speaks together with it.

The actor is named whose mention is the head of the words or stands in apposition to it (the envoy, Teo Handrake).
Vaskel's spokesman is not Vaskel, and Tarvonia's foreign minister is not Tarvonia. What two say together is said by
both, as it is written (Kessaly and Tarvonia); some of a group are not the group; a dateline says nothing.

`names.py` finds the names of a text; here they are known, and the question is which of them the words mean.
"""

from __future__ import annotations

import re

from briefing.analysis.actor_mentions import PREMODIFIERS, ActorMention, ActorMentions
from briefing.analysis.english import TITLES
from briefing.document import Document
from briefing.text.dateline import after_dateline
from briefing.types import Actor, Range

#: Tokens behind a name among which those stand who speak together with it: A, B, the envoy C and D said.
_COMPANIONS = 14
#: Somebody else who speaks as well, right behind a name.
_JOINT = re.compile(r"\s+and\s+\w")
#: For whom somebody speaks, up to the name: the spokesman for the Tarvonian President.
_FOR_SOMEBODY = re.compile(r"\b[a-z]+ (?:for|to) (?:the |(?:[A-Z][\w'’-]+ )*)*\Z")
#: Words for a part of a group.
_SOME = frozenset("some many several most few other certain numerous various".split())


def named_in(mentions: ActorMentions, words: Range) -> ActorMention | None:
    """The mention that is the head of the words or in apposition to it; a person before anything else."""
    found = [m for m in mentions.within(*words) if m.end <= words[1] and _names(mentions, words, m)]
    return max(found, key=lambda m: (mentions.is_person(m), -m.start), default=None)


def _names(mentions: ActorMentions, words: Range, mention: ActorMention) -> bool:
    """Whether a mention inside the words says who they mean, and does not only modify it."""
    document = mentions.document
    first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
    for i in range(first, last + 1):
        token = document.tokens[i]
        above = document.tokens[token.head]
        if not first <= token.head <= last:
            outside = not words[0] <= above.start < words[1]
            if outside or token.dep == "appos":
                return True
    if _FOR_SOMEBODY.search(document.text, words[0], mention.start):
        return False
    # the parser loses the head in long titles: Deputy Secretary of State Wendy Sherman
    while first and document.tokens[first - 1].text in TITLES:
        first -= 1
    before = document.tokens[first - 1].tag if first else ""
    ends = mention.end == words[1] or document.text[mention.end : words[1]].strip().startswith(("of ", "(", ","))
    return mentions.is_person(mention) and ends and before not in ("IN", "TO", "POS", "CC", "PRP$", ",")


def apposed_to(mentions: ActorMentions, words: Range) -> ActorMention | None:
    """The person named between commas right behind the words: the minister of transport, Teo Handrake, said."""
    document = mentions.document
    tokens = document.tokens
    comma = document.token_at(words[1] - 1) + 1
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return None
    for mention in mentions.within(tokens[comma + 1].start, tokens[comma + 1].end):
        last = document.token_at(mention.end - 1)
        closed = last + 1 < len(tokens) and tokens[last + 1].text == ","
        apposed = tokens[last].dep == "appos" and words[0] <= tokens[tokens[last].head].start < words[1]
        if closed and apposed and mentions.is_person(mention):
            return mention
    return None


def labelled_actor(mentions: ActorMentions, words: Range, *, places: bool) -> Actor | None:
    """The one actor that a label ends with, which no grammar reads: MR. HANDRAKE; Envoy Teo Handrake.

    Capitals do not matter. A place counts only with `places`.
    """
    label = f" {mentions.document.text[words[0] : words[1]].casefold()}"
    found = {
        actor.name: actor
        for actor in mentions.actors
        if (places or actor.kind != "place") and any(label.endswith(f" {name}") for name in _names_of(actor))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _names_of(actor: Actor) -> set[str]:
    """What an actor is called, in small letters; a person also by the surname."""
    names = {actor.name, *actor.aliases}
    surnames = {name.rpartition(" ")[2] for name in names} if actor.kind == "person" else set()
    return {name.casefold() for name in names | surnames if len(name) > 1}


# ---------------------------------------------------------------- more than one


def is_part_of(mentions: ActorMentions, words: Range, named: ActorMention) -> bool:
    """Whether the words mean some of a group that is named in them: some Republicans, House Republicans."""
    document = mentions.document
    last = document.tokens[document.token_at(named.end - 1)]
    before = document.text[words[0] : named.start].lower().split()
    if before[:1] and before[0] in _SOME:
        return True
    return not mentions.is_person(named) and last.tag in ("NNS", "NNPS") and before not in ([], ["the"])


def joint_speakers(document: Document, words: Range, named: ActorMention) -> str | None:
    """All who speak together, as it is written: Kessaly and Tarvonia; two aides and Teo Handrake; A, B and C.

    A name whose companions stand further off (A, who is late, and B said) is left to speak for itself.
    """
    if _JOINT.match(document.text, named.end, words[1]):
        return document.text[words[0] : words[1]].removeprefix("The ")
    first, last = document.token_at(words[0]), document.token_at(words[1] - 1)
    tokens = document.tokens
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), last)
    members = {head}
    for i in range(first, min(last + _COMPANIONS, len(tokens))):
        if i > last and tokens[i].tag.startswith(("W", "VB")):
            break
        if tokens[i].dep == "conj" and tokens[i].head in members and tokens[i].tag.startswith("NN"):
            members.add(i)
    end = max(words[1], tokens[max(members)].end)
    goes_on = document.text[end : end + 2].strip().startswith(("(", ",")) and "(" in document.text[words[0] : end + 2]
    alone = len(members) == 1 or (named.start <= tokens[head].start and end <= named.end)
    if alone or goes_on:
        return None
    return document.text[words[0] : end].removeprefix("The ")


# ---------------------------------------------------------------- datelines


def is_dateline(document: Document, words: Range) -> bool:
    """Whether the parser took the place that a report is sent from for the subject of its first sentence."""
    sentence = document.sentences[document.sentence_at(words[0])]
    return words[0] == sentence.start and words[1] <= after_dateline(document.text, sentence.start, sentence.end)


def named_behind(mentions: ActorMentions, dateline: Range) -> ActorMention | None:
    """The name that the sentence opens with behind its dateline, perhaps with a title in front of it."""
    document = mentions.document
    sentence = document.sentences[document.sentence_at(dateline[0])]
    start = after_dateline(document.text, sentence.start, sentence.end)
    for token in document.tokens_in(start, sentence.end):
        if not token.tag.startswith(PREMODIFIERS) and token.tag not in ("DT", "NNP"):
            return None
        found = mentions.within(token.start, token.end)
        if found:
            return found[0]
    return None
