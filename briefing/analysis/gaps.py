"""What an edition could not see, in sentences; what is behind each of them is in the edition too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.analysis.reading import Read
from briefing.types import Article, FeedResult, Gap, Story


def lacks_page(article: Article) -> bool:
    """Whether the text is what the feed gave because the page could not be had."""
    return article.source == "feed" and bool(article.notes)


def find_gaps(
    feeds: Sequence[FeedResult], unread: Sequence[Article], reads: Sequence[Read], stories: Sequence[Story]
) -> tuple[Gap, ...]:
    """The gaps of a day: feeds, then languages, pages and single origins. `unread` are texts in languages not read."""
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
    return tuple(gaps)


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
