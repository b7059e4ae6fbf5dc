"""The lead of the day: three to five sentences that open the edition, each out of another story.

It is chosen as an editor would: story by story in their order, no more than two of one topic before the others have
had their turn, no sentence that says what another one says, nothing that the edition before printed. Of a story it
takes the sentence that tells most of what its headlines and openings have in common, from any of its distinct articles
but those of directed outlets, if it can be read by itself (`printable`) and introduces whom it names. Since the story's
own sentences stand below, another newsroom's wording of the same is preferred where there is one nearly as good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from briefing.analysis.evidence import cite
from briefing.analysis.origins import Newsrooms
from briefing.analysis.printable import Printable, is_attributed, printable_sentences, stems_of
from briefing.analysis.reading import Read
from briefing.analysis.repetition import repeats
from briefing.analysis.story_summary import tells_of, without_reprints
from briefing.types import Briefing, CitedSentence, LeadSentence, Story

#: Sentences at the most; after the third none is added that brings more than so many words together.
MOST = 5
_FEWEST = 3
ENOUGH_WORDS = 120
#: One story alone needs no lead: it is one.
_STORIES = 2
#: Sentences of one topic before all others have had their turn.
_PER_TOPIC = 2
#: A shorter sentence tells too little, a longer one is no opening.
_SHORTEST, _LONGEST = 10, 45
#: From this share of its words in another sentence on it has been told.
_TOLD = 0.6
#: Sentences of an article that are looked at: the news stands in its opening.
_OPENING = 6
_ARTICLES = 20
#: Words that it shares with the headlines of its story, for it must tell what they announce; two will do for the first
#: sentence of an article.
_FROM_HEADLINE, _AT_FIRST = 3, 2
#: What each place further down in its article costs: the first sentence of a report is its news.
_PLACE = 0.4
#: What a sentence is worth that opens the story as well, and what one that stands further down in its summary.
_OPENS, _STANDS = 0.7, 0.85
#: What the first story's first sentence is worth besides: it stands right below the lead.
_BELOW = 0.6

#: What a sentence is worth that is for the most part what one side says.
_CLAIMED = 0.75


def choose_lead(
    stories: Sequence[Story],
    reads: Mapping[str, Read],
    *,
    originals: Mapping[str, str],
    newsrooms: Newsrooms,
    before: Briefing | None,
) -> tuple[LeadSentence, ...]:
    """The lead, in the order of the stories; none for a single story, fewer where fewer can be read by themselves.

    Args:
        stories: those of the edition, by rank, with their summaries.
        reads: the articles of the day by id.
        originals: the id of each article with that of the text that it is a copy of.
        newsrooms: which outlets are directed.
        before: the edition before.
    """
    if len(stories) < _STORIES:
        return ()
    printed = _printed(before)
    found: dict[str, Printable] = {}
    for story in _in_turn(stories):
        taken = [one.text for one in found.values()]
        articles = without_reprints([reads[report] for report in story.reports], originals)[:_ARTICLES]
        own = _doubled(story, is_first=story is stories[0])
        best = _best(story, articles, newsrooms, [*taken, *printed], own)
        if best is None:
            continue
        words = sum(one.words for one in found.values())
        if len(found) == MOST or (len(found) >= _FEWEST and words + best.words > ENOUGH_WORDS):
            break
        found[story.id] = best
    return tuple(_cited(story, found[story.id]) for story in stories if story.id in found)


def _in_turn(stories: Sequence[Story]) -> list[Story]:
    """By rank, but what is over the share of its topic comes after all others."""
    seen: Counter[str] = Counter()
    first: list[Story] = []
    later: list[Story] = []
    for story in stories:
        seen[story.topic] += 1
        (first if seen[story.topic] <= _PER_TOPIC else later).append(story)
    return first + later


def _printed(before: Briefing | None) -> list[str]:
    if before is None:
        return []
    sentences = [s for story in before.stories for s in (*story.summary, *story.background)]
    return [sentence.text for sentence in (*sentences, *(lead.sentence for lead in before.lead))]


def _doubled(story: Story, *, is_first: bool) -> dict[str, float]:
    """What the sentences are worth that stand in the story's summary."""
    worth = {sentence.text: _STANDS for sentence in story.summary}
    if story.summary:
        worth[story.summary[0].text] = _OPENS * _BELOW if is_first else _OPENS
    return worth


def _best(
    story: Story, reads: Sequence[Read], newsrooms: Newsrooms, told: Sequence[str], own: Mapping[str, float]
) -> Printable | None:
    """The sentence that opens a story best; of equal ones the one of the better article, then the earlier one."""
    about = stems_of(" ".join(sentence.text for sentence in (*story.summary, *story.background)))
    reads = [read for read in reads if tells_of(read, about) and not newsrooms.is_directed(read.feed)]
    weights = _weights(reads)
    named = stems_of(" ".join(read.article.headline for read in reads))
    best, most = None, 0.0
    for read in reads:
        for one in printable_sentences(read, newsrooms):
            if one.place >= _OPENING or not _can_open(one):
                continue
            if len(one.stems & named) < (_FROM_HEADLINE if one.place else _AT_FIRST):
                continue
            worth = sum(weights[stem] for stem in sorted(one.stems)) / sqrt(one.words) / (1 + _PLACE * one.place)
            worth *= own.get(one.text, 1.0)
            worth *= _CLAIMED if is_attributed(one) else 1.0
            if round(worth, 6) > most and not _is_told(one, told):
                best, most = one, round(worth, 6)
    return best


def _can_open(one: Printable) -> bool:
    """Whether it is no quotation, introduces whom it names, needs no day of publication, and is of a good length."""
    if one.text[0] in "\"“«'‘":
        return False
    return _SHORTEST <= one.words <= _LONGEST and not one.unintroduced and not one.is_dated_from_today


def _weights(reads: Sequence[Read]) -> Counter[str]:
    """How much the words of a story count: the articles with the word in the headline or the opening."""
    counts: Counter[str] = Counter()
    for read in reads:
        opening = " ".join(sentence.text for sentence in read.digest.summary.sentences)
        counts.update(stems_of(f"{read.article.headline} {opening}"))
        counts.update(stems_of(read.article.headline))
    return counts


def _is_told(one: Printable, told: Sequence[str]) -> bool:
    """Whether some other sentence has most of its words."""
    return any(repeats(one.text, other) or len(one.stems & stems_of(other)) >= _TOLD * len(one.stems) for other in told)


def _cited(story: Story, one: Printable) -> LeadSentence:
    """With the words of the story's own summary where it is the same sentence."""
    for sentence in story.summary:
        if sentence.text == one.text:
            return LeadSentence(story=story.id, sentence=sentence)
    cited = CitedSentence(text=one.text, evidence=(cite(one.read.article, [one.range]),))
    return LeadSentence(story=story.id, sentence=cited)
