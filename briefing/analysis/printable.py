"""Sentences of an article that may be printed away from it.

The digest of a text tells where its sentences name somebody, report what somebody said and state a figure. A sentence
may be printed by itself if it

- is whole and clean (`standalone`), stands in the body, and is told once in the article;
- keeps its attribution: whatever it reports as said, it has the words of saying and somebody whom it names;
- names whoever it speaks of: no pronoun and no description of somebody who is named elsewhere;
- is attributed for the most part, if it comes from an outlet that a government or a party to a conflict directs, or
  from an institution's own feed: a claim that rests on one side is never printed as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.analysis.english import FEMALE_PRONOUNS, MALE_PRONOUNS, POSSESSIVES, PRONOUNS
from briefing.analysis.origins import Newsrooms
from briefing.analysis.reading import Read
from briefing.analysis.standalone import has_single_half, is_whole, leans, speaks_for_itself
from briefing.analysis.wording import content_stems, stem, tokens_of
from briefing.text.dateline import after_dateline
from briefing.text.sentences import split_sentences
from briefing.types import Actor, Attribution, Figure, Range

#: Only the opening of an article is looked at, as for its summary: what stands further down is detail.
_OPENING = 25
#: A longer sentence is a list or a table.
_LONGEST = 60
_PERSONAL = re.compile(rf"\b(?:{'|'.join(sorted(MALE_PRONOUNS | FEMALE_PRONOUNS))})\b", re.IGNORECASE)
#: Him and her, where it is no possessive: somebody else than the one who acts.
_OBJECT = re.compile(
    r"him\b|her(?=[,.;]|\s(?:then|and|or|but|in|on|at|to|for|as|by|that|with|from|into|when|after|before)\b)",
    re.IGNORECASE,
)
#: A sentence is attributed if so large a part of it is what somebody said: not its only unattributed clause.
_MOSTLY = 0.5
_OWN_SIDE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’(?!\w)")
_END_OF_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
#: Openings that go on with something, besides those of `leans`: a list, or a time told from the sentence before.
_GOES_ON = re.compile(
    r"(?:plus|additionally|finally|lastly|indeed|in fact|here|(?:un)?fortunately|(?:first|second|third)(?:ly)?)\b|"
    r"(?:an)?others?\b|both\b|one of (?:them|those)\b|"
    r"the (?:first|second|third|other|former|latter|firm|move|next|following)\b|"
    r"(?:\S+ ){1,4}also\b|(?:\w+ ){1,2}(?:later|after that)\b|"
    r"(?:over|in|on|for|within|during) the (?:next|following|first)\b|[(\[]",
    re.IGNORECASE,
)
#: Words inside a sentence, or at its end, that point back: what that means; that carries both.
_POINTS_BACK = re.compile(r"\b(?:what|how|why|all) (?:that|this)\b|\b(?:both|it|them|so|there|then)[.”\"]*$")
#: A moment that is counted from the day of publication.
_FROM_TODAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printable:
    """A sentence that may stand alone, with what it holds."""

    read: Read
    range: Range
    text: str
    #: Its place among the sentences of the article, from 0.
    place: int
    #: The stems of the words and numbers that say something.
    stems: frozenset[str]
    #: Whom it names: persons by the last word of the name, all others by the whole name.
    names: frozenset[str]
    #: Of these, the persons whom it does not introduce: named by one word, where the article has the full name.
    unintroduced: frozenset[str]
    figures: tuple[Figure, ...]
    #: What it reports as said in clauses.
    attributions: tuple[Attribution, ...]

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())

    @property
    def is_dated_from_today(self) -> bool:
        """Whether it counts time from the day of its publication."""
        return bool(_FROM_TODAY.search(self.text))


def printable_sentences(read: Read, newsrooms: Newsrooms) -> list[Printable]:
    """The sentences of the opening of an article that may be printed away from it, in text order."""
    one_sided = newsrooms.is_directed(read.feed) or read.feed.kind == "official"
    found = []
    for place, span in enumerate(_sentences(read)):
        one = _with_contents(read, span, place)
        if _is_clean(one) and _keeps_speakers(one) and _names_all(one) and (not one_sided or is_attributed(one)):
            found.append(one)
    return found


def name_key(actor: Actor) -> str:
    """What tells an actor from others in one story: a person's last name, the whole name of anything else."""
    name = actor.name.casefold().removeprefix("the ")
    return name.split()[-1] if actor.kind == "person" and name.split() else name


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words and numbers of a text that say something."""
    return frozenset(content_stems(tokens_of(text)))


def body_stems(read: Read) -> frozenset[str]:
    """The stems of the body of an article."""
    return stems_of(" ".join(read.article.text[a:b] for a, b in read.digest.body))


def figure_key(figure: Figure) -> tuple[float, float | None, str]:
    """What makes two figures the same number of the same thing."""
    return figure.value, figure.upper, stem(figure.unit.casefold())


def _sentences(read: Read) -> Iterator[Range]:
    """The sentences of the opening that the body holds whole."""
    text, seen = read.article.text, 0
    for start, end in read.digest.body:
        for a, b in split_sentences(text, start, end):
            if seen == _OPENING:
                return
            seen += 1
            line = text[max(0, a - 200) : a].rpartition("\n")[2].rstrip()
            if not line or _END_OF_SENTENCE.search(line):
                yield after_dateline(text, a, b), b


def _with_contents(read: Read, span: Range, place: int) -> Printable:
    text = " ".join(read.article.text[slice(*span)].split())
    named = [(actor, [m for m in actor.mentions if _within(m, span)]) for actor in read.digest.actors]
    named = [(actor, mentions) for actor, mentions in named if mentions]
    return Printable(
        read=read,
        range=span,
        text=text,
        place=place,
        stems=stems_of(text),
        names=frozenset(name_key(actor) for actor, _ in named),
        unintroduced=frozenset(
            name_key(actor)
            for actor, mentions in named
            if actor.kind == "person"
            and " " in actor.name
            and all(len(read.article.text[a:b].split()) < 2 for a, b in mentions)
        ),
        figures=tuple(figure for figure in read.digest.figures if _within(figure.ranges[0], span)),
        attributions=tuple(
            said
            for said in read.digest.attributions
            if said.form == "clause" and any(_touches(r, span) for r in said.content_ranges)
        ),
    )


def _is_clean(one: Printable) -> bool:
    text, article = one.text, one.read.article
    if not is_whole(text) or text[0].islower() or has_single_half(text) or leans(text) or speaks_for_itself(text):
        return False
    if one.words > _LONGEST or _GOES_ON.match(text.lstrip("\"“'‘«")) or _OWN_SIDE.search(_QUOTED.sub("", text)):
        return False
    if _POINTS_BACK.search(text):
        return False
    if text.casefold().strip(" .") == article.headline.casefold().strip(" ."):
        return False
    return article.text.find(article.text[slice(*one.range)], one.range[1]) < 0


def _keeps_speakers(one: Printable) -> bool:
    """Whether everything that it reports as said has its words of saying, and somebody who says it, in it."""
    if _QUOTED.match(one.text) and not one.attributions:
        return False
    return all(_has_speaker(attribution, one) for attribution in one.attributions)


def _has_speaker(attribution: Attribution, one: Printable) -> bool:
    pieces = (*attribution.content_ranges, *attribution.cue_ranges, *attribution.speaker_ranges[:1])
    if not attribution.speaker_ranges or not all(_within(piece, one.range) for piece in pieces):
        return False
    beside, *named = attribution.speaker_ranges
    words = [word.strip(",.") for word in one.read.article.text[slice(*beside)].split()]
    if any(_within(piece, one.range) for piece in named):
        return True
    if words and words[0].lower() in ("its", "their"):
        return any(at < beside[0] for at, _ in _mentions(one))
    return not _refers_back(words)


def _refers_back(words: Sequence[str]) -> bool:
    """He; the minister; the office: words for somebody whom the text, but maybe no other, has named before."""
    if not words or words[0].lower() in PRONOUNS | POSSESSIVES:
        return True
    return words[0].lower() == "the" and all(word.islower() for word in words[1:])


def _names_all(one: Printable) -> bool:
    """Whether whoever is meant without a name is named in the sentence as well, also whom he and she mean."""
    for actor in one.read.digest.actors:
        if any(_within(r, one.range) for r in actor.references) and name_key(actor) not in one.names:
            return False
    people = _mentions(one, "person")
    start = one.range[0]
    sentence = one.read.article.text[slice(*one.range)]
    quoted = [m.span() for m in _QUOTED.finditer(sentence)]
    for word in _PERSONAL.finditer(sentence):
        if any(_within(word.span(), span) for span in quoted):
            continue
        before = {name for at, name in people if at < start + word.start()}
        if len(before) < (2 if _OBJECT.match(sentence, word.start()) else 1):
            return False
    return True


def _mentions(one: Printable, kind: str | None = None) -> list[tuple[int, str]]:
    """Where the sentence names somebody, and whom."""
    actors = [actor for actor in one.read.digest.actors if kind in (None, actor.kind)]
    return [(at, actor.name) for actor in actors for at, end in actor.mentions if _within((at, end), one.range)]


def is_attributed(one: Printable) -> bool:
    """Whether most of it is what somebody is reported to say."""
    said = sum(b - a for attribution in one.attributions for a, b in attribution.content_ranges)
    return said >= _MOSTLY * (one.range[1] - one.range[0])


def _within(piece: Range, span: Range) -> bool:
    return span[0] <= piece[0] and piece[1] <= span[1]


def _touches(piece: Range, span: Range) -> bool:
    return piece[0] < span[1] and span[0] < piece[1]
