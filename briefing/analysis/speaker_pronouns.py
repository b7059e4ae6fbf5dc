"""Whom a pronoun beside a cue means: he and she, it and they, where the text leaves no doubt who speaks.

He or she: going back sentence by sentence, the one who spoke in it or is its subject, outside quotations, and whose
gender does not contradict (Mr, spokeswoman, the given name); who adds something has spoken before. It and they: the
institution or group that spoke right before; it also the institution that the sentence before is about. Where nobody
stands out the speaker stays without a name.

`pronouns.py` reads every pronoun of a text, before anybody is known to speak. Here only those that say something are
read, with the statements in front of them: who has just spoken speaks on, a witness without a name as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from briefing.analysis.actor_mentions import ActorMention, ActorMentions
from briefing.analysis.english import (
    FEMALE_NAMES,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_ROLES,
    MALE_TITLES,
    ROLES,
    SAYING,
    TITLES,
)
from briefing.analysis.parties import Gender
from briefing.analysis.quotations import Quotations
from briefing.analysis.speaker_names import named_in
from briefing.document import Document
from briefing.types import Actor, Attribution, Range

#: How far back a person may have been named, in characters (a few paragraphs) and in sentences.
_REACH = 900
_SENTENCES = 5
#: Nouns of single persons that are no offices or occupations.
_ANYBODY = frozenset(
    "man woman witness survivor victim passenger voter supporter neighbor neighbour friend boy girl".split()
)
#: Behind a pronoun, that its speaker goes on: she also wrote, he added.
_GOES_ON = re.compile(
    r" (?:also|further) \w|(?: \w+ly| later| then| has| had)* "
    r"(?:added|adds|continued|continues|concluded|concludes|reiterated|repeated|went on|goes on)\b"
)


class SpeakerPronouns:
    """Finds the antecedents of the pronouns at the cues of one text.

    An antecedent is the mention of an actor, or a statement whose speaker has no name and speaks again.
    """

    def __init__(self, mentions: ActorMentions, quotations: Quotations) -> None:
        self._mentions = mentions
        self._document = mentions.document
        self._quotations = quotations
        self._genders: dict[int, Gender | None] = {}

    # ------------------------------------------------------------ he and she

    def person(
        self, words: Range, gender: Gender, before: Sequence[Attribution], said: Sequence[Range]
    ) -> ActorMention | Attribution | None:
        """Whom he or she means: whoever speaks or acts in front of the word, before those who are only named.

        One who adds something, or also says it, is the one who spoke last, whoever acts in between. `before` are the
        statements so far, in text order. Nobody speaks of himself by name: a mention in what is `said` is not looked
        at, and who is named there as well as in front of it leaves it open who speaks.
        """
        in_content = {m for part in said for m in self._mentions.within(*part) if self._mentions.is_person(m)}
        reach = list(self._sentences_before(words))
        goes_on = _GOES_ON.match(self._document.text, words[1]) is not None
        for look in (self._who_spoke, self._prominent) if goes_on else (self._prominent,):
            for start, end in reach:
                if unnamed := self._unnamed(start, end, gender, before):
                    return unnamed
                if found := look(start, end, gender, before, in_content):
                    return _unless_named(found, in_content)
        for start, end in reach[:2]:
            people = self._people(start, end, gender, in_content)
            if len({m.actor for m in people}) == 1 and self._gender(people[-1].actor) == gender:
                return _unless_named(people[-1], in_content)
        return None

    def _sentences_before(self, words: Range) -> Iterator[Range]:
        """The sentence of the words up to them, and those before it, backwards."""
        here = self._document.sentence_at(words[0])
        for number in range(here, max(-1, here - _SENTENCES), -1):
            sentence = self._document.sentences[number]
            if words[0] - sentence.end > _REACH:
                return
            yield sentence.start, words[0] if number == here else sentence.end

    def _unnamed(self, start: int, end: int, gender: Gender, before: Sequence[Attribution]) -> Attribution | None:
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
        return statement if described and statement.speaker and not named_in(self._mentions, (first, last)) else None

    def _prominent(
        self, start: int, end: int, gender: Gender, before: Sequence[Attribution], said: Collection[ActorMention]
    ) -> ActorMention | None:
        """The person that a sentence is about: who speaks in it, else its subject."""
        if spoke := self._who_spoke(start, end, gender, before, said):
            return spoke
        subjects = [m for m in self._people(start, end, gender, said) if self._mentions.is_subject(m)]
        main = [m for m in subjects if self._mentions.is_main(m)]
        return next(reversed(main or subjects), None)

    def _who_spoke(
        self, start: int, end: int, gender: Gender, before: Sequence[Attribution], said: Collection[ActorMention]
    ) -> ActorMention | None:
        """The person of this gender who made the last statement of a sentence."""
        mentions = self._mentions
        for statement in reversed(before[-8:]):
            speaks = not statement.cue or any(word in SAYING for word in statement.cue.lower().split())
            if not (speaks and statement.speaker and statement.speaker_ranges):
                continue
            if start <= statement.speaker_ranges[0][0] < end:
                last = statement.speaker_ranges[-1]
                named = (m for m in mentions.within(*last) if mentions.actors[m.actor].name == statement.speaker)
                spoke = next((m for m in named if m not in said), None)
                return spoke if spoke and self._gender(spoke.actor) in (gender, None) else None
        return None

    def _people(self, start: int, end: int, gender: Gender, said: Collection[ActorMention]) -> list[ActorMention]:
        """The persons named in a range, outside quotations, whom a pronoun of this gender may mean."""
        mentions = self._mentions
        people = [m for m in mentions.within(start, end) if mentions.is_person(m) and m not in said]
        people = [m for m in people if mentions.head(m).tag != "NNPS"]
        people = [m for m in people if self._gender(m.actor) in (gender, None)]
        return [m for m in people if self._quotations.at(m.start) is None]

    def _gender(self, actor: int) -> Gender | None:
        if actor not in self._genders:
            self._genders[actor] = _gender_of(self._document, self._mentions.actors[actor])
        return self._genders[actor]

    # ------------------------------------------------------------ it and they

    def group(self, words: Range, before: Sequence[Attribution], *, plural: bool) -> ActorMention | Attribution | None:
        """The institution or group that made the statement before, in this sentence or the last two.

        An institution that the sentence in front of the word is about, without saying anything in it, comes first.
        """
        here = self._document.sentence_at(words[0])
        if not plural and (subject := self._institution_before(here, before)):
            return subject
        statement = next((s for s in reversed(before[-3:]) if s.speaker and s.speaker_ranges), None)
        if statement is None:
            return None
        said = statement.speaker_ranges[0]
        if here - self._document.sentence_at(said[0]) > 2 or said[0] >= words[0]:
            return None
        last = self._document.tokens[self._document.token_at(said[1] - 1)]
        named = named_in(self._mentions, said)
        group = not named or not self._mentions.is_person(named)
        return statement if group and (last.tag in ("NNS", "NNPS")) == plural else None

    def _institution_before(self, here: int, before: Sequence[Attribution]) -> ActorMention | None:
        """The institution or country that is the subject of the sentence before, in one paragraph, if nobody speaks."""
        if not here:
            return None
        mentions = self._mentions
        last, start = self._document.sentences[here - 1], self._document.sentences[here].start
        spoke = any(s.cue_ranges and last.start <= s.cue_ranges[0][0] for s in before[-3:])
        if spoke or "\n" in self._document.text[last.end : start]:
            return None
        found = (m for m in mentions.within(last.start, last.end) if not mentions.is_person(m))
        return next((m for m in found if mentions.is_subject(m) and mentions.is_main(m)), None)


def _unless_named(found: ActorMention, said: Collection[ActorMention]) -> ActorMention | None:
    return None if any(mention.actor == found.actor for mention in said) else found


def _gender_of(document: Document, actor: Actor) -> Gender | None:
    """The gender that the role, a title or the given name of a person shows."""
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
