"""The page Sources: every feed with how it fares, in words and in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from briefing.register import FeedRecord
from briefing.types import FeedResult
from briefing.views.masthead import About, about_head, command
from briefing.views.safe import Element, Node, checked, clipped, element, isolated, plain
from briefing.views.words import KINDS, LANGUAGES, NBSP, Times, count, day_and_month, warning, weekday_name

#: Days that the record looks back.
RECORD_DAYS = 30
_LONGEST = 120
#: With two addresses in it.
_LONGEST_REASON = 500
#: A feed that failed on more than this share of the days is named as unreliable.
_UNRELIABLE = 0.2
_STATUS_ORDER = ("failed", "blocked", "stale", "empty", "ok", "unchanged")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSheet:
    """The feeds as the newest edition has them, and their records."""

    #: The day of the edition.
    day: date
    feeds: tuple[FeedResult, ...]
    records: Mapping[str, FeedRecord]
    #: A sentence, where the records cannot be read.
    fault: str | None = None


def sources_page(sheet: FeedSheet, about: About) -> Node:
    """The masthead, the feeds in words, and a row for each."""
    failed = [feed for feed in sheet.feeds if feed.status in ("failed", "blocked")]
    zone = about.times.zone_name(datetime.combine(sheet.day, time(), tzinfo=UTC))
    tree = element(
        "div",
        about_head("Sources", about, element("p", f"As of the edition of {weekday_name(sheet.day)}, times in {zone}")),
        element("p", plain(sheet.fault), class_="notice", dir="auto") if sheet.fault else None,
        element("div", element("p", *_in_words(sheet, failed)), class_="coverage"),
        _table(sheet, about.times) if sheet.feeds else element("p", "This edition lists no feed.", class_="empty"),
        _meaning(),
        class_="page",
    )
    return checked(tree)


def _in_words(sheet: FeedSheet, failed: Sequence[FeedResult]) -> list[Node]:
    read = len(sheet.feeds) - len(failed)
    entries = sum(record.entries for record in sheet.records.values())
    used = sum(record.used for record in sheet.records.values())
    shaky = [feed for feed in sheet.feeds if _failure_share(_record(sheet, feed)) > _UNRELIABLE]
    sentences: list[Node] = [element("b", f"{read:,} of {count(len(sheet.feeds), 'feed')}"), " could be read. "]
    if entries:
        sentences.append(
            f"Editions list {used:,} of the {count(entries, 'entry', 'entries')} of {RECORD_DAYS}{NBSP}days,"
            f" {_percent(used / entries)}. "
        )
    if shaky:
        sentences.append(f"{count(len(shaky), 'feed')} failed on more than a fifth of the days.")
    return sentences


def _failure_share(record: FeedRecord) -> float:
    return record.failed / record.asked if record.asked else 0


def _record(sheet: FeedSheet, feed: FeedResult) -> FeedRecord:
    return sheet.records.get(feed.url, FeedRecord())


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or share == 0 else "less than 1%"


_HEADS = ("Source", "On this day", "Newest item", "Failures", "Entries used", "Mean delay")


def _table(sheet: FeedSheet, times: Times) -> Element:
    """The feeds, those that could not be read first, then by name."""
    order = {status: place for place, status in enumerate(_STATUS_ORDER)}
    feeds = sorted(
        sheet.feeds, key=lambda feed: (min(order[feed.status], 4), plain(feed.publisher).casefold(), feed.url)
    )
    return element(
        "table",
        element("caption", "The feeds, those that could not be read first", class_="unseen"),
        element("thead", element("tr", *(element("th", head, scope="col") for head in _HEADS))),
        element("tbody", *(_row(feed, _record(sheet, feed), times) for feed in feeds)),
        class_="listing feeds",
    )


def _row(feed: FeedResult, record: FeedRecord, times: Times) -> Element:
    newest = max((moment for moment in (feed.newest, record.newest) if moment), default=None)
    return element(
        "tr",
        element(
            "th",
            element("p", clipped(feed.publisher, _LONGEST) or "Without a name", class_="name", dir="auto"),
            element("p", *_about(feed), class_="meta"),
            scope="row",
        ),
        element("td", *_status(feed)),
        _cell(
            "newest item", element("time", times.brief(newest), datetime=newest.isoformat()) if newest else "none yet"
        ),
        _cell("failures", *_failures(record, shown=feed.detail)),
        _cell("entries used", _used(record)),
        _cell("mean delay", _delay(record)),
    )


def _cell(label: str, *children: Node) -> Element:
    """A cell; on a phone with its label."""
    return element("td", element("span", f"{label}: ", class_="narrow") if label else None, *children)


def _about(feed: FeedResult) -> list[Node]:
    kind = element("b", mark) if (mark := warning(feed)) else KINDS[feed.kind]
    code = feed.language.partition("-")[0].lower()
    return [kind, f", {isolated(clipped(feed.country, _LONGEST))}, {LANGUAGES.get(code, plain(feed.language)[:20])}"]


def _status(feed: FeedResult) -> list[Node]:
    if feed.status in ("ok", "unchanged"):
        return [f"read, {_new(feed)}{_detail(feed)}"]
    word = {"failed": "failed", "blocked": "blocked", "stale": "silent", "empty": "empty"}[feed.status]
    is_bad = feed.status in ("failed", "blocked")
    return [element("b", word, class_="alert" if is_bad else None), _detail(feed)]


def _new(feed: FeedResult) -> str:
    return count(feed.entries, "new entry", "new entries") if feed.entries else "nothing new"


def _detail(feed: FeedResult) -> str:
    return f": {isolated(clipped(feed.detail, _LONGEST_REASON))}" if feed.detail else ""


def _failures(record: FeedRecord, *, shown: str) -> list[Node]:
    """How often and why; a reason that stands beside it already is not told again."""
    if not record.asked:
        return ["not asked before"]
    if not record.failed:
        return [f"none in {count(record.asked, 'day')}"]
    last = f", last on {day_and_month(record.last_failure)}" if record.last_failure else ""
    is_new = record.last_reason and record.last_reason != shown
    why = f": {isolated(clipped(record.last_reason or '', _LONGEST_REASON))}" if is_new else ""
    return [f"{record.failed:,} in {count(record.asked, 'day')}{last}{why}"]


def _used(record: FeedRecord) -> str:
    if not record.entries:
        return "none"
    return f"{record.used:,} of {record.entries:,}, {_percent(record.used / record.entries)}"


def _delay(record: FeedRecord) -> str:
    if record.delay is None:
        return "not known"
    if record.delay < 1:
        return "less than an hour"
    if record.delay < 48:
        return count(round(record.delay), "hour")
    return count(round(record.delay / 24), "day")


def _meaning() -> Element:
    return element(
        "footer",
        element("h2", "What this means"),
        element(
            "p",
            f"Failures, entries and delays are of the last {RECORD_DAYS} days. An entry is used when an edition lists"
            " its report; most entries are on other topics. The delay is the mean time from an entry's own date to when"
            " it was first read: with one run a day about twelve hours. A silent feed answers, but its newest item is"
            " old.",
        ),
        element("p", "To add, change or drop a feed, edit feeds.yaml. To try all of them now: ", command("check")),
        class_="made",
    )
