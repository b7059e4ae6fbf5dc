"""What an edition could not see, in sentences; what is behind each of them is in the edition too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.analysis.feeds import was_read
from briefing.analysis.reading import Read
from briefing.types import Article, Feed, FeedResult, Gap, Side, Story, Topic


def lacks_page(article: Article) -> bool:
    """Whether the text is what the feed gave because the page could not be had."""
    return article.source == "feed" and bool(article.notes)


def find_gaps(
    feeds: Sequence[FeedResult],
    unread: Sequence[Article],
    reads: Sequence[Read],
    stories: Sequence[Story],
    topics: Sequence[Topic],
) -> tuple[Gap, ...]:
    """The gaps of a day: feeds, then languages, pages, single origins and the sides of a topic that were not heard.

    `unread` are texts in languages not read.
    """
    gaps = [
        Gap(kind="feed", text=f"{feed.publisher}: {feed.detail}.")
        for feed in feeds
        if feed.status in ("failed", "blocked", "stale", "empty")
    ]
    languages = Counter(article.language for article in unread)
    gaps += [
        Gap(kind="language", text=f"{_count(n, 'report')} on these topics not read: language {code}.")
        for code, n in sorted(languages.items())
    ]
    if missing := sum(lacks_page(read.article) for read in reads):
        what = f"{_count(missing, 'report')} read in the feed's own words only, without the page."
        gaps.append(Gap(kind="page", text=what))
    if single := sum(story.origins == 1 for story in stories):
        gaps.append(Gap(kind="origin", text=f"{single} of {_count(len(stories), 'story')} rest on a single origin."))
    for topic in topics:
        silent = [
            side
            for side in topic.sides
            if not any(topic.name in read.topics and _speaks_for(side, read.feed) for read in reads)
        ]
        gaps += [Gap(kind="side", text=f"{topic.name}: {text}") for text in _not_heard(silent, feeds, unread)]
    return tuple(gaps)


def _not_heard(sides: Sequence[Side], feeds: Sequence[FeedResult], unread: Sequence[Article]) -> list[str]:
    """A sentence for all sides that none of the feeds is of, then one for each of the others, with the reason."""
    own = {side.name: [feed for feed in feeds if _speaks_for(side, feed)] for side in sides}
    said = []
    if without := [name for name, found in own.items() if not found]:
        were, them = ("was", "it") if len(without) == 1 else ("were", "them")
        names = " and ".join(part for part in (", ".join(without[:-1]), without[-1]) if part)
        said.append(f"{names} {were} not heard: no feed of {them} is among the sources.")
    return said + [f"{name} was not heard. {_why_not(found, unread)}" for name, found in own.items() if found]


def _speaks_for(side: Side, feed: Feed | FeedResult) -> bool:
    return feed.country in side.countries or feed.publisher in side.publishers


def _why_not(own: Sequence[FeedResult], unread: Sequence[Article]) -> str:
    """Why no report of a side was read: its feeds failed, had nothing on the topic, or in languages not read."""
    failed = [f"{feed.publisher}: {feed.detail}" for feed in own if not was_read(feed)]
    if len(failed) == len(own):
        return f"None of its feeds could be read ({'; '.join(failed)})."
    urls = {feed.url for feed in own}
    is_foreign = any(article.feed_url in urls for article in unread)
    why = "with reports in a language that no installed model reads" if is_foreign else "without a report on the topic"
    read = len(own) - len(failed)
    if failed:
        were = "was" if read == 1 else "were"
        return f"{read} of its {len(own)} feeds {were} read, {why}; not read: {'; '.join(failed)}."
    return f"Its feed was read, {why}." if read == 1 else f"Its {read} feeds were read, {why}."


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
