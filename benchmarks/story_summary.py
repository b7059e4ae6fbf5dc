"""How much of what the other articles of a story tell its summary covers, against the lead of its longest article.

    python -m benchmarks.story_summary

The stories are those of the development data (`stories/news_cluster`), grouped by hand; the rival is the opening of the
longest article, cut to the same number of words. Counted are the names, figures and statements of all the other
articles, once by the digests, and, since the summary is chosen with these, once without: every number and every word
that at least two of the other articles have, found by a regular expression. A last line says how often a sentence was
taken from an article of another story, planted among the articles of each as if it had been grouped wrongly: those
whose words are most like theirs, one at a time. Without the data it says so and exits with 0.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import mean
from typing import Any

from benchmarks.data import evaluation_folder, read_rows
from briefing.analysis.dedupe import find_copies
from briefing.analysis.evidence import cite
from briefing.analysis.lineup import best_first, body_of
from briefing.analysis.origins import Newsrooms
from briefing.analysis.printable import body_stems, figure_key, name_key, stems_of
from briefing.analysis.reading import Read
from briefing.analysis.story_summary import added_sentences
from briefing.pipeline.digest import Settings, Task, digest_batch, text_hash
from briefing.types import Article, CitedSentence, Digest, Feed, Range

_DATA = "data/stories/news_cluster.jsonl.gz"
_BATCH = 8
#: A statement is covered if the speaker is named and so large a share of its words stands in the summary.
_COVERED = 0.5
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d|\d")
#: Articles of other stories that are planted in each story, one at a time.
_STRANGERS = 5
_NEWSROOMS = Newsrooms((), ())

Items = frozenset[object]


@dataclass(frozen=True, slots=True)
class Told:
    """A text to be judged: its words, and the figures of the digests that stand in it."""

    text: str
    figures: frozenset[object]

    def covers_name(self, name: str) -> bool:
        """Whether every part of a name stands in it."""
        words = self.text.casefold()
        return all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words) for part in name.split())

    def covers_statement(self, speaker: str | None, stems: frozenset[str]) -> bool:
        """Whether it names the speaker and has half of the words of what was said."""
        named = not speaker or self.covers_name(speaker.split()[-1].casefold())
        return named and len(stems & stems_of(self.text)) >= _COVERED * len(stems)


def main() -> None:
    """Measure and print; see the module's docstring."""
    folder = evaluation_folder()
    if folder is None:
        print("No development data here; set BRIEFING_EVAL to its folder.")
        return
    rows = read_rows(folder / _DATA)
    report(stories_of(rows, digests_of(rows)))


def digests_of(rows: Sequence[dict[str, Any]]) -> dict[str, Digest]:
    """The digests by hash; texts of about the same length go through the models together."""
    tasks = [Task(hash=text_hash(row["title"], row["text"]), headline=row["title"], text=row["text"]) for row in rows]
    tasks.sort(key=lambda task: len(task.text))
    batches = (tasks[i : i + _BATCH] for i in range(0, len(tasks), _BATCH))
    return {digest.text_hash: digest for batch in batches for digest in digest_batch(batch, Settings())}


def stories_of(rows: Iterable[dict[str, Any]], digests: dict[str, Digest]) -> list[list[Read]]:
    """The distinct articles of each story that has at least two, the best first."""
    members: dict[str, list[Read]] = defaultdict(list)
    for row in rows:
        members[row["story"]].append(_read(row, digests))
    found = []
    for _, reads in sorted(members.items()):
        copies = find_copies([body_of(read) for read in reads])
        distinct = [read for i, read in enumerate(reads) if copies[i] == i]
        if len(distinct) > 1:
            found.append(list(best_first(distinct, _NEWSROOMS)))
    return found


def _read(row: dict[str, Any], digests: dict[str, Digest]) -> Read:
    key = text_hash(row["title"], row["text"])
    feed = Feed(url=row["url"], publisher=row["publisher"], country="", language="en", kind="private")
    published = datetime.fromisoformat(row["published"])
    article = Article(
        id=row["id"],
        version=1,
        url=row["url"],
        headline=row["title"],
        publisher=row["publisher"],
        feed_url=feed.url,
        published=published if published.tzinfo else published.replace(tzinfo=UTC),
        language="en",
        text=row["text"],
        hash=key,
        source="page",
    )
    return Read(article=article, digest=digests[key], feed=feed, topics=())


def summarize(reads: Sequence[Read], among: Sequence[Read] | None = None) -> list[CitedSentence]:
    """The summary of a story as an edition prints it; `among`: its articles, if there are others than `reads`."""
    lead = [
        CitedSentence(text=s.text, evidence=(cite(reads[0].article, s.ranges),))
        for s in reads[0].digest.summary.sentences
    ]
    articles = reads if among is None else among
    originals = {read.article.id: read.article.id for read in articles}
    return [*lead, *added_sentences(lead, articles, originals=originals, newsrooms=_NEWSROOMS)]


