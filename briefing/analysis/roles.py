"""What a text calls a person, in its own words.

1. The noun phrase in front of the name: Chinese foreign ministry spokeswoman Hua Chunying; the envoy of Lindhal, Teo
   Handrake.
2. The apposition behind it: Ilse Maranov, until Thursday the foreign minister of Tarvonia.

It has a role noun up front; articles are left out, and words that say it is over or not yet settled never are (former,
acting, ousted, until Thursday).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.analysis.names import Mention, is_role
from briefing.document import Document, Token
from briefing.types import Range

#: Tags that may stand in the noun phrase in front of a name.
_PREMODIFIER_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG", "HYPH", "POS", "CD"})
_ROLE_PREPOSITIONS = frozenset({"of", "for", "in", "to", "at", "on"})
#: Relations of a participle that is the verb of a clause: who have supported Chancellor Maranov.
_VERBAL = frozenset("ROOT acl advcl ccomp conj parataxis pcomp relcl xcomp".split())
#: Words without which a role would say that it is held today.
_MARKERS = frozenset("then once formerly previously until till currently now soon briefly".split())
_APPOSITION_ENDS = frozenset({",", ".", ":", "''", "``", "-LRB-", "-RRB-", "WP", "WDT", "WP$", "WRB"})
_LONGEST_ROLE = 14


#: Of whom somebody is the wife is not in these words; alone they are no role.
_KIN = frozenset(
    "wife husband father mother son daughter brother sister widow spouse relative partner resident worker".split()
)


def first_role(document: Document, mentions: Sequence[Mention]) -> tuple[Range, ...]:
    """The role that the text gives a person.

    A title in front of the surname alone (President Tellen) is believed only if the full name does not stand before it:
    behind it, it is as often somebody else of that name.
    """
    introduced = False
    for mention in mentions:
        is_full = " " in mention.name
        found = () if introduced and not is_full else role_of(document, mention)
        if found and document.text[found[0][0] : found[-1][1]].lower() not in _KIN:
            return found
        introduced = introduced or is_full
    return ()


def role_of(document: Document, mention: Mention | Range) -> tuple[Range, ...]:
    """The ranges of the role that the words around a name give, in text order; empty if they give none."""
    start, end = mention[0], mention[1]
    return _role_before(document, start) or _role_behind(document, start, end)


def _role_before(document: Document, start: int) -> tuple[Range, ...]:
    """The noun phrase that ends at the name, if its last noun, or the one before an `of`, is a role."""
    tokens = document.tokens
    last = document.token_at(start)
    sentence = document.sentences[document.sentence_at(start)]
    apposed = last - 1 > sentence.first and tokens[last - 1].text == ","
    last -= apposed
    first = last
    while first > sentence.first and last - first < _LONGEST_ROLE and _in_premodifier(tokens, first - 1, last):
        first -= 1
    phrase = tokens[first:last]
    heads = [i for i, token in enumerate(phrase) if is_role(token)]
    if not heads:
        return ()
    head = heads[-1]
    if head + 1 < len(phrase) and phrase[head + 1].text.lower() not in _ROLE_PREPOSITIONS:
        return ()
    behind = phrase[head + 1 :]
    speaks_for = not apposed and bool(behind) and behind[0].text.lower() == "for"
    if speaks_for and phrase[-1].tag == "NN" and any(token.tag == "POS" for token in behind):
        return ()  # the name is of what is spoken for: a spokesman for the owner's parent company Norrick Tankers
    begin = _phrase_start(phrase, head)
    if apposed and not _is_definite(tokens, sentence.first, first + begin, phrase[begin : head + 1]):
        return ()
    return ((phrase[begin].start, phrase[-1].end),)


def _in_premodifier(tokens: Sequence[Token], at: int, last: int) -> bool:
    token = tokens[at]
    if tokens[at + 1].tag == "HYPH":
        return True
    if (token.tag == "VBG" and token.dep != "amod") or (token.tag == "VBN" and token.dep in _VERBAL):
        return False
    if token.tag in _PREMODIFIER_TAGS or token.text.lower() in _MARKERS:
        return True
    if token.text.lower() in _ROLE_PREPOSITIONS:
        return at + 1 < last and any(is_role(t) for t in tokens[max(0, at - 1) : at])
    return False


def _phrase_start(phrase: Sequence[Token], head: int) -> int:
    """Where the noun phrase of the head begins: behind a time word or a preposition in front of it."""
    start = head
    while start > 0 and phrase[start - 1].text.lower() not in _ROLE_PREPOSITIONS and phrase[start - 1].tag != "CD":
        start -= 1
    return start


def _is_definite(tokens: Sequence[Token], sentence: int, first: int, phrase: Sequence[Token]) -> bool:
    """Whether a phrase in front of a comma can be the description of the name behind it, and not an item of a list."""
    before = tokens[first - 1] if first > sentence else None
    if before is not None and before.tag in ("DT", "PRP$"):
        return before.text.lower() != "a" and not (first - 2 >= sentence and tokens[first - 2].text == ",")
    return any(token.tag == "POS" for token in phrase) and (before is None or before.text != ",")


def _role_behind(document: Document, start: int, end: int) -> tuple[Range, ...]:
    """The apposition between the name's comma and the next comma, dash or end, if it has a role noun up front."""
    tokens = document.tokens
    comma = document.token_at(end - 1) + 1
    sentence = document.sentences[document.sentence_at(start)]
    if comma >= sentence.last or tokens[comma].text != ",":
        return ()
    first = stop = comma + 1
    while stop < sentence.last and tokens[stop].tag not in _APPOSITION_ENDS and not _is_finite(tokens[stop]):
        stop += 1
    marked, first = _marker(tokens, first, stop)
    while first < stop and tokens[first].tag in ("DT", "PRP$"):
        first += 1
    phrase = tokens[first:stop]
    if not phrase or len(phrase) > _LONGEST_ROLE or phrase[0].tag in ("IN", "TO", "CC", "PRP", "VBG"):
        return ()
    if _names_another(phrase):
        return ()
    if not any(is_role(t) for t in phrase[:6]):
        return ()
    if stop < sentence.last and tokens[stop].tag.startswith(("V", "MD")):
        return ()
    said = (phrase[0].start, phrase[-1].end)
    if not marked:
        return (said,)
    return (marked, said) if document.text[marked[1] : said[0]].strip() else ((marked[0], said[1]),)


def _names_another(phrase: Sequence[Token]) -> bool:
    """Whether a phrase is a title and a name of its own: Rosa Tellen, President Teo Handrake and others."""
    return any(is_role(a) and b.tag == "NNP" and not is_role(b) for a, b in pairwise(phrase))


def _is_finite(token: Token) -> bool:
    return token.tag in ("VBD", "VBZ", "VBP", "MD")


def _marker(tokens: Sequence[Token], first: int, stop: int) -> tuple[Range | None, int]:
    """The range of a marker of time that opens an apposition (until Thursday), and where the noun phrase begins."""
    if first >= stop or tokens[first].text.lower() not in _MARKERS:
        return None, first
    after = first + 1
    if tokens[first].text.lower() in ("until", "till"):
        while after < stop and tokens[after].tag not in ("DT", "PRP$") and not is_role(tokens[after]):
            after += 1
        # until recently prime minister: the noun phrase has no article
        while after > first + 2 and tokens[after - 1].tag in ("JJ", "NN") and tokens[after].tag not in ("DT", "PRP$"):
            after -= 1
    return (tokens[first].start, tokens[after - 1].end), after
