"""When: the time expressions of a sentence, and the days that they mean, counted from the day of publication.

The kinds are those of TimeML (Pustejovsky et al. 2003) that name days: dates (18 November, Nov. 18, 2026), weekdays
(late on Friday), days and periods relative to the text's own date (yesterday, two days ago, last week, overnight).
What leans on another expression (the day before, three days later) and what is no calendar day (31 February) has no
days. The clock is never asked: without a date of publication only a date with its year has days.

A weekday is the latest one up to the publication, or the next one from it where the words before it in its clause
look ahead (will meet on Friday). A date without a year is likewise the latest one, or the next one; up to two
months ahead it needs no such words (the vote of 3 December). A week is Monday to Sunday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from briefing.types import Figure, Range

#: First and last day.
Days = tuple[date, date]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SMALL = "a one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: max(1, number) for number, word in enumerate(_SMALL)} | {"an": 1}

_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:.,]*[0-9])"
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_DIGITS = r"(?P<year>(?:1[5-9]|20)[0-9]{2})"
_YEAR = _DIGITS + r"(?![0-9]|[,.][0-9])"
_COUNT = r"(?P<count>[0-9]{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_PART = r"(?:\s(?:morning|afternoon|evening|night|midday|noon))?"
#: A year or month by itself is a time only behind one of these.
_BEHIND = r"(?<=\b[Ii]n\s)|(?<=\b[Bb]y\s)|(?<=\b[Ss]ince\s)|(?<=\b[Uu]ntil\s)|(?<=\b[Ff]rom\s)|(?<=\b[Dd]uring\s)"

#: What looks ahead, before a weekday in its clause or, where that opens the clause, behind it.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|won['’]t|going\sto|(?:is|are)\sdue|(?:is|are|expected|scheduled|set|plans?|planned|likely"
    r"|hopes?|aims?)\s(?:to|for))\b|['’]ll\b|\b(?:by|until)\s(?:late\s|early\s)?$",
    re.IGNORECASE,
)
#: Where the clause of a time expression begins at the latest.
_CLAUSE = re.compile(r"[,;:—–“”\"]|\b(?:said|says|told|announced|that)\b")
#: A date without a year and without words that look ahead may lie so far behind the publication, and no further.
_SOON = timedelta(days=60)
#: Characters on either side of an expression that are looked at for words that look ahead.
_NEAR = 120


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What an expression is counted from: the day of publication, and whether its clause looks ahead of it."""

    day: date
    ahead: bool


_Rule = Callable[[re.Match[str], _Anchor], Days | None]


