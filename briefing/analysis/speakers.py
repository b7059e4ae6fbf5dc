"""Who the words beside a cue mean.

1. A name: the actor of the text whose mention is the head of the words or stands in apposition to it (the envoy, Teo
   Handrake). Vaskel's spokesman is not Vaskel, and Tarvonia's foreign minister is not Tarvonia. What two say together
   is said by both, as it is written (Kessaly and Tarvonia); a dateline says nothing.
2. He or she: going back sentence by sentence, the one who spoke in it or is its subject, outside quotations, and whose
   gender does not contradict (Mr, spokeswoman, the given name). It and they: the institution or group that spoke right
   before; it also the institution that the sentence before is about. Where nobody stands out the speaker stays without
   a name.
3. A description of one person (the diplomat, the Kremlin spokesman): the person last named whose title, role or
   apposition in this text has that noun and the names in front of it.
4. Anything else is what it says: a US official, residents, the ministry.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.analysis.english import (
    FEMALE_NAMES,
    FEMALE_PRONOUNS,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_PRONOUNS,
    MALE_ROLES,
    MALE_TITLES,
    PRONOUNS,
    ROLES,
    SAYING,
    TITLE_NOUNS,
    TITLES,
)
from briefing.analysis.quotations import Quotations
from briefing.document import Document, Token
from briefing.text.dateline import after_dateline
from briefing.types import Actor, Attribution, Range

#: How far back a person may have been named, in characters (a few paragraphs) and in sentences.
_REACH = 900
_SENTENCES = 5
#: Words of an apposition that describe the person in front of it.
_APPOSITION = 8
#: Tokens behind a name among which those stand who speak together with it: A, B, the envoy C and D said.
_COMPANIONS = 14
#: Somebody else who speaks as well, right behind a name.
_JOINT = re.compile(r"\s+and\s+\w")
#: Words for a part of a group.
_SOME = frozenset("some many several most few other certain numerous various".split())
#: Nouns of single persons that are no offices or occupations.
_ANYBODY = frozenset(
    "man woman witness survivor victim passenger voter supporter neighbor neighbour friend boy girl".split()
)
_SUBJECTS = ("nsubj", "nsubjpass")
_DIPLOMATS = ("minister", "spokes", "ambassador", "envoy", "secretary", "adviser", "advisor", "nsa")
_DESCRIBING = ("NN", "JJ", "HYPH", "POS", "VBN")
#: Words that stand for somebody whom they do not name.
_EMPTY = frozenset(
    "that this these those what which who whom there it one ones such all some both each i we you me us".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as resolved: the name, the role, and the ranges that say so, the words at the verb first."""

    name: str | None
    role: str | None = None
    ranges: tuple[Range, ...] = ()


class _Mention(NamedTuple):
    start: int
    end: int
    actor: int


