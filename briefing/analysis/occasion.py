"""On what occasion something was said: to whom, at which meeting, and where; the words that stand with the verb.

Only what hangs on the verb of saying counts, or on what hangs on it there: told reporters in Lindhal; said at a
briefing in Lindhal; speaking in Lindhal, she said. A place within what was said is no place where it was said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefing.analysis.english import OCCASIONS, TOLD
from briefing.analysis.syntax import DocumentTree
from briefing.types import Range

#: Whom the verb names as told is the beginning of the phrase behind it.
_ADDRESSED = ("NN", "DT", "JJ", "PRP", "POS", "CD")
_AT = frozenset("at in during on after before".split())
_IN = frozenset("in at outside near aboard".split())
#: Said from Lindhal is where the speaker was; reporters from Lindhal are not.
_FROM = frozenset({"from"})
_SPEAKING = frozenset("speaking addressing talking appearing".split())
#: What no phrase ends with: a statement [this] (week), a meeting [with] ...
_LEFT_OVER = ("DT", "IN", "TO", "CC", "PRP$", "POS")
_WHEN = ("last", "next", "earlier", "later")
#: Words of an occasion: a news conference with the two foreign ministers on the margins of the summit.
_LONGEST = 14


class Occasion(NamedTuple):
    """What a text says of the occasion, each as a range; None where it does not."""

    addressee: Range | None = None
    #: With its preposition: at a routine briefing.
    event: Range | None = None
    #: The name alone.
    place: Range | None = None


def occasion_of(tree: DocumentTree, cue: int, place_at: Callable[[int], Range | None]) -> Occasion:
    """The occasion of a statement whose verb is the token `cue`; `place_at` gives the place named at an offset."""
    event = place = None
    for preposition, direct in _prepositions(tree, cue):
        noun = tree.child(preposition, "pobj")
        if noun is None:
            continue
        if event is None and tree.word(preposition) in _AT and tree.word(noun) in OCCASIONS:
            event = _event(tree, preposition, noun)
        allowed = _IN | _FROM if direct and tree.word(cue) not in TOLD else _IN
        if place is None and tree.word(preposition) in allowed:
            place = place_at(tree.tokens[noun].start)
    return Occasion(addressee_of(tree, cue), event, place)


def addressee_of(tree: DocumentTree, cue: int) -> Range | None:
    """Whom the verb names as told: reporters, a briefing, Lavrov."""
    document = tree.document
    if tree.word(cue) not in TOLD:
        return None
    sentence = document.sentences[tree.sentence_of(cue)]
    end = cue + 1
    while end < sentence.last and document.tokens[end].tag.startswith(_ADDRESSED):
        end += 1
    while end > cue + 1 and document.tokens[end - 1].text[:1].islower() and document.tokens[end - 1].dep == "npadvmod":
        end -= 1
    return None if end == cue + 1 else (document.tokens[cue + 1].start, document.tokens[end - 1].end)


def _prepositions(tree: DocumentTree, cue: int) -> Iterator[tuple[int, bool]]:
    """The prepositions at a verb of saying, and whether they hang on it directly: the nearest first."""
    speaking = [
        verb
        for verb in tree.children(cue, "advcl", "prep", "partmod", "acl")
        if tree.word(verb) in _SPEAKING and not tree.children(verb, "ccomp")
    ]
    for verb in (cue, *speaking):
        for preposition in tree.children(verb, "prep"):
            yield preposition, True
            noun = tree.child(preposition, "pobj")
            if noun is not None and tree.word(noun) in OCCASIONS:
                yield from ((p, False) for p in tree.children(noun, "prep"))
        for told in tree.children(verb, "dobj", "dative"):
            yield from ((p, False) for p in tree.children(told, "prep"))


def _event(tree: DocumentTree, preposition: int, noun: int) -> Range | None:
    """The words of an occasion, up to a comma or clause."""
    words = []
    for t in tree.subtree(noun):
        if t > noun and _ends_phrase(tree, t):
            break
        words.append(t)
    while words[-1] > noun and (tree.tokens[words[-1]].tag in _LEFT_OVER or tree.word(words[-1]) in _WHEN):
        words.pop()
    if words[0] < preposition or words[-1] - words[0] >= _LONGEST:
        return None
    start, end = tree.tokens[preposition].start, tree.tokens[words[-1]].end
    return (start, end) if _is_balanced(tree.document.text[start:end]) else None


def _is_balanced(words: str) -> bool:
    """Whether no quotation is cut: on the programme “Harbour [Watch”]."""
    return words.count("“") == words.count("”") and not words.count('"') % 2


def _ends_phrase(tree: DocumentTree, t: int) -> bool:
    """Whether day, place or clause begins: a routine briefing [on Wednesday], [in Lindhal], [that was cut short]."""
    token = tree.tokens[t]
    if token.tag in (",", ":", "WP", "WDT", "-LRB-") or token.dep in ("relcl", "acl", "appos", "npadvmod"):
        return True
    return token.tag == "IN" and tree.word(t) in ("on", "in", "at", "from")