def find_times(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The ranges of the time expressions within `[start, end)`, in order; they do not overlap."""
    return tuple(match.span() for match in _ANY.finditer(text, start, end))


def resolve(text: str, expression: Range, published: datetime | None) -> Days | None:
    """The days that a time expression of a text means; the day of publication is the one of its own time zone."""
    found = ((pattern.fullmatch(text, *expression), rule) for pattern, rule in _RULES)
    match, rule = next((pair for pair in found if pair[0]), (None, None))
    if match is None or rule is None:
        return None
    groups = match.groupdict()
    if published is None and not (groups.get("year") and groups.get("day")):
        return None
    day = published.date() if published else date.min
    try:
        days = rule(match, _Anchor(day, _looks_ahead(text, expression)))
    except (ValueError, OverflowError):  # what no calendar has
        return None
    since = re.search(r"\bsince\s$", text[max(0, expression[0] - 6) : expression[0]], re.IGNORECASE)
    return (days[0], max(days[1], day)) if days and since else days


def as_of(text: str, figure: Figure, published: datetime | None) -> date | None:
    """The day that a figure holds for: the last of the days that its text gives, and not after a past publication.

    None where the text gives none; it was then true, at the best, when the text was published.
    """
    days = resolve(text, figure.when, published) if figure.when else None
    if days is None:
        return None
    first, last = days
    return min(last, published.date()) if published and first <= published.date() else last


def date_figure(text: str, figure: Figure, published: datetime | None) -> Figure:
    """The figure of a digest with its day, now that the date of the article is at hand."""
    return replace(figure, as_of=as_of(text, figure, published))


def _looks_ahead(text: str, expression: Range) -> bool:
    start, end = expression
    before = text[max(0, start - _NEAR) : start]
    clause = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
    if clause.split() not in ([], ["On"], ["on"]):
        return bool(_AHEAD.search(clause))
    behind = _CLAUSE.split(text[end : end + _NEAR], maxsplit=1)[0]
    return bool(_AHEAD.search(behind))


# ---------------------------------------------------------------- rules


def _iso(match: re.Match[str], _anchor: _Anchor) -> Days:
    found = date(int(match["year"]), int(match["number"]), int(match["day"]))
    return found, found


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3].lower()) + 1


def _date(match: re.Match[str], anchor: _Anchor) -> Days | None:
    month, number, year = _month_number(match), int(match["day"]), match["year"]
    years = (int(year),) if year else (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1)
    found = [date(y, month, number) for y in years if 1 <= number <= monthrange(y, month)[1]]
    if not found:
        return None
    if anchor.ahead:
        chosen = min((d for d in found if d >= anchor.day), default=found[-1])
    else:
        chosen = max((d for d in found if d - anchor.day <= _SOON), default=found[0])
    return chosen, chosen


def _month(match: re.Match[str], anchor: _Anchor) -> Days:
    month = _month_number(match)
    if match["year"]:
        year = int(match["year"])
    else:
        later = month > anchor.day.month
        year = anchor.day.year + (anchor.ahead and month < anchor.day.month) - (later and not anchor.ahead)
    return _whole_month(year, month)


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(match: re.Match[str], _anchor: _Anchor) -> Days:
    return _whole_year(int(match["year"]))


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _weekday(match: re.Match[str], anchor: _Anchor) -> Days:
    which = (match["which"] or "").lower()
    number = _WEEKDAYS.index(match["weekday"].lower())
    if which == "next" or (anchor.ahead and which != "last"):
        distance = (number - anchor.day.weekday()) % 7
        found = anchor.day + timedelta(days=distance or (7 if which == "next" else 0))
    else:
        distance = (anchor.day.weekday() - number) % 7
        found = anchor.day - timedelta(days=distance or (7 if which == "last" else 0))
    return found, found


_NEAR_DAYS = {"yesterday": (-1, -1), "last night": (-1, -1), "overnight": (-1, 0), "tomorrow": (1, 1)}


def _near_day(match: re.Match[str], anchor: _Anchor) -> Days:
    words = " ".join(match[0].lower().split())
    first, last = next((shift for name, shift in _NEAR_DAYS.items() if words.startswith(name)), (0, 0))
    return anchor.day + timedelta(days=first), anchor.day + timedelta(days=last)


def _number(match: re.Match[str]) -> int:
    count = (match["count"] or "1").lower()
    return _NUMBERS.get(count) or int(count)


def _period(unit: str, day: date, shift: int) -> Days:
    """The whole day, week, weekend, month or year that lies `shift` of its kind from that of the day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return _whole_month(months // 12, months % 12 + 1)
    if unit == "year":
        return _whole_year(day.year + shift)
    found = day + timedelta(days=shift)
    return found, found


def _ago(match: re.Match[str], anchor: _Anchor) -> Days:
    unit, count = match["unit"].lower(), _number(match)
    if unit == "hour":
        return anchor.day - timedelta(days=(count + 23) // 24), anchor.day - timedelta(days=count // 24)
    return _period(unit, anchor.day, -count)


def _past(match: re.Match[str], anchor: _Anchor) -> Days:
    unit, count = match["unit"].lower(), _number(match)
    days = -(-count // 24) if unit == "hour" else count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    return anchor.day - timedelta(days=days), anchor.day


def _this(match: re.Match[str], anchor: _Anchor) -> Days:
    shift = {"last": -1, "previous": -1, "this": 0, "next": 1}[match["which"].lower()]
    return _period(match["unit"].lower(), anchor.day, shift)


def _weekend(match: re.Match[str], anchor: _Anchor) -> Days:
    """The one that is or was last; the next one where the words look ahead."""
    which = (match["which"] or "").lower()
    saturday = anchor.day - timedelta(days=(anchor.day.weekday() - 5) % 7)
    within = anchor.day.weekday() >= 5
    if which == "next" or (which in ("", "this") and anchor.ahead and not within):
        saturday += timedelta(weeks=1)
    if which == "last" and within:
        saturday -= timedelta(weeks=1)
    return saturday, saturday + timedelta(days=1)


def _rules() -> Iterator[tuple[str, _Rule]]:
    yield rf"{_DIGITS}-(?P<number>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])", _iso
    yield rf"{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?", _date
    yield rf"{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?", _date
    yield rf"{_MONTH},?\s{_YEAR}", _month
    yield rf"(?:{_BEHIND}){_MONTH}(?:,?\s{_YEAR})?", _month
    yield rf"(?:{_BEHIND}){_YEAR}", _year
    yield rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)?{_WEEKDAY}{_PART}", _weekday
    yield (
        r"(?i:yesterday|today|tonight|tomorrow|overnight|last\snight|this\s(?:morning|afternoon|evening))" + _PART,
        _near_day,
    )
    yield rf"(?i:{_COUNT}\s(?P<unit>hour|day|week|month|year)s?\sago)", _ago
    yield rf"(?i:the\s(?:past|last|previous)\s(?:{_COUNT}\s)?(?P<unit>hour|day|week|month|year)s?)", _past
    yield r"(?i:(?P<which>last|previous|this|next)\s(?P<unit>week|month|year))", _this
    yield r"(?i:(?:the|(?P<which>last|this|next))\sweekend)", _weekend


_RULES = tuple((re.compile(pattern), rule) for pattern, rule in _rules())
_ANY = re.compile(
    r"(?<![\w.,:-])(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern, _ in _rules()) + r")(?![\w-])"
)
