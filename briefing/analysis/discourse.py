"""What a text has spoken of so far: its parties and the nameless ones that a pronoun may mean instead.

Names, pronouns and descriptions are told to it in text order. It knows what each token means, and remembers the latest
mentions as possible antecedents of what comes next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.analysis.parties import Gender, Party, gender_of, words_of_role
from briefing.analysis.quotations import find_quotations
from briefing.document import Document
from briefing.types import ActorKind

Number = Literal["one", "many"]

#: How far back an antecedent may stand, in sentences and in mentions.
REACH = 3
_MEMORY = 30
#: Relations by which a word stands for another one: it has the function of that.
_SHARING = frozenset({"appos", "conj", "compound", "flat", "nmod"})


class Antecedent(NamedTuple):
    """A mention that a pronoun or a description may go back to: of a party, or of a nameless person."""

    party: Party | None
    kind: ActorKind
    #: Of a nameless one; what is known of a party may grow.
    gender: Gender | None
    number: Number
    #: Token and sentence.
    at: int
    sentence: int
    #: The relation and the verb or noun it belongs to.
    relation: str
    governor: int
    #: Within quotation marks.
    quoted: bool


class Discourse:
    """A text as far as it has been read."""

    def __init__(self, document: Document, parties: Sequence[Party]) -> None:
        self.document = document
        self.parties = parties
        self.tokens = document.tokens
        #: First token of a name -> its party and its last token.
        self.named: dict[int, tuple[Party, int]] = {}
        #: Token -> the party that it, or the name it ends, means.
        self.meant: dict[int, Party] = {}
        #: Verb -> its subject.
        self.subjects = {t.head: i for i, t in enumerate(self.tokens) if t.dep in ("nsubj", "nsubjpass")}
        #: Party -> the sentence that mentioned it last.
        self.last_seen: dict[Party, int] = {}
        self._memory: deque[Antecedent] = deque(maxlen=_MEMORY)
        paragraphs = [(spans[0].start, spans[-1].end) for spans in document.paragraphs()]
        self.quotations = find_quotations(document.text, paragraphs)
        self._quote_starts = [quotation.start for quotation in self.quotations]
        for party in parties:
            party.called |= words_of_role(document.text, party)
            party.gender = party.gender or gender_of(document, party)
            for mention in party.mentions:
                first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
                self.named[first] = (party, last)
                self.meant[last] = party

    @property
    def antecedents(self) -> Sequence[Antecedent]:
        """The latest mentions in text order."""
        return self._memory

    def quotation_at(self, offset: int) -> int | None:
        """The number of the quotation around an offset."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at if at >= 0 and offset < self.quotations[at].end else None

    def is_quoted(self, at: int) -> bool:
        """Whether a token stands in a quotation."""
        return self.quotation_at(self.tokens[at].start) is not None

    def function_of(self, at: int) -> tuple[str, int]:
        """The relation of a word and what it depends on; an apposition or a second item has those of the first."""
        for _ in range(4):
            token = self.tokens[at]
            if token.dep not in _SHARING or token.head == at:
                break
            at = token.head
        return self.tokens[at].dep, self.tokens[at].head

    def name(self, party: Party, at: int, sentence: int) -> None:
        """The text names a party; the name ends at a token."""
        many = self.tokens[at].tag in ("NNS", "NNPS") and party.kind == "person"
        self._mention(party, "many" if many else "one", at, sentence)

    def refer(self, party: Party, first: int, at: int, sentence: int, gender: Gender | None = None) -> None:
        """The words from `first` to `at` mean a party, and show its gender if they have one."""
        if gender and not party.gender:
            party.gender = gender
        self._take(party, first, at)
        self._mention(party, "one", at, sentence)

    def bring_up(self, gender: Gender | None, at: int, sentence: int) -> None:
        """The text speaks of a nameless person."""
        self._remember(None, "person", gender, "one", at, sentence)

    def give(self, party: Party, at: int) -> None:
        """A word means a party unless it means another one; it is nobody's antecedent."""
        if at not in self.meant:
            self._take(party, at, at)

    def _take(self, party: Party, first: int, at: int) -> None:
        party.references.append((self.tokens[first].start, self.tokens[at].end))
        self.meant[at] = party

    def _mention(self, party: Party, number: Number, at: int, sentence: int) -> None:
        self._remember(party, party.kind, party.gender, number, at, sentence)
        party.count += 1
        self.last_seen[party] = sentence

    def _remember(
        self, party: Party | None, kind: ActorKind, gender: Gender | None, number: Number, at: int, sentence: int
    ) -> None:
        relation, governor = self.function_of(at)
        quoted = self.is_quoted(at)
        self._memory.append(Antecedent(party, kind, gender, number, at, sentence, relation, governor, quoted))