class Speakers:
    """Resolves the words at the cues of one text."""

    def __init__(self, document: Document, actors: Sequence[Actor], quotations: Quotations) -> None:
        self._document = document
        self._actors = actors
        self._quotations = quotations
        self._mentions = sorted(_Mention(a, b, i) for i, actor in enumerate(actors) for a, b in actor.mentions)
        self._starts = [m.start for m in self._mentions]
        self._genders: dict[int, str | None] = {}
        self._described: dict[str, list[_Mention]] | None = None
        self._said_of: dict[int, set[str]] = defaultdict(set)

    def resolve(self, words: Range | None, before: Sequence[Attribution], *, said: Sequence[Range] = ()) -> Speaker:
        """Who is meant by the words at the cue; `before` are the statements found so far, in text order.

        `said` is what the speaker says: he or she is nobody who is named in it.
        """
        if words is None:
            return Speaker(None)
        if self._is_dateline(words):
            opening = self._first_behind(words)
            return self._speaker(words, opening) if opening else Speaker(None)
        text = self._document.text[words[0] : words[1]]
        lower = text.lower()
        if lower.partition(" ")[0] in PRONOUNS and "[" in self._document.text[words[0] : words[1] + 2]:
            return Speaker(None, None, (words,))  # an editor's note says who: she [the envoy's mother] told me
        if named := self._named_in(words):
            return self._by_name(words, named)
        if apposed := self._apposed(words):
            return self._speaker(words, apposed)
        if lower in MALE_PRONOUNS | FEMALE_PRONOUNS:
            named_in = {m for part in said for m in self._within(*part) if self._is_person(m)}
            return self._person(words, "m" if lower in MALE_PRONOUNS else "f", before, named_in)
        if lower in ("it", "they", "its", "their"):
            return self._group(words, before, plural=lower in ("they", "their"))
        if lower in PRONOUNS | _EMPTY:
            return Speaker(None, None, (words,))
        return self._description(words, lower) or Speaker(self._as_written(words), None, (words,))

    def _by_name(self, words: Range, named: _Mention) -> Speaker:
        """Whom words with a name mean: the one named, who speaks together with others, or a part of the group."""
        if joint := self._joint(words, named):
            return Speaker(joint, None, (words,))
        if self._is_part_of(words, named):
            return Speaker(self._as_written(words), None, (words,))
        actor, mention = self._actors[named.actor], (named.start, named.end)
        return Speaker(actor.name, actor.role, (words,) if mention[0] >= words[0] else (words, mention))

    def labelled(self, words: Range, *, places: bool = False) -> Speaker | None:
        """Whom a label or the end of a headline names: a person or an institution of the text, else nobody.

        The grammar is of no help there: MR. HANDRAKE; Envoy Teo Handrake. A place counts only with `places`.
        """
        label = f" {self._document.text[words[0] : words[1]].casefold()}"
        found = {
            actor.name: actor
            for actor in self._actors
            if (places or actor.kind != "place") and any(label.endswith(f" {name}") for name in _names_of(actor))
        }
        if len(found) != 1:
            return None
        actor = next(iter(found.values()))
        return Speaker(actor.name, actor.role, (words, *actor.mentions[:1]))

    def is_person(self, speaker: Speaker) -> bool:
        """Whether a speaker is a person whom the text names."""
        return any(actor.name == speaker.name and actor.kind == "person" for actor in self._actors)

    # ------------------------------------------------------------ names

    def _within(self, start: int, end: int) -> Sequence[_Mention]:
        """The mentions that begin in `[start, end)`."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _named_in(self, words: Range) -> _Mention | None:
        """The mention that is the head of the words or in apposition to it; a person before anything else."""
        found = [m for m in self._within(*words) if m.end <= words[1] and self._names(words, m)]
        return max(found, key=lambda m: (self._is_person(m), -m.start), default=None)

    def _is_part_of(self, words: Range, named: _Mention) -> bool:
        """Whether the words mean some of a group that is named in them: some Republicans, House Republicans."""
        last = self._document.tokens[self._document.token_at(named.end - 1)]
        before = self._document.text[words[0] : named.start].lower().split()
        if before[:1] and before[0] in _SOME:
            return True
        return not self._is_person(named) and last.tag in ("NNS", "NNPS") and before not in ([], ["the"])

    def _joint(self, words: Range, named: _Mention) -> str | None:
        """All who speak together, as it is written: Kessaly and Tarvonia; two aides and Teo Handrake; A, B and C.

        A name whose companions stand further off (A, who is late, and B said) is left to speak for itself.
        """
        document = self._document
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
        goes_on = (
            document.text[end : end + 2].strip().startswith(("(", ",")) and "(" in document.text[words[0] : end + 2]
        )
        alone = len(members) == 1 or (named.start <= tokens[head].start and end <= named.end)
        if alone or goes_on:
            return None
        return document.text[words[0] : end].removeprefix("The ")

    def _is_dateline(self, words: Range) -> bool:
        """Whether the parser took the place that a report is sent from for the subject of its first sentence."""
        sentence = self._document.sentences[self._document.sentence_at(words[0])]
        return words[0] == sentence.start and words[1] <= after_dateline(
            self._document.text, sentence.start, sentence.end
        )

    def _first_behind(self, dateline: Range) -> _Mention | None:
        """The name that the sentence opens with behind its dateline, perhaps with a title in front of it."""
        sentence = self._document.sentences[self._document.sentence_at(dateline[0])]
        start = after_dateline(self._document.text, sentence.start, sentence.end)
        for token in self._document.tokens_in(start, sentence.end):
            if not token.tag.startswith(_DESCRIBING) and token.tag not in ("DT", "NNP"):
                return None
            found = self._within(token.start, token.end)
            if found:
                return found[0]
        return None

    def _apposed(self, words: Range) -> _Mention | None:
        """The name between commas right behind the words: the minister of transport, Teo Handrake, said."""
        tokens = self._document.tokens
        comma = self._document.token_at(words[1] - 1) + 1
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return None
        for mention in self._within(tokens[comma + 1].start, tokens[comma + 1].end):
            last = self._document.token_at(mention.end - 1)
            closed = last + 1 < len(tokens) and tokens[last + 1].text == ","
            apposed = tokens[last].dep == "appos" and words[0] <= tokens[tokens[last].head].start < words[1]
            if closed and apposed and self._is_person(mention):
                return mention
        return None

    def _is_person(self, mention: _Mention) -> bool:
        return self._actors[mention.actor].kind == "person"

    def _names(self, words: Range, mention: _Mention) -> bool:
        """Whether a mention inside the words says who they mean, and does not only modify it."""
        document = self._document
        first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
        for i in range(first, last + 1):
            token = document.tokens[i]
            above = document.tokens[token.head]
            if not first <= token.head <= last:
                outside = not words[0] <= above.start < words[1]
                if outside or token.dep == "appos":
                    return True
        # the parser loses the head in long titles: Deputy Secretary of State Wendy Sherman
        while first and document.tokens[first - 1].text in TITLES:
            first -= 1
        before = document.tokens[first - 1].tag if first else ""
        ends = mention.end == words[1] or document.text[mention.end : words[1]].strip().startswith(("of ", "(", ","))
        return self._is_person(mention) and ends and before not in ("IN", "TO", "POS", "CC", "PRP$", ",")

    def _as_written(self, words: Range) -> str | None:
        """The words without article; a description that names nobody (the envoy, the man) is no speaker."""
        tokens = self._document.tokens_in(*words)
        text = self._document.text[words[0] : words[1]]
        if text.count("“") != text.count("”") or text.count('"') % 2:
            text = text.strip('“”"')
        first, _, rest = text.partition(" ")
        if first.lower() in ("a", "an", "the") and rest:
            head = next((t for t in reversed(tokens) if t.tag.startswith("NN")), None)
            anybody = (
                head is not None and head.text.lower() in ROLES and not any(t.tag.startswith("NNP") for t in tokens)
            )
            return None if first.lower() == "the" and anybody else rest
        is_name = any(token.tag.startswith("NNP") or token.text[:1].isupper() for token in tokens[1:2])
        if tokens and not is_name and not tokens[0].tag.startswith("NNP") and text[1:2].islower():
            return text[0].lower() + text[1:]
        return text

    # ------------------------------------------------------------ pronouns

    def _person(self, words: Range, gender: str, before: Sequence[Attribution], said: Collection[_Mention]) -> Speaker:
        """Whom he or she means: whoever speaks or acts in front of the word, before those who are only named.

        Nobody speaks of himself by name: a mention in what is `said` is not looked at, and who is named there as well
        as in front of it leaves it open who speaks.
        """
        reach = list(self._sentences_before(words))
        for start, end in reach:
            if unnamed := self._unnamed(start, end, gender, before):
                return Speaker(unnamed.speaker, unnamed.role, (words, *unnamed.speaker_ranges[:1]))
            found = self._prominent(start, end, gender, before, said)
            if found:
                return self._unless_named(words, found, said)
        for start, end in reach[:2]:
            people = self._people(start, end, gender, said)
            if len({m.actor for m in people}) == 1 and self._gender(people[-1].actor) == gender:
                return self._unless_named(words, people[-1], said)
        return Speaker(None, None, (words,))

    def _unnamed(self, start: int, end: int, gender: str, before: Sequence[Attribution]) -> Attribution | None:
        """The last statement of a sentence if one makes it whom the text does not name: a witness, one official."""
        statement = next(
            (s for s in reversed(before[-8:]) if s.speaker_ranges and start <= s.speaker_ranges[0][0] < end), None
        )
        if statement is None or len(statement.speaker_ranges) > 1 or statement.form != "clause":
            return None
        first, last = statement.speaker_ranges[0]
        words = self._document.text[first:last].lower().split()
        head = next((w for w in words[1:] if w in ROLES or w in _ANYBODY), None)
        other = FEMALE_ROLES if gender == "m" else MALE_ROLES
        described = head is not None and head not in other and words[0] in ("a", "an", "one", "another")
        return statement if described and statement.speaker and not self._named_in((first, last)) else None

    def _unless_named(self, words: Range, found: _Mention, said: Collection[_Mention]) -> Speaker:
        is_named = any(mention.actor == found.actor for mention in said)
        return Speaker(None, None, (words,)) if is_named else self._speaker(words, found)

    def _sentences_before(self, words: Range) -> Iterator[Range]:
        """The sentence of the words up to them, and those before it, backwards."""
        here = self._document.sentence_at(words[0])
        for number in range(here, max(-1, here - _SENTENCES), -1):
            sentence = self._document.sentences[number]
            if words[0] - sentence.end > _REACH:
                return
            yield sentence.start, words[0] if number == here else sentence.end

    def _people(self, start: int, end: int, gender: str, said: Collection[_Mention]) -> list[_Mention]:
        """The persons named in a range, outside quotations, whom a pronoun of this gender may mean."""
        people = [m for m in self._within(start, end) if self._is_person(m) and m not in said]
        people = [m for m in people if self._head(m).tag != "NNPS"]
        people = [m for m in people if self._gender(m.actor) in (gender, None)]
        return [m for m in people if self._quotations.at(m.start) is None]

    def _prominent(
        self, start: int, end: int, gender: str, before: Sequence[Attribution], said: Collection[_Mention]
    ) -> _Mention | None:
        """The person that a sentence is about: who speaks in it, else its subject."""
        spoke = self._who_spoke(start, end, before)
        if spoke is not None and self._gender(spoke.actor) in (gender, None) and spoke not in said:
            return spoke
        subjects = [m for m in self._people(start, end, gender, said) if self._relation(m) in _SUBJECTS]
        main = [m for m in subjects if self._is_main(m)]
        return next(reversed(main or subjects), None)

    def _who_spoke(self, start: int, end: int, before: Sequence[Attribution]) -> _Mention | None:
        """The person who made the last statement of a sentence."""
        for statement in reversed(before[-8:]):
            said = not statement.cue or any(word in SAYING for word in statement.cue.lower().split())
            if not (said and statement.speaker and statement.speaker_ranges):
                continue
            if start <= statement.speaker_ranges[0][0] < end:
                last = statement.speaker_ranges[-1]
                return next((m for m in self._within(*last) if self._actors[m.actor].name == statement.speaker), None)
        return None

    def _relation(self, mention: _Mention) -> str:
        return self._head(mention).dep

    def _head(self, mention: _Mention) -> Token:
        """The token of a mention that hangs on a word outside of it."""
        first, last = self._document.token_at(mention.start), self._document.token_at(mention.end - 1)
        tokens = self._document.tokens
        head = next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[last])
        # the envoy Teo Handrake: what a title says, the name says
        named = head.dep == "appos" and tokens[head.head].end < mention.start <= tokens[head.head].end + 1
        return tokens[head.head] if named else head

    def _is_main(self, mention: _Mention) -> bool:
        verb = self._head(mention).head
        return self._document.tokens[verb].dep == "ROOT"

    def _group(self, words: Range, before: Sequence[Attribution], *, plural: bool) -> Speaker:
        """The institution or group that made the statement before, in this sentence or the last two.

        An institution that the sentence in front of the word is about, without saying anything in it, comes first.
        """
        here = self._document.sentence_at(words[0])
        if not plural and (subject := self._institution_before(here, before)):
            return self._speaker(words, subject)
        for statement in reversed(before[-3:]):
            if not statement.speaker or not statement.speaker_ranges:
                continue
            said = statement.speaker_ranges[0]
            if here - self._document.sentence_at(said[0]) > 2 or said[0] >= words[0]:
                return Speaker(None, None, (words,))
            last = self._document.tokens[self._document.token_at(said[1] - 1)]
            named = self._named_in(said)
            group = not named or not self._is_person(named)
            if group and (last.tag in ("NNS", "NNPS")) == plural:
                return Speaker(statement.speaker, statement.role, (words, *statement.speaker_ranges[:1]))
            return Speaker(None, None, (words,))
        return Speaker(None, None, (words,))

    def _institution_before(self, here: int, before: Sequence[Attribution]) -> _Mention | None:
        """The institution or country that is the subject of the sentence before, in one paragraph, if nobody speaks."""
        if not here:
            return None
        last, start = self._document.sentences[here - 1], self._document.sentences[here].start
        spoke = any(s.cue_ranges and last.start <= s.cue_ranges[0][0] for s in before[-3:])
        if spoke or "\n" in self._document.text[last.end : start]:
            return None
        found = (m for m in self._within(last.start, last.end) if not self._is_person(m))
        return next((m for m in found if self._relation(m) in _SUBJECTS and self._is_main(m)), None)

    def _speaker(self, words: Range, mention: _Mention) -> Speaker:
        actor = self._actors[mention.actor]
        return Speaker(actor.name, actor.role, (words, (mention.start, mention.end)))

    def _gender(self, actor: int) -> str | None:
        if actor not in self._genders:
            self._genders[actor] = gender_of(self._document, self._actors[actor])
        return self._genders[actor]

    # ------------------------------------------------------------ descriptions

    def _description(self, words: Range, lower: str) -> Speaker | None:
        """The person whom a definite description means, if its noun is what the text calls one."""
        tokens = self._document.tokens_in(*words)
        nouns = [t for t in tokens if t.tag.startswith("NN")]
        if not lower.startswith("the ") or not nouns:
            return None
        head = nouns[-1].text.lower() if nouns[-1].dep != "pobj" else nouns[0].text.lower()
        if head not in ROLES:
            return None
        needed = {t.text.lower() for t in tokens[1:] if t.text[0].isupper() and t.text.lower() != head}
        known = self._descriptions()
        found = [m for noun in _nouns_for(head, known) for m in known[noun] if m.start < words[0]]
        found = [m for m in found if needed <= self._words_of(m.actor)]
        last = max(found, default=None)
        return self._speaker(words, last) if last else None

    def _descriptions(self) -> dict[str, list[_Mention]]:
        """The persons of the text by the role nouns that stand at any of their mentions."""
        if self._described is None:
            self._described = defaultdict(list)
            for mention in self._mentions:
                if self._is_person(mention):
                    self._said_of[mention.actor].update(_description_at(self._document, mention))
            for mention in self._mentions:
                for word in self._said_of.get(mention.actor, ()):
                    if word in ROLES:
                        self._described[word].append(mention)
        return self._described

    def _words_of(self, actor: int) -> set[str]:
        return self._said_of.get(actor, set()) | set((self._actors[actor].role or "").lower().split())


def _names_of(actor: Actor) -> set[str]:
    """What an actor is called, in small letters; a person also by the surname."""
    names = {actor.name, *actor.aliases}
    surnames = {name.rpartition(" ")[2] for name in names} if actor.kind == "person" else set()
    return {name.casefold() for name in names | surnames if len(name) > 1}


def _nouns_for(head: str, known: dict[str, list[_Mention]]) -> Iterator[str]:
    """The role nouns that a description by this noun may mean."""
    if head in known:
        yield head
    if head in ("diplomat", "official"):
        yield from (noun for noun in known if noun.startswith(_DIPLOMATS))


def _description_at(document: Document, mention: _Mention) -> Iterator[str]:
    """The words right in front of a name and those of the apposition behind it, in small letters."""
    at = document.token_at(mention.start) - 1
    while at >= 0 and document.tokens[at].tag.startswith(_DESCRIBING) and mention.start - document.tokens[at].end < 60:
        word = document.tokens[at].text.lower().rstrip(".")
        yield TITLE_NOUNS.get(word, word)
        at -= 1
    behind = document.token_at(mention.end - 1) + 1
    tokens = document.tokens[behind : behind + _APPOSITION + 1]
    if len(tokens) > 1 and tokens[0].text == "," and tokens[1].tag in ("DT", "NN", "NNP", "JJ", "PRP$"):
        for token in tokens[1:]:
            if token.text == "," or token.tag.startswith("V"):
                break
            yield token.text.lower()


def gender_of(document: Document, actor: Actor) -> str | None:
    """The letter m or f where a title, the role or the given name of a person says so."""
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
    given = next((w.lower() for w in actor.name.split() if w not in TITLES), "")
    if given in FEMALE_NAMES:
        return "f"
    # alone, many a name of men is a surname, of women as well
    return "m" if " " in actor.name and given in MALE_NAMES else None
