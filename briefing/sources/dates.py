"""The dates of feeds -> moments in UTC, or None where a date cannot be believed. Pure.

Feeds should use RFC 822 (RSS) or RFC 3339 (Atom, JSON Feed); in practice everything that a program ever printed occurs.
The forms are tried in this order:

1. seconds or milliseconds since 1970, nine digits or more and nothing else
2. year first: `2026-02-18T10:00:00.5+05:45`, `20260218T1000Z`, `2026/2/18 10:00`, `2026-049`, `2026-02`, `2026年2月`
3. a month by its name, in any order of day and year: RFC 822, asctime, `February 18, 2026, 9:05 pm`, `18 лютого 2026`
4. numbers alone: `18.02.2026` has the day first; with slashes or hyphens the order must show in a number over 12 or in
   am or pm, which Americans write; `03/02/2026` may be either day, so it is none

Names of weekdays are passed over, wrong ones too. A time without a zone, or with one that is unknown, is taken as UTC.
24:00 is the midnight that ends the day, and second 60 is 59 (RFC 3339 allows leap seconds, Python has none). What no
calendar has (31 February) and what lies before 1990, when there was no web, is not believed. Dates in the future are
left for others to judge.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

#: The first web page is of 1990; a feed that says 1900, 1970 or year 1 means that it does not know.
FIRST_YEAR = 1990

#: Longest text that is looked at; real dates have at most some 60 characters.
_LONGEST = 200

#: How the names of months begin, by month: English, German, French, Spanish, Italian, Portuguese, Dutch, Romanian, the
#: Scandinavian languages, Czech, Polish, Turkish, Hungarian, Indonesian, Russian, Ukrainian, Belarusian, Bulgarian,
#: Greek, Arabic, Hebrew. The longest beginning that fits wins.
_MONTHS = (
    "jan ene gen ian led sty oca янв січ сту яну ιαν يناير ינואר",
    "feb fev fév uno úno lut sub şub фев лют φεβ فبراير פברואר",
    "mar maa mrt bre mär бер сак мар μαρ مارس מרץ",
    "apr avr abr dub kwi nis áp апр кві кра απρ ابريل אפריל",
    "may mai mag maj mei kve maio май мая тра μαι مايو מאי",
    "jun juin giu iun cze cerven cervn haz июн чер чэр юни ιουν يونيو יוני",
    "jul juil lug iul lip cervenc cervenec tem июл лип ліп юли ιουλ يوليو יולי",
    "aug aou ago agu srp sie авг сер жні αυγ اغسطس אוגוסט",
    "sep set wrz zar eyl sze сен вер сеп σεπ سبتمبر ספטמבר",
    "oct okt ott out rij paz eki окт жов кас οκτ اكتوبر אוקטובר",
    "nov noi lis kas ноя ное ліс лис νοε نوفمبر נובמבר",
    "dec dez dic des pro gru ara дек гру сне δεκ ديسمبر דצמבר",
)

#: Names of zones, after their hours ahead of UTC: those of RFC 822 and what publishers use. Where a name means several
#: zones, the one with most readers is meant (IST is India's).
_ZONE_NAMES = (
    "-10 hst; -9 akst; -8 pst pt akdt; -7 mst mt pdt; -6 cst ct mdt; -5 est et cdt; -4 ast edt; -3.5 nst;"
    "-3 adt brt art; -2.5 ndt; 0 ut utc gmt z wet; 1 bst west cet met wat; 2 cest mest eet cat sast;"
    "3 eest msk trt eat; 4 msd gst; 5 pkt; 5.5 ist; 5.75 npt; 7 ict wib; 8 hkt sgt pht awst; 9 jst kst;"
    "10 aest; 11 aedt; 12 nzst; 13 nzdt"
)
_ZONES = {name: float(hours) for hours, *names in map(str.split, _ZONE_NAMES.split(";")) for name in names}

_EPOCH = re.compile(r"(\d{9,10}|\d{13})(?:\.\d{1,9})?", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:([-/.])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?(?!\d)|-(\d{3})(?!\d)|(\d\d)(\d\d)(?!\d))(?=$|[T\s,(])",
    re.ASCII,
)
_YEAR_ALONE = re.compile(r"\d{4}", re.ASCII)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)", re.ASCII)
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?(?!\d)(?:\s?([ap])\.?m\b\.?)?", re.ASCII | re.IGNORECASE
)
_TIME_COMPACT = re.compile(r"T(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,]\d{1,9})?(?![\d:])()", re.ASCII)
_ZONE = re.compile(r"\s*\(?(?:etc/)?([a-z]{1,5})?\)?\s*(?:([+-])(\d\d|\d):?(\d\d)?(?!\d))?", re.ASCII | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)", re.ASCII)
#: Chinese, Japanese and Korean: year, month and day are marked, each by its own word.
_MARKED = str.maketrans({"年": "-", "년": "-", "月": "-", "월": "-", "日": " ", "일": " ", "−": "-", "\u2010": "-"})


def parse_date(text: str | None) -> datetime | None:
    """The moment that `text` names, in UTC, to the second; None for what is no date or cannot be believed."""
    if not text or len(text) > _LONGEST:
        return None
    folded = _folded(text)
    try:
        moment = _since_1970(folded) or _written(folded)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and moment.year >= FIRST_YEAR else None


def _folded(text: str) -> str:
    """In lower case without accents, digits as ASCII: `Févr.` is `fevr.`, an Arabic or full-width 1 is 1."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_MARKED))
    bare = "".join(str(unicodedata.decimal(each, each)) for each in spread if not unicodedata.combining(each))
    return " ".join(bare.lower().replace("ı", "i").replace("ł", "l").split())


