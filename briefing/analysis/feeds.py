"""How each feed fared on a day, in words that a reader understands."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.analysis.entries import link_key
from briefing.types import Feed, FeedResult, FeedStatus, ParsedFeed, Response

#: What is said of a feed that was read with such a flag.
_FLAGGED = {
    "encoding-guessed": "its encoding was guessed",
    "repaired": "not well-formed, and repaired",
    "capped": "larger than what is read of a feed",
    "truncated": "cut off",
}
#: What is said of a feed that answers with nothing in it.
NO_ENTRIES = "the feed has no entries"
#: How the clause begins that is told only of a feed that has nothing new.
_OWN_ADDRESS = "gives its address as "


def judge_feed(
    feed: Feed,
    *,
    status: FeedStatus | None,
    reason: str | None,
    detail: str,
    entries: int,
    newest: datetime | None,
    end: datetime,
    stale_after: timedelta,
    goes_on: bool = False,
) -> FeedResult:
    """The result of a feed for the day that ends at `end`.

    `status` is how the reading went (None: it was not asked), `detail` why it failed or what is to be remarked of a
    feed that was read, `entries` how many of its entries lie in the day, `newest` its newest entry before `end`;
    `goes_on`: it has entries after that. A feed that answers and has had nothing new for longer than `stale_after` is
    stale: an answer alone is no sign of life. Only of such a feed, or an empty one, is it told that it gives another
    address as its own.
    """
    if status is None:
        status, reason, detail = "failed", "not-read", "was not asked for this day"
    elif status in ("ok", "unchanged", "empty"):
        said = detail.removeprefix(NO_ENTRIES).removeprefix("; ")
        remark = f"; {said}" if said else ""
        if newest is None:
            what = "with nothing older than the end of this edition" if goes_on else "without entries"
            status, reason, detail = "empty", "empty", f"answers, but {what}{remark}"
        elif newest < end - stale_after:
            status, reason, detail = "stale", "stale", f"answers, but with nothing newer than {_day(newest)}{remark}"
        elif entries:
            status, reason, detail = "ok", None, _without_own_address(said)
        else:
            detail = _without_own_address(detail)
    return FeedResult(
        url=feed.url,
        publisher=feed.publisher,
        country=feed.country,
        language=feed.language,
        kind=feed.kind,
        status=status,
        reason=reason,
        detail=detail,
        entries=entries,
        newest=newest,
    )


def _without_own_address(detail: str) -> str:
    return "; ".join(clause for clause in detail.split("; ") if not clause.startswith(_OWN_ADDRESS))


def remarks(response: Response, parsed: ParsedFeed, *, asked: str) -> str:
    """What the operator should know of a feed although it was read, in one clause; empty for most feeds.

    `asked` is the address in feeds.yaml. Where a feed says that it is elsewhere is for a person to judge: nothing asks
    there, and addresses that differ in scheme, `www.`, case, a slash at the end or marks of readers are the same.
    """
    said = [words for flag, words in _FLAGGED.items() if flag in parsed.flags]
    if {"capped", "truncated"} & set(parsed.flags):
        number = len(parsed.entries)
        said[-1] += f", {number:,} {'item' if number == 1 else 'items'} kept"
    if response.moved_to:
        said.append(f"has moved to {response.moved_to}: change it in feeds.yaml")
    known = {_key(address) for address in (asked, response.url, response.moved_to)}
    if parsed.new_address and _key(parsed.new_address) not in known:
        said.append(f"says that it has moved to {parsed.new_address}: if so, change it in feeds.yaml")
        known.add(_key(parsed.new_address))
    if parsed.own_address and _key(parsed.own_address) not in known:
        said.append(f"{_OWN_ADDRESS}{parsed.own_address}: see whether that one goes on")
    if response.downgraded:
        said.append("led from https to http")
    return "; ".join(said)


def _key(address: str | None) -> str:
    return (link_key(address) or "").casefold()


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def was_read(result: FeedResult) -> bool:
    """Whether the feed answered with a feed, however old or empty."""
    return result.status in ("ok", "unchanged", "empty", "stale")
