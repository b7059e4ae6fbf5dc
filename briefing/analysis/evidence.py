"""Evidence: a range of an article's text as something that can be read, and checked, without the article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.analysis.entries import short_hash
from briefing.types import Article, Evidence, Range, Statement

#: Characters of the source on either side of the words that are cited.
CONTEXT = 200
#: Longer stretches between two cited ranges are shortened in the middle.
_LONGEST_BETWEEN = 400
_MARKS = str.maketrans("“”„‟«»‘’‚‛–—−‑", '""""""\'\'\'\'----')


def cite(article: Article, ranges: Sequence[Range]) -> Evidence:
    """The evidence for what rests on these ranges of the article, in text order; there must be at least one."""
    ordered = tuple(sorted(ranges))
    text = article.text
    first, last = ordered[0][0], ordered[-1][1]
    key = f"{article.id} {article.version} {' '.join(f'{a}-{b}' for a, b in ordered)}"
    return Evidence(
        id=short_hash(key),
        article=article.id,
        version=article.version,
        ranges=ordered,
        quoted=tuple(text[a:b] for a, b in ordered),
        between=tuple(_shortened(text[a[1] : b[0]]) for a, b in pairwise(ordered)),
        before=_before(text, first),
        after=_after(text, last),
    )


def _before(text: str, at: int) -> str:
    start = max(0, at - CONTEXT)
    context = text[start:at]
    if start > 0:
        space = context.find(" ")
        context = context[space + 1 :] if space >= 0 else ""
    return context


def _after(text: str, at: int) -> str:
    context = text[at : at + CONTEXT]
    if at + CONTEXT < len(text):
        context = context[: context.rfind(" ") + 1].rstrip()
    return context


def _shortened(text: str) -> str:
    half = _LONGEST_BETWEEN // 2
    return text if len(text) <= _LONGEST_BETWEEN else f"{text[:half]} […] {text[-half:]}"


def holds(evidence: Evidence, article: Article) -> bool:
    """Whether the article has exactly these words at these ranges."""
    if (evidence.article, evidence.version) != (article.id, article.version):
        return False
    return len(evidence.ranges) == len(evidence.quoted) and all(
        0 <= a < b <= len(article.text) and article.text[a:b] == words
        for (a, b), words in zip(evidence.ranges, evidence.quoted, strict=True)
    )


def is_copy(text: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence is the words of its evidence, white space aside."""
    return text.split() == " ".join(piece for e in evidence for piece in e.quoted).split()


def is_verbatim(statement: Statement) -> bool:
    """Whether a quotation is word for word what stands in the source, typographic marks and white space aside."""
    return plain(statement.content) == plain(" ".join(statement.evidence.quoted))


def plain(text: str) -> str:
    """Text with one kind of quotation mark, dash and space."""
    return " ".join(text.translate(_MARKS).split())