_MONTH_OF = {_folded(name): month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}


def _since_1970(text: str) -> datetime | None:
    found = _EPOCH.fullmatch(text)
    if found is None:
        return None
    seconds = int(found[1]) // (1000 if len(found[1]) == 13 else 1)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _written(text: str) -> datetime | None:
    """A date in words or numbers. The time is found first, so that its numbers are not taken for a year."""
    text = re.sub(r"(?<=\d)t(?=\d)", "T", text)
    time = _TIME.search(text) or _TIME_COMPACT.search(text)
    zone = _ZONE.match(text, time.end()) if time else None
    rest = text if time is None else f"{text[: time.start()].rstrip('T')} {text[zone.end() if zone else time.end() :]}"
    rest = rest.strip()
    american = time is not None and bool(time[4])
    day = _year_first(rest) or _month_by_name(rest) or _numbers(rest, american=american)
    if day is None:
        return None
    return day + _clock(time) - _offset(zone)


def _year_first(text: str) -> datetime | None:
    found = _YEAR_FIRST.search(text)
    if found is None:
        return datetime(int(text), 1, 1, tzinfo=UTC) if _YEAR_ALONE.fullmatch(text) else None
    year, _, month, day, ordinal, compact_month, compact_day = found.groups()
    if ordinal:
        return datetime(int(year), 1, 1, tzinfo=UTC) + timedelta(days=_within(int(ordinal), 1, 366) - 1)
    return datetime(int(year), int(month or compact_month), int(day or compact_day or 1), tzinfo=UTC)


def _month_by_name(text: str) -> datetime | None:
    # The last name counts: "mar. 18 févr." begins with a Tuesday.
    month = next(filter(None, map(_month, reversed(_WORD.findall(text)))), None)
    numbers = _NUMBER.findall(text)
    if month is None or len(numbers) < 2:
        return None
    years = [number for number in numbers if len(number) > 2] or numbers[1:2]
    days = [number for number in numbers if number != years[0]] or numbers[:1]
    return datetime(_full_year(years[0]), month, int(days[0]), tzinfo=UTC)


def _month(word: str) -> int | None:
    return next((_MONTH_OF[word[:n]] for n in range(len(word), 1, -1) if word[:n] in _MONTH_OF), None)


def _numbers(text: str, *, american: bool) -> datetime | None:
    found = _NUMBERS.search(text)
    if found is None:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), _full_year(found[4])
    if mark == "." or first > 12 or first == second:
        return datetime(year, second, first, tzinfo=UTC)
    if second > 12 or american:
        return datetime(year, first, second, tzinfo=UTC)
    return None


def _full_year(digits: str) -> int:
    """RFC 2822, section 4.3: 00-49 are 2000-2049, 50-99 are 1950-1999, three digits count from 1900."""
    year = int(digits)
    if len(digits) > 3:
        return year
    return year + (2000 if len(digits) < 3 and year < 50 else 1900)


def _clock(time: re.Match[str] | None) -> timedelta:
    if time is None:
        return timedelta()
    hour, minute, second = int(time[1]), int(time[2] or 0), int(time[3] or 0)
    if time[4]:
        hour = _within(hour, 1, 12) % 12 + (12 if time[4] == "p" else 0)
    _within(hour * 3600 + _within(minute, 0, 59) * 60, 0, 24 * 3600)
    return timedelta(hours=hour, minutes=minute, seconds=min(59, _within(second, 0, 60)))


def _offset(zone: re.Match[str] | None) -> timedelta:
    """How far the zone is ahead of UTC; a number counts for more than a name."""
    if zone is None:
        return timedelta()
    name, sign, hours, minutes = zone.groups()
    if not sign:
        return timedelta(hours=_ZONES.get(name or "", 0.0))
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    # No place is further than 14 hours from UTC, so what says more is no zone.
    return timedelta() if ahead > timedelta(hours=14) else -ahead if sign == "-" else ahead


def _within(value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise ValueError(value)
    return value
