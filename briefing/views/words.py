"""The words of the pages in one place: dates and times in the edition's zone, figures, and fixed names of things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from briefing.types import ActorKind, CitedSentence, Direction, FeedKind, FeedResult, Report, StatementKind

#: Keeps a number and what it counts, or a day and its month, on one line.
NBSP = "\u00a0"

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: What kind of publisher it is.
KINDS: dict[FeedKind, str] = {
    "state": "state-controlled",
    "wire": "news agency",
    "public": "public",
    "private": "private",
    "official": "official",
    "ngo": "non-governmental",
}

#: Who directs a publisher, where somebody does: a warning beside its name.
DIRECTIONS: dict[Direction, str] = {"state": "state-controlled", "party": "run by a belligerent"}

#: What kind of actor it is.
ACTOR_KINDS: dict[ActorKind, str] = {"person": "Person", "organization": "Organization", "place": "Place"}

#: How near a statement is to the speaker's own words; nothing is said of a quotation.
WORDINGS: dict[StatementKind, str] = {"direct": "", "mixed": "partly in their words", "indirect": "indirect speech"}

#: Languages of the world's news by their codes (ISO 639-1).
LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "ha": "Hausa", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "my": "Burmese",
    "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "th": "Thai", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def warning(source: Report | FeedResult) -> str | None:
    """What a reader must know of who directs a publisher; None where nobody is known to."""
    direction = source.directed or ("state" if source.kind == "state" else None)
    return DIRECTIONS[direction] if direction else None


def kind_of(source: Report | FeedResult) -> str:
    """What kind of publisher it is, or who directs it."""
    return warning(source) or KINDS[source.kind]


#: Stands behind a sentence that a model wrote and that could not be checked far enough, in every face.
NOT_VERIFIED = "[not verified]"


def marked(sentence: CitedSentence, text: str | None = None) -> str:
    """The words of a sentence, or `text` for them, with its mark if it has to bear one."""
    words = sentence.text if text is None else text
    return words if sentence.verified else f"{words} {NOT_VERIFIED}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts: "1 story", "1,286 entries"."""
    return f"{number:,}{NBSP}{one if number == 1 else many or f'{one}s'}"


def listed(items: Sequence[str]) -> str:
    """Items in a sentence: "a, b and c"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def day_and_month(day: date) -> str:
    """A day and its month: 20 November."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"


def month_name(day: date) -> str:
    """The month that a day lies in: November 2026."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def weekday_name(day: date) -> str:
    """A day with its name: Friday 20 November."""
    return f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}"


def day_name(day: date) -> str:
    """A day in full: Saturday 21 November 2026."""
    return f"{weekday_name(day)}{NBSP}{day.year}"


def day_span(first: date, last: date) -> str:
    """From one day to another: 8 to 21 November 2026."""
    end = f"{day_and_month(last)}{NBSP}{last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{day_and_month(first)}{f'{NBSP}{first.year}' if first.year != last.year else ''} to {end}"


class Times:
    """Moments in the words of a time zone, for a page about `year`; a zone that is not known counts as UTC."""

    def __init__(self, zone: str, *, year: int) -> None:
        self.year = year
        self.zone: tzinfo
        try:
            self.zone = ZoneInfo(zone)
        except (LookupError, ValueError, OSError):
            self.zone = UTC

    def date(self, moment: datetime) -> date:
        """The day on which a moment lies."""
        return moment.astimezone(self.zone).date()

    def clock(self, moment: datetime) -> str:
        """The time with its zone: 05:40 UTC."""
        local = moment.astimezone(self.zone)
        name = local.tzname() or "UTC"
        return f"{local:%H:%M}{NBSP}{name if name[0].isalpha() else f'UTC{name}'}"

    def hour(self, moment: datetime) -> str:
        """The time alone, where its zone stands above it: 21:05."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def zone_name(self, moment: datetime) -> str:
        """What the zone is called at a moment: UTC, EET."""
        return self.clock(moment).partition(NBSP)[2]

    def brief(self, moment: datetime) -> str:
        """Day and time: 20 Nov, 21:05."""
        local = moment.astimezone(self.zone)
        return f"{self._day(local)},{NBSP}{local:%H:%M}"

    def full(self, moment: datetime) -> str:
        """Day, time and zone: 20 Nov, 16:42 UTC."""
        return f"{self._day(moment.astimezone(self.zone))},{NBSP}{self.clock(moment)}"

    def _day(self, local: datetime) -> str:
        year = "" if local.year == self.year else f"{NBSP}{local.year}"
        return f"{local.day}{NBSP}{MONTHS[local.month - 1][:3]}{year}"
