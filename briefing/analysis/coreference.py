"""Pronouns and descriptions: which actor of the text they mean, where the text leaves no doubt.

One walk over the text keeps the persons and things that were mentioned lately, nameless ones included (a teacher, his
wife), since these are what a pronoun may mean instead. Each pronoun and each description goes to the best of them that
agrees in number, kind and gender (Lappin and Leass 1994: subjects before objects, the near before the far, and nobody
who stands beside the pronoun at the same verb). If the best is nameless, or two are as good, nobody is named.

1. He and she: see above; a gender that a pronoun has shown stays with the actor. It and they mean so many things that
   they are given to the subject of their own clause, or of the verb of saying above it, or to nobody.
2. Descriptions: an apposition or a predicate (Tellen is a doctor); the minister, of who has that role; the church, of
   the organization whose name has the word; the company, the city, the man, where only one comes into question.
3. I and its forms: in a quotation its speaker; in an interview who answers, and `you` in a question, if the headline or
   the opening names one person; in a transcript who is named in front of the colon.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefing.analysis.aliases import place_of_name
from briefing.analysis.english import (
    CUES,
    FEMALE_PRONOUNS,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_PRONOUNS,
    MALE_ROLES,
    MALE_TITLES,
    ROLES,
)
from briefing.analysis.gazetteer import AMBIGUOUS_GIVEN_NAMES, COUNTRY_NAMES, GIVEN_NAMES
from briefing.analysis.names import Mention, is_role, kind_of_name
from briefing.analysis.quotations import find_quotations
from briefing.analysis.roles import role_of
from briefing.document import Document, Token
from briefing.types import ActorKind, Range

Gender = Literal["m", "f"]
Number = Literal["one", "many"]

_THIRD = MALE_PRONOUNS | FEMALE_PRONOUNS
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_MALE_NOUNS = MALE_ROLES | frozenset("man boy gentleman guy uncle nephew grandfather ex-husband boyfriend lad".split())
_FEMALE_NOUNS = FEMALE_ROLES | frozenset("woman girl lady aunt niece grandmother ex-wife girlfriend mum mom".split())
_PERSON_NOUNS = (
    ROLES
    | _MALE_NOUNS
    | _FEMALE_NOUNS
    | frozenset(
        """
        baby child teenager youth toddler infant teen person politician author actor artist musician singer player poet
        user blogger poster philosopher veteran victim suspect defendant witness driver passenger patient
        friend
        colleague neighbour neighbor parent winner champion star founder co-founder creator billionaire
        businessman businesswoman statesman dictator monarch incumbent successor predecessor
        """.split()
    )
)
_ORGANIZATION_NOUNS = frozenset(
    """
    company firm group organization organisation agency team party union body network broadcaster newspaper outlet bank
    alliance bloc institution ministry department church university school college court council committee commission
    government parliament army navy militia force police corporation charity association league club magazine band
    manufacturer maker giant carrier airline regulator watchdog movement board house senate congress administration
    """.split()
)
#: Of these any organization can be called.
_ANY_ORGANIZATION = frozenset("company firm group organization organisation agency".split())
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic"})
_PLACE_NOUNS = frozenset("city town village capital island province region port".split())
_DETERMINERS = frozenset({"the", "this", "that"})
_BE = frozenset("is was are were 's 're 'm am ’s ’re".split())
_NOUN_PHRASE_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "HYPH", "CD", "POS", "RB"})

#: How far back an antecedent may stand, in sentences and in mentions.
_REACH = 3
_MEMORY = 30
#: How many sentences back an organization may stand whose name has the word: the church.
_LONG_REACH = 6
#: By how much the best must be ahead of the next: set on the GUM news, where a smaller one named wrong persons.
_MARGIN = 0.15


#: What stands above the body is looked at no further than this, and not for an actor of more names than that.
_LONGEST_TOP = 400
_MOST_NAMES = 20


@dataclass(eq=False, slots=True, kw_only=True)
class Party:
    """An actor while the text is read: what is known of it so far."""

    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    #: The ranges of its role.
    role: tuple[Range, ...] = ()
    gender: Gender | None = None
    #: Nouns that the text has called it by.
    called: set[str] = field(default_factory=set)
    count: int = 0
    references: list[Range] = field(default_factory=list)


class _Candidate(NamedTuple):
    """Somebody or something that was mentioned: a party, or a nameless one."""

    party: Party | None
    kind: ActorKind | None
    gender: Gender | None
    number: Number
    #: Token, sentence, relation and the verb or noun it belongs to.
    at: int
    sentence: int
    relation: str
    governor: int
    quoted: bool


def find_references(document: Document, parties: Sequence[Party], *, headline: str = "") -> list[list[Range]]:
    """For each party the ranges that mean it without naming it, in text order; no range is given twice."""
    reader = _Reader(document, parties)
    reader.read()
    _quoted_speakers(reader)
    _conversation(reader, headline)
    for party in parties:
        party.references.extend(_above(document, party))
        party.references.extend(_apposed_roles(document, party))
        party.references.sort()
    return [party.references for party in parties]


def _above(document: Document, party: Party) -> Iterator[Range]:
    """Where the lines above the body, the headline of the page, name the party."""
    top = document.text[: min(document.body[0][0], _LONGEST_TOP)] if document.body else ""
    names = sorted({m.name for m in party.mentions} | {party.name}, key=len, reverse=True)
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


class _Reader:
    """One walk over the tokens."""

    def __init__(self, document: Document, parties: Sequence[Party]) -> None:
        self.document = document
        self.parties = parties
        self.tokens = document.tokens
        #: First token of a name -> its party and its last token.
        self.named: dict[int, tuple[Party, int]] = {}
        #: Token -> the party that it, or the name it ends, means.
        self.meant: dict[int, Party] = {}
        #: Appositions and predicates: head token of a description -> party.
        self._memory: deque[_Candidate] = deque(maxlen=_MEMORY)
        self._last_seen: dict[int, int] = {}
        #: Verb -> its subject.
        self._subjects = {t.head: i for i, t in enumerate(self.tokens) if t.dep in ("nsubj", "nsubjpass")}
        paragraphs: dict[int, Range] = {}
        for span in document.sentences:
            opened = paragraphs.setdefault(span.paragraph, (span.start, span.end))
            paragraphs[span.paragraph] = (opened[0], span.end)
        self.paragraphs = paragraphs
        self.quotations = find_quotations(document.text, list(paragraphs.values()))
        self._quote_starts = [quotation.start for quotation in self.quotations]
        for party in parties:
            party.called |= _role_words(document.text, party)
            party.gender = party.gender or _gender_of(document, party)
            for mention in party.mentions:
                first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
                self.named[first] = (party, last)
                self.meant[last] = party

    def quotation_at(self, offset: int) -> int | None:
        """The number of the quotation around an offset."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at if at >= 0 and offset < self.quotations[at].end else None

    def read(self) -> None:
        """Resolve third persons and descriptions."""
        sentence = skip = 0
        for i, token in enumerate(self.tokens):
            while sentence + 1 < len(self.document.sentences) and self.document.sentences[sentence + 1].first <= i:
                sentence += 1
            if i < skip:
                continue
            word = token.text.lower()
            if i in self.named:
                party, last = self.named[i]
                skip = last + 1
                self._mention(party, last, sentence)
            elif word in _THIRD or word in _PLURAL or word in _NEUTER:
                self._pronoun(i, word, sentence)
            elif token.tag in ("NN", "NNS", "NNP") and token.dep != "compound":
                self._noun(i, word, sentence)

    # ------------------------------------------------------------ what is mentioned

    def _mention(self, party: Party, at: int, sentence: int) -> None:
        number: Number = "many" if self.tokens[at].tag in ("NNS", "NNPS") and party.kind == "person" else "one"
        self._remember(party, party.kind, party.gender, number, at, sentence)

    def _remember(
        self, party: Party | None, kind: ActorKind | None, gender: Gender | None, number: Number, at: int, sentence: int
    ) -> None:
        relation, governor = _function(self.tokens, at)
        quoted = self.quotation_at(self.tokens[at].start) is not None
        self._memory.append(_Candidate(party, kind, gender, number, at, sentence, relation, governor, quoted))
        if party is not None:
            party.count += 1
            self._last_seen[id(party)] = sentence

    def _resolved(self, party: Party, first: int, at: int, sentence: int, gender: Gender | None = None) -> None:
        party.references.append((self.tokens[first].start, self.tokens[at].end))
        self.meant[at] = party
        if gender and not party.gender:
            party.gender = gender
        self._remember(party, party.kind, party.gender, "one", at, sentence)

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, at: int, word: str, sentence: int) -> None:
        gender: Gender | None = "m" if word in MALE_PRONOUNS else "f" if word in FEMALE_PRONOUNS else None
        if gender is None:
            self._impersonal(at, word, sentence)
            return
        fitting = [c for c in self._memory if _can_be_person(c, gender)]
        best = self._best(fitting, at, word, sentence)
        if best is None:
            return
        if best.party is not None:
            self._resolved(best.party, at, at, sentence, gender)
        else:
            self._remember(None, best.kind, best.gender or gender, best.number, at, sentence)

    def _impersonal(self, at: int, word: str, sentence: int) -> None:
        """It and they mean so many things that only the subject of the same clause, or of the saying, is believed."""
        subject = self._clause_subject(at)
        if subject is None:
            return
        plural = self.tokens[subject].tag in ("NNS", "NNPS")
        party = self.meant.get(subject)
        if party and (party.kind != "person" if word in _NEUTER else plural or party.kind == "organization"):
            self._resolved(party, at, at, sentence)

    def _clause_subject(self, at: int) -> int | None:
        """Subject of the verb that a possessive stands under, or of the verb of saying above a pronoun's own verb."""
        tokens = self.tokens
        verb = tokens[at].head
        if tokens[at].dep in ("nsubj", "nsubjpass"):
            if tokens[verb].dep != "ccomp" or tokens[tokens[verb].head].text.lower() not in CUES:
                return None
            verb = tokens[verb].head
        elif tokens[at].tag != "PRP$":
            return None
        for _ in range(6):
            if verb in self._subjects or tokens[verb].head == verb:
                break
            verb = tokens[verb].head
        subject = self._subjects.get(verb)
        return subject if subject is not None and subject < at else None

    def _best(self, fitting: Sequence[_Candidate], at: int, word: str, sentence: int) -> _Candidate | None:
        relation, governor = _function(self.tokens, at)
        quoted = self.quotation_at(self.tokens[at].start) is not None
        best: dict[int, tuple[float, _Candidate]] = {}
        barred = {
            candidate.at if word in _REFLEXIVE or candidate.party is None else candidate.party.name
            for candidate in fitting
            if self._is_barred(candidate, word, relation, governor)
        }
        for candidate in fitting:
            name = candidate.party.name if candidate.party else None
            if sentence - candidate.sentence > _REACH or candidate.at in barred or name in barred:
                continue
            score = self._score(candidate, at, sentence, relation) - (candidate.quoted != quoted)
            key = id(candidate.party) if candidate.party else -1 - candidate.at
            if key not in best or score > best[key][0]:
                best[key] = (score, candidate)
        ranked = sorted(best.values(), key=lambda item: item[0], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
            return None
        return ranked[0][1]

    def _is_barred(self, candidate: _Candidate, word: str, relation: str, governor: int) -> bool:
        """Whether grammar forbids that they are the same: Brann told him; his brother Karl."""
        if word in _REFLEXIVE:
            return candidate.governor != governor
        if relation not in ("dobj", "dative", "pobj") and word != "him":
            return False
        verbs = {governor}
        if self.tokens[governor].dep in ("ccomp", "xcomp"):
            # the parser makes `him` the subject of the second verb: told him to wait
            verbs.add(self.tokens[governor].head)
        return candidate.governor in verbs and candidate.relation in ("nsubj", "nsubjpass")

    def _score(self, candidate: _Candidate, at: int, sentence: int, relation: str) -> float:
        """How likely an antecedent is; the weights follow Lappin and Leass and were set by hand on the GUM news."""
        score = {"nsubj": 3.0, "nsubjpass": 3.0, "dobj": 1.6, "dative": 1.6, "poss": 1.4}.get(candidate.relation, 1.0)
        score -= 1.2 * (sentence - candidate.sentence)
        score -= 0.01 * min(60, at - candidate.at)
        if relation == candidate.relation and relation in ("nsubj", "nsubjpass"):
            score += 0.5
        if candidate.party is not None:
            score += 0.15 * min(6, candidate.party.count)
        return score

    # ------------------------------------------------------------ descriptions

    def _noun(self, at: int, word: str, sentence: int) -> None:
        token = self.tokens[at]
        if token.tag == "NNS":
            return
        first, determiner = self._phrase(at, sentence)
        if at + 1 in self.named:
            return
        is_person = word in _PERSON_NOUNS or is_role(token)
        party = self._predicated(at)
        is_said = party is not None and party.kind == "person" and determiner in ("a", "an", "the", "his", "her")
        party = party or self._apposed(first, at)
        if party is not None and (is_person or is_said):
            party.called.add(word)
        if party is None and determiner in _DETERMINERS:
            party = self._described(first, at, sentence, is_person=is_person)
        if party is not None and _suits(party, word, is_person=is_person or is_said):
            self._resolved(party, first, at, sentence, _gender_of_noun(word))
        elif is_person:
            self._remember(None, "person", _gender_of_noun(word), "one", at, sentence)

    def _phrase(self, at: int, sentence: int) -> tuple[int, str]:
        """The first token of the noun phrase that ends at a noun, and its determiner in small letters."""
        first = at
        start = self.document.sentences[sentence].first
        while first > start and at - first < 8 and self.tokens[first - 1].tag in _NOUN_PHRASE_TAGS:
            first -= 1
        if first > start and self.tokens[first - 1].tag in ("DT", "PRP$"):
            return first - 1, self.tokens[first - 1].text.lower()
        return first, ""

    def _apposed(self, first: int, at: int) -> Party | None:
        """The party whose name stands right in front of a noun phrase or right behind it, parted by a comma alone."""
        if first > 1 and self.tokens[first - 1].text in (",", "(") and self.tokens[at].dep == "appos":
            return self.meant.get(first - 2)
        if at + 2 in self.named and self.tokens[at + 1].text == ",":
            party, last = self.named[at + 2]
            if self.tokens[last].dep == "appos" and self.tokens[last].head == at:
                return party
        return None

    def _predicated(self, at: int) -> Party | None:
        """The party that the subject means in: Chomsky is a professor."""
        token = self.tokens[at]
        if token.dep != "attr" or self.tokens[token.head].text.lower() not in _BE:
            return None
        for candidate in reversed(self._memory):
            if candidate.governor == token.head and candidate.relation == "nsubj":
                return candidate.party
        return None

    def _described(self, first: int, at: int, sentence: int, *, is_person: bool) -> Party | None:
        """The only party, or the latest of those that bear the very word, that a definite description can mean."""
        word = self.tokens[at].text.lower()
        more = {t.text.lower() for t in self.tokens[first + 1 : at] if t.tag in ("NN", "NNP") or t.text[0].isupper()}
        seen = [p for p in self.parties if id(p) in self._last_seen]
        if is_person:
            bearers = [p for p in seen if p.kind == "person" and _bears(p.called, word, more)]
            if bearers:
                return max(bearers, key=lambda p: self._last_seen[id(p)])
            gender = _gender_of_noun(word)
            if more:
                return None
            return self._only("person", sentence, gender) if gender or word in _PERSON_NOUNS - ROLES else None
        if word in _ORGANIZATION_NOUNS:
            bearers = [p for p in seen if p.kind == "organization" and _bears(set(p.name.lower().split()), word, more)]
            bearers = [p for p in bearers if sentence - self._last_seen[id(p)] <= _LONG_REACH]
            if bearers:
                return max(bearers, key=lambda p: self._last_seen[id(p)])
            return self._only("organization", sentence) if word in _ANY_ORGANIZATION and not more else None
        if word in _COUNTRY_NOUNS or word in _PLACE_NOUNS:
            return self._only("place", sentence, country=word in _COUNTRY_NOUNS)
        return None

    def _only(
        self, kind: ActorKind, sentence: int, gender: Gender | None = None, *, country: bool | None = None
    ) -> Party | None:
        """The only party of a kind that was mentioned lately."""
        found = {
            id(c.party): c.party
            for c in self._memory
            if c.party is not None
            and c.party.kind == kind
            and sentence - c.sentence <= _REACH
            and (gender is None or c.party.gender in (gender, None))
            and (country is None or (c.party.name in COUNTRY_NAMES) == country)
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _bears(words: set[str], noun: str, more: set[str]) -> bool:
    """Whether a role or name has the noun of a description and all its nouns: the Home Secretary."""
    return noun in words and more <= words


def _can_be_person(candidate: _Candidate, gender: Gender) -> bool:
    known = candidate.party.gender if candidate.party else candidate.gender
    return candidate.kind == "person" and candidate.number == "one" and known in (gender, None)


def _suits(party: Party, word: str, *, is_person: bool) -> bool:
    if is_person:
        return party.kind == "person" and not _contradicts(_gender_of_noun(word), party.gender)
    return party.kind != "person" and word in _ORGANIZATION_NOUNS | _COUNTRY_NOUNS | _PLACE_NOUNS


def _contradicts(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _function(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The relation of a word and what it depends on; an apposition or a second item has those of the first."""
    for _ in range(4):
        token = tokens[at]
        if token.dep not in ("appos", "conj", "compound", "flat", "nmod") or token.head == at:
            break
        at = token.head
    return tokens[at].dep, tokens[at].head


def _role_words(text: str, party: Party) -> set[str]:
    return {word for a, b in party.role for word in re.split(r"[\s-]+", text[a:b].lower())}


def _gender_of_noun(word: str) -> Gender | None:
    return "m" if word in _MALE_NOUNS else "f" if word in _FEMALE_NOUNS else None


def _gender_of(document: Document, party: Party) -> Gender | None:
    """The gender that a title, the role or the given name shows."""
    if party.kind != "person":
        return None
    for word in _role_words(document.text, party):
        if gender := _gender_of_noun(word):
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


# ---------------------------------------------------------------- I, we and you


def _quoted_speakers(reader: _Reader) -> None:
    """Give the first persons inside quotations to who speaks them."""
    inside: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(reader.tokens):
        if token.text.lower() in _FIRST | _FIRST_PLURAL:
            around = reader.quotation_at(token.start)
            if around is not None:
                inside[around].append(i)
    speaker: Party | None = None
    for number, quotation in enumerate(reader.quotations):
        before = reader.quotations[number - 1] if number else None
        # a quotation that goes on behind "he said", or in the next paragraph, has no verb of its own
        goes_on = before is not None and quotation.paragraph - before.paragraph <= 1
        speaker = _speaker_of(reader, number) or (speaker if goes_on else None)
        if speaker is not None:
            _give_first_persons(reader, speaker, inside.get(number, []))


def _give_first_persons(reader: _Reader, speaker: Party, pronouns: Sequence[int]) -> None:
    """A person says I, an organization says we; who else is meant by a person's we is not known."""
    for at in pronouns:
        if (reader.tokens[at].text.lower() in _FIRST) == (speaker.kind == "person"):
            _give(reader, speaker, at)


def _give(reader: _Reader, party: Party, at: int) -> None:
    if at not in reader.meant:
        reader.meant[at] = party
        party.references.append((reader.tokens[at].start, reader.tokens[at].end))


#: How many words away from a quotation its verb of saying is looked for.
_BESIDE = 40


def _speaker_of(reader: _Reader, number: int) -> Party | None:
    """Whom the subject of the verb of saying beside a quotation means."""
    quotation = reader.quotations[number]
    document = reader.document
    first = document.sentences[document.sentence_at(quotation.start)].first
    last = document.sentences[document.sentence_at(max(quotation.start, quotation.end - 1))].last
    opens, closes = document.token_at(quotation.start), document.token_at(quotation.end)
    beside = [
        *range(min(last, closes + _BESIDE) - 1, closes - 1, -1),
        *range(opens, max(first, opens - _BESIDE) - 1, -1),
    ]
    for i in beside:
        token = reader.tokens[i]
        if token.dep not in ("nsubj", "pobj") or quotation.start <= token.start < quotation.end:
            continue
        verb = reader.tokens[token.head].text.lower()
        if i in reader.meant and (verb in CUES or (token.dep == "pobj" and verb == "to")):
            return reader.meant[i]
    behind = re.match(r"[\s\"”’']*[–—-]+\s*", document.text[quotation.end : quotation.end + 8])
    if behind:
        at = document.token_at(quotation.end + behind.end())
        return reader.named[at][0] if at in reader.named else None
    return None


_LABEL = re.compile(r"\s*([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s?:\s")
_INTERVIEW = re.compile(r"\binterview|\bQ\s?&\s?A\b", re.IGNORECASE)
#: From so many questions on a text is an interview without saying so; with the word in the headline one is enough.
_FEWEST_QUESTIONS = 3
#: A turn without a question mark that says `you` and never `I` is the interviewer's if it is no longer than this.
_LONGEST_PROMPT = 40


def _conversation(reader: _Reader, headline: str) -> None:
    """Give the first and second persons outside quotations to who talks, in interviews and transcripts."""
    first_of = {span.paragraph: span.first for span in reversed(reader.document.sentences)}
    last_of = {span.paragraph: span.last for span in reader.document.sentences}
    turns = [(number, first_of[number], last_of[number]) for number in sorted(first_of)]
    labels = {number: label for number, _, _ in turns if (label := _label(reader, number))}
    if len(labels) >= _FEWEST_QUESTIONS:
        _transcript(reader, turns, labels)
        return
    questions = {number for number, first, last in turns if _is_question(reader, first, last)}
    answers = {n for n, first, last in turns if n not in questions and _has(reader, first, last, _FIRST)}
    fewest = 1 if _INTERVIEW.search(headline) else _FEWEST_QUESTIONS
    if len(questions) < fewest or not answers:
        return
    opening = min(questions)
    guest = _guest(reader, headline, first_of[opening])
    if guest is None:
        return
    for number, first, last in turns:
        if number >= opening:
            wanted = _SECOND if number in questions else _FIRST
            for at in _pronouns(reader, first, last, wanted):
                _give(reader, guest, at)


def _is_question(reader: _Reader, first: int, last: int) -> bool:
    """Whether a paragraph is the interviewer's turn."""
    if last <= first or not _has(reader, first, last, _SECOND):
        return last > first and reader.tokens[last - 1].text == "?" and not _has(reader, first, last, _FIRST)
    own = sum(1 for _ in _pronouns(reader, first, last, _FIRST | _FIRST_PLURAL))
    asked = sum(1 for _ in _pronouns(reader, first, last, _SECOND))
    return (
        last - first <= 2 * _LONGEST_PROMPT
        and own <= asked
        and (reader.tokens[last - 1].text == "?" or last - first <= _LONGEST_PROMPT)
    )


def _has(reader: _Reader, first: int, last: int, words: frozenset[str]) -> bool:
    return next(_pronouns(reader, first, last, words), None) is not None


def _pronouns(reader: _Reader, first: int, last: int, words: frozenset[str]) -> Iterator[int]:
    for at in range(first, last):
        token = reader.tokens[at]
        if token.text.lower() in words and token.tag.startswith("PRP") and reader.quotation_at(token.start) is None:
            yield at


def _guest(reader: _Reader, headline: str, before: int) -> Party | None:
    """The only person of the headline, else the one that the opening speaks of most."""
    people = [p for p in reader.parties if p.kind == "person"]
    titled = [p for p in people if any(place_of_name(m.name, headline) is not None for m in p.mentions)]
    if len(titled) > 1:
        titled = [p for p in titled if kind_of_name(p.name) == "person"]
    if titled:
        return titled[0] if len(titled) == 1 else None
    start = reader.tokens[before].start
    opened = [(sum(m.start < start for m in p.mentions) + sum(a < start for a, _ in p.references), p) for p in people]
    opened = sorted((item for item in opened if item[0]), key=lambda item: -item[0])
    if not opened or (len(opened) > 1 and opened[0][0] == opened[1][0]):
        return None
    return opened[0][1]


def _label(reader: _Reader, paragraph: int) -> str | None:
    start, end = reader.paragraphs[paragraph]
    found = _LABEL.match(reader.document.text, start, min(end, start + 60))
    return found.group(1) if found else None


def _transcript(reader: _Reader, turns: Sequence[tuple[int, int, int]], labels: dict[int, str]) -> None:
    """Each turn belongs to who is named in front of its colon, until the next label."""
    by_surname: dict[str, list[Party]] = defaultdict(list)
    for party in reader.parties:
        if party.kind == "person":
            by_surname[party.name.split()[-1].lower()].append(party)
    speaker: Party | None = None
    for number, first, last in turns:
        if number in labels:
            found = by_surname.get(labels[number].split()[-1].lower(), [])
            speaker = found[0] if len(found) == 1 else None
        if speaker is not None:
            for at in _pronouns(reader, first, last, _FIRST):
                _give(reader, speaker, at)