# ---------------------------------------------------------------- what is covered


def report(stories: Sequence[Sequence[Read]]) -> None:
    """Print the tables."""
    summaries = [summarize(reads) for reads in stories]
    words = [sum(len(sentence.text.split()) for sentence in summary) for summary in summaries]
    added = [s[len(reads[0].digest.summary.sentences) :] for s, reads in zip(summaries, stories, strict=True)]
    more = sum(len(sentence.text.split()) for sentences in added for sentence in sentences)
    print(f"{len(stories)} stories of {sum(map(len, stories))} distinct articles; words a summary: {mean(words):.0f}")
    print(f"added a story: {mean(map(len, added)):.1f} sentences, {more / len(stories):.0f} words")
    longest = [max(reads, key=lambda read: (len(body_of(read)), read.article.id)) for reads in stories]
    for name, rivals in (("longest article", longest), ("article that speaks for it", [reads[0] for reads in stories])):
        scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for reads, rival, summary, length in zip(stories, rivals, summaries, words, strict=True):
            others = [read for read in reads if read is not rival]
            ours, theirs = _shares(_told(summary, reads), others), _shares(_opening(rival, length), others)
            for (kind, mine), (_, other) in zip(ours, theirs, strict=True):
                scores[kind].append((mine, other))
        print(f"\n{f'rival: lead of the {name}':40} {'summary':>8} {'lead':>8} {'ratio':>6}")
        for kind, pairs in scores.items():
            mine, other = (mean(column) for column in zip(*pairs, strict=True))
            print(f"{kind:40} {mine:8.3f} {other:8.3f} {mine / other if other else 0:6.2f}")
    print(f"\nplanted articles of other stories: {_planted(stories)}")


def _shares(told: Told, others: Sequence[Read]) -> Iterator[tuple[str, float]]:
    """The share of what the other articles of a story tell that a text covers, by kind; their mean is the first."""
    names = {name_key(actor) for read in others for actor in read.digest.actors if actor.mentions}
    figures = {figure_key(figure) for read in others for figure in read.digest.figures}
    said = [(a.speaker, stems_of(a.content)) for read in others for a in read.digest.attributions]
    shares = [
        ("names", _share(map(told.covers_name, names))),
        ("figures", _share(figure in told.figures for figure in figures)),
        ("statements", _share(told.covers_statement(*one) for one in said)),
    ]
    yield "names, figures, statements (mean)", sum(share for _, share in shares) / len(shares)
    yield from shares
    seen = Counter(word for read in others for word in set(_WORD.findall(body_of(read).casefold())))
    here = set(_WORD.findall(told.text.casefold()))
    common = [word for word, count in seen.items() if count > 1 or len(others) == 1]
    yield "words of two or more (regex)", _share(word in here for word in common if not word[0].isdigit())
    yield "all numbers (regex)", _share(word in here for word in seen if word[0].isdigit())


def _share(covered: Iterable[bool]) -> float:
    found = list(covered)
    return sum(found) / len(found) if found else 0.0


def _told(summary: Sequence[CitedSentence], reads: Sequence[Read]) -> Told:
    by_id = {read.article.id: read for read in reads}
    figures = {key for s in summary for e in s.evidence for r in e.ranges for key in _figures_in(by_id[e.article], [r])}
    return Told(" ".join(sentence.text for sentence in summary), frozenset(figures))


def _opening(read: Read, words: int) -> Told:
    """So many words of the body."""
    left, ranges, pieces = words, [], []
    for start, end in read.digest.body:
        found = list(re.finditer(r"\S+", read.article.text[start:end]))[:left]
        if found:
            ranges.append((start, start + found[-1].end()))
            pieces.append(read.article.text[slice(*ranges[-1])])
            left -= len(found)
    return Told(" ".join(pieces), frozenset(_figures_in(read, ranges)))


def _figures_in(read: Read, ranges: Sequence[Range]) -> Iterator[object]:
    for figure in read.digest.figures:
        if any(a <= figure.ranges[0][0] < b for a, b in ranges):
            yield figure_key(figure)


# ---------------------------------------------------------------- what does not belong


def _planted(stories: Sequence[Sequence[Read]]) -> str:
    taken = cases = 0
    for reads in stories:
        for stranger in _most_alike(reads, [read for other in stories if other is not reads for read in other]):
            cases += 1
            found = summarize(reads, [*reads, stranger])
            taken += any(e.article == stranger.article.id for sentence in found for e in sentence.evidence)
    return f"a sentence was taken from {taken} of {cases}"


def _most_alike(reads: Sequence[Read], strangers: Sequence[Read]) -> list[Read]:
    own = frozenset[str]().union(*map(body_stems, reads))

    def unlike(read: Read) -> tuple[float, str]:
        stems = body_stems(read)
        return -len(stems & own) / max(len(stems), 1), read.article.id

    return sorted(strangers, key=unlike)[:_STRANGERS]


if __name__ == "__main__":
    main()
