"""The summary of a story that several articles tell: one article's summary, then what the others add to it.

The lead is the summary of the article that speaks for the story. Behind it come sentences of its other, distinct
articles (no reprints) that say most of what the summary has not said yet: figures, statements, names, and words that
several articles have in common (coverage of concepts, after Gillick and Favre 2009, chosen greedily by gain a word).
Whatever is added is a whole sentence in the words of its own article, can be read by itself (`printable`), belongs to
the story, and repeats nothing. A figure that contradicts one in the summary is added only as the claim of somebody
else, by name: an early count of the dead does not stand below the later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefing.analysis.evidence import cite
from briefing.analysis.measures import STATES
from briefing.analysis.origins import Newsrooms
from briefing.analysis.printable import Printable, body_stems, figure_key, name_key, printable_sentences, stems_of
from briefing.analysis.quantities import SAME_SENTENCE
from briefing.analysis.reading import Read
from briefing.analysis.repetition import nearness, repeats
from briefing.analysis.wording import tokens_of
from briefing.types import Attribution, CitedSentence, Figure

#: How many sentences are added at the most, after how many of their words no second one is, and how many words they
#: have at the most. On the development data (`python -m benchmarks.story_summary`) three sentences cover little more
#: a word than two, and the page is to be read in five minutes.
MOST_ADDED = 2
ENOUGH_ADDED = 45
MOST_WORDS_ADDED = 70
#: A shorter sentence mostly rests on the one before it ("Kess said that the vessel had crossed its bow").
_SHORTEST = 12
#: Articles that are looked at, the best first.
_ARTICLES = 40
#: What a new figure, a new statement and a new name count, in new words that all articles have. Figures and statements
#: are what a desk reads for; half or double of these weights moves the coverage of the development data by less than a
#: tenth of what the additions bring.
_FIGURE, _STATEMENT, _NAME = 3.0, 3.0, 2.0
#: Words that a sentence costs besides its own: short ones would always win.
_COST = 8
#: A sentence adds something if so large a share of its words is new: with .6 and more, much that is new to a reader is
#: lost with the words that tell what it is about.
_NEW = 0.5
#: What belongs to a story has so many words in common with the lead, and stands in an article that has so large a share
#: of the lead's words. Of 165 articles of other stories, planted among those whose words are most like theirs, none
#: gives a sentence; with a quarter of the lead's words 5 do, with a tenth 14.
_SHARED_WORDS = 2
_SHARED_BY_ARTICLE = 0.4
#: From this share of its words on a statement has been told.
_TOLD = 0.5


def added_sentences(
    lead: Sequence[CitedSentence],
    reads: Sequence[Read],
    *,
    originals: Mapping[str, str],
    newsrooms: Newsrooms,
    known: Sequence[str] = (),
) -> tuple[CitedSentence, ...]:
    """What the other articles of a story add to its lead, by article, then in text order; none for a single article.

    Args:
        lead: the summary of the article that speaks for the story, `reads[0]`.
        reads: the articles of the story, the best first.
        originals: the id of each article with that of the text that it is a copy of, itself if it is none.
        newsrooms: which outlets are directed.
        known: what the edition before said of the story; it is not added again.
    """
    others = without_reprints(reads, originals)[1:_ARTICLES]
    if not lead or not others:
        return ()
    told = _Told(reads[0], lead)
    topic = told.stems
    candidates = [
        one for read in others if tells_of(read, topic) for one in _candidates(read, reads[0], topic, newsrooms)
    ]
    for text in known:
        told.hear(text)
    weights = _Weights([reads[0], *others])
    chosen: list[Printable] = []
    words = 0
    while len(chosen) < MOST_ADDED and words < ENOUGH_ADDED:
        fitting = [one for one in candidates if words + one.words <= MOST_WORDS_ADDED and told.lacks(one)]
        best = max(fitting, key=lambda one: weights.gain(one, told), default=None)
        if best is None:
            break
        chosen.append(best)
        told.add(best)
        words += best.words
    order = {read.article.id: place for place, read in enumerate(reads)}
    chosen.sort(key=lambda one: (order[one.read.article.id], one.range))
    return tuple(CitedSentence(text=one.text, evidence=(cite(one.read.article, [one.range]),)) for one in chosen)


def without_reprints(reads: Sequence[Read], originals: Mapping[str, str]) -> list[Read]:
    """The first article with each text, in order."""
    first: dict[str, Read] = {}
    for read in reads:
        first.setdefault(originals[read.article.id], read)
    return list(first.values())


def tells_of(read: Read, topic: frozenset[str]) -> bool:
    """Whether an article has enough of the words of a story's summary: it may have been grouped wrongly."""
    return len(body_stems(read) & topic) >= _SHARED_BY_ARTICLE * len(topic)


def _candidates(read: Read, best: Read, topic: frozenset[str], newsrooms: Newsrooms) -> Iterator[Printable]:
    """The sentences of an article that have something in common with the lead; "today" must be the lead's day."""
    same_day = read.article.published.date() == best.article.published.date()
    for one in printable_sentences(read, newsrooms):
        if (
            one.words >= _SHORTEST
            and len(one.stems & topic) >= _SHARED_WORDS
            and (same_day or not one.is_dated_from_today)
        ):
            yield one


class _Told:
    """What the summary has said so far."""

    def __init__(self, read: Read, lead: Sequence[CitedSentence]) -> None:
        self._texts: list[str] = []
        self.stems: frozenset[str] = frozenset()
        self._words: set[str] = set()
        self._figures: list[tuple[Figure, str]] = []
        for sentence in lead:
            self.hear(sentence.text)
            ranges = [r for e in sentence.evidence if e.article == read.article.id for r in e.ranges]
            own = [f for f in read.digest.figures if any(a <= f.ranges[0][0] < b for a, b in ranges)]
            self._figures += [(figure, sentence.text) for figure in own]

    def hear(self, text: str) -> None:
        """Take in a sentence of which nothing is known but its words."""
        self._texts.append(text)
        self.stems |= stems_of(text)
        self._words |= {token.form for token in tokens_of(text)}

    def add(self, one: Printable) -> None:
        """Take in a sentence."""
        self.hear(one.text)
        self._figures += [(figure, one.text) for figure in one.figures]

    def lacks(self, one: Printable) -> bool:
        """Whether a sentence says something new, introduces whom it names, and contradicts nothing."""
        if not self.has_news(one):
            return False
        if len(one.stems - self.stems) < _NEW * len(one.stems):
            return False
        if any(repeats(one.text, text) or nearness(one.text, text) >= SAME_SENTENCE for text in self._texts):
            return False
        return all(map(self.has_name, one.unintroduced)) and not any(
            _contradicts(figure, one.text, other, text) for figure in one.figures for other, text in self._figures
        )

    def has_news(self, one: Printable) -> bool:
        """Whether it gives a figure, names somebody or reports what somebody named has said, for the first time."""
        text = one.read.article.text
        return (
            any(not self.has_figure(figure, text[slice(*figure.ranges[0])]) for figure in one.figures)
            or not all(map(self.has_name, one.names))
            or any(said.speaker and not self.has_statement(said) for said in one.attributions)
        )

    def has_name(self, name: str) -> bool:
        """Whether somebody has been named."""
        return all(token.form in self._words for token in tokens_of(name))

    def has_figure(self, figure: Figure, words: str) -> bool:
        """Whether a figure has been given, with the same words or in the same unit."""
        if any(figure_key(figure) == figure_key(other) for other, _ in self._figures):
            return True
        return stems_of(words) <= self.stems

    def has_statement(self, said: Attribution) -> bool:
        """Whether most words of what somebody said have been told, and the speaker named."""
        stems = stems_of(said.content)
        is_told = len(stems & self.stems) >= _TOLD * len(stems)
        return is_told and (not said.speaker or self.has_name(said.speaker.split()[-1]))


def _contradicts(figure: Figure, sentence: str, other: Figure, told: str) -> bool:
    """Whether two figures cannot both stand: another number of the same thing, and not the claim of somebody else."""
    if (figure.counted.casefold(), figure.unit) != (other.counted.casefold(), other.unit):
        return False
    if (figure.value, figure.upper) == (other.value, other.upper):
        return False
    if figure.where and other.where and figure.where.casefold() != other.where.casefold():
        return False
    if figure.counted not in STATES and nearness(sentence, told) < SAME_SENTENCE:
        return False
    return not (figure.claimant and other.claimant and figure.claimant != other.claimant)


class _Weights:
    """How much words and names count: the share of the articles of a story that have them."""

    def __init__(self, reads: Sequence[Read]) -> None:
        self._stems = Counter(stem for read in reads for stem in body_stems(read))
        self._names = Counter(name for read in reads for name in {name_key(actor) for actor in read.digest.actors})
        self._articles = len(reads)

    def gain(self, one: Printable, told: _Told) -> float:
        """What a sentence adds to what has been told, for each word that it costs."""
        text = one.read.article.text
        words = sum(self._stems[stem] for stem in sorted(one.stems - told.stems)) / self._articles
        names = sum(self._names[name] for name in one.names if not told.has_name(name)) / self._articles
        figures = sum(not told.has_figure(f, text[slice(*f.ranges[0])]) for f in one.figures)
        statements = sum(not told.has_statement(said) for said in one.attributions)
        worth = words + _NAME * names + _FIGURE * figures + _STATEMENT * statements
        return round(worth / (one.words + _COST), 6)
