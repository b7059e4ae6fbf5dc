"""What the status and the headers of a reply mean. Pure: `http.py` asks here before it hands a reply on.

| reply                                                   | outcome                                              |
|---------------------------------------------------------|------------------------------------------------------|
| 200, 203                                                | the reply, unless it is a log-in or a challenge page |
| 304 to a conditional request                            | the reply, without a body                            |
| 401, 402, 403, 407, 451, 511; marks of a challenge      | BlockedError `blocked`                               |
| 410                                                     | FetchError `gone`                                    |
| 429; 503 with a Retry-After that can be understood      | FetchError `rate-limited`, with `retry_after`        |
| other 5xx                                               | TransientError `http-error`: worth a second attempt  |
| everything else, also a 304 that nobody asked for       | FetchError `http-error`                              |
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from briefing.errors import BlockedError, FetchError, SourceError
from briefing.sources.dates import parse_date
from briefing.types import Response

#: Longest pause that a server may ask for; ten years are a mistake.
MAX_PAUSE = timedelta(days=31)
#: Longest time for which a feed is taken to say nothing new because its server says so: some promise a day, or a year,
#: of feeds that change every hour.
MAX_FRESH = timedelta(hours=1)

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT_REDIRECTS = frozenset({301, 308})
#: Replies whose body is what was asked for; 203 comes from proxies that change something on the way.
WITH_BODY = frozenset({200, 203})

_TURNED_AWAY = frozenset({401, 402, 403, 407, 451, 511})

#: Headers that bot protections set on a challenge, with the values that say so.
_CHALLENGES = {"cf-mitigated": {"challenge"}, "x-amzn-waf-action": {"challenge", "captcha"}}
#: What only the challenge pages of Cloudflare, DataDome and HUMAN hold; their scripts for ordinary pages do not.
_CHALLENGE_PAGE = re.compile(
    rb"_cf_chl_opt|captcha-delivery\.com|id=[\"']px-captcha|<title>Just a moment\.\.\.", re.IGNORECASE
)
#: A challenge is a small page; an article about one is not.
_CHALLENGE_SIZE = 65_536
#: The beginning of a page: a feed has other tags first. Portals leave `html` out, or put something before it.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--.*?-->|<\?[^>]*>)*+<(?:!doctype\s+html|html|head|title|body|meta|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOG_IN = re.compile(
    rb"<input[^>]{0,200}type=[\"']?password"
    rb"|<title[^>]{0,200}>[^<]{0,200}\b(?:log ?in|sign ?in|captcha|captive portal|access denied|attention required"
    rb"|are you (?:a )?(?:human|robot)|security check)\b",
    re.IGNORECASE,
)
#: A page of an address such as /users/sign_in, to which those are led who may not read what they asked for.
_LOG_IN_PATH = re.compile(r"/(?:wp-)?(?:log|sign)[-_]?in(?:\.\w+)?/?$", re.IGNORECASE)
_SECONDS = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
#: Characters of Cache-Control that are looked at; real ones have under 200.
_LONGEST_CONTROL = 2_000
#: One directive of Cache-Control and its value, which may stand in quotation marks with commas in it.
_DIRECTIVE = re.compile(r"([\w-]+)\s*(?:=\s*(?:\"([^\"]*)\"|([^\s,\"]*)))?", re.ASCII)


class TransientError(FetchError):
    """A failure that may have passed in a few seconds."""


def check_reply(response: Response, *, url: str, conditional: bool, feed: bool, now: datetime) -> Response:
    """The reply itself, if it is of use.

    `url`: what was asked for, fit to be shown. `conditional`: validators were sent. `feed`: a feed is wanted, so that
    a page with a log-in stands in its way.

    Raises:
        FetchError, BlockedError: as the table above says.
    """
    error = _refusal(response, url, conditional=conditional, feed=feed, now=now)
    if error is not None:
        raise error
    return response


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait (RFC 9110, section 10.2.3), from 0 to `MAX_PAUSE`; None if the value says nothing.

    A date without a zone is in GMT, one with another zone is taken at its word, one in the past is 0 seconds.
    """
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    elif date := parse_date(text):
        seconds = (date - now).total_seconds()
    else:
        return None
    return min(max(seconds, 0.0), MAX_PAUSE.total_seconds())


def read_freshness(response: Response) -> float:
    """Seconds for which a reply says that asking again brings nothing new (RFC 9111, section 4.2), 0 to `MAX_FRESH`.

    Of Cache-Control, no-cache and no-store win, then the shortest max-age, less Age; Expires counts where there is no
    max-age, by the server's own clock if it tells it. What cannot be understood, as `Expires: 0`, is 0. s-maxage is
    meant for caches that many share, which this is not.
    """
    directives = [(name.lower(), quoted or plain) for name, quoted, plain in _DIRECTIVE.findall(_joined(response))]
    if {"no-cache", "no-store"} & {name for name, _ in directives}:
        return 0.0
    ages = [value for name, value in directives if name == "max-age"]
    expires = response.header("expires")
    if ages:
        seconds = min(map(_seconds, ages)) - _seconds(response.header("age"))
    elif expires is not None and (end := parse_date(expires)):
        served = parse_date(response.header("date")) or response.retrieved
        seconds = (end - served).total_seconds()
    else:
        return 0.0
    return min(max(seconds, 0.0), MAX_FRESH.total_seconds())


def _joined(response: Response) -> str:
    """The values of all Cache-Control headers, of old servers that of Pragma; nothing longer than real ones."""
    values = [value for name, value in response.headers if name == "cache-control"]
    return ", ".join(values or [response.header("pragma") or ""])[:_LONGEST_CONTROL]


def _seconds(value: str | None) -> float:
    text = (value or "").strip()
    return float(text) if _SECONDS.fullmatch(text) else 0.0


def _refusal(response: Response, url: str, *, conditional: bool, feed: bool, now: datetime) -> SourceError | None:
    status = response.status
    if _is_challenge(response) or (feed and _is_log_in(response, url)):
        message = "the server asks for a log-in or for a check that only a person can pass"
        return BlockedError(message, url=url, reason="blocked")
    if status in WITH_BODY or (status == 304 and conditional):
        return None
    message = f"the server answered {status_line(status)}"
    if status in _TURNED_AWAY:
        return BlockedError(message, url=url, reason="blocked")
    if status == 410:
        return FetchError(message, url=url, reason="gone", status=status)
    pause = read_retry_after(response.header("retry-after"), now)
    if status == 429 or (status == 503 and pause is not None):
        return FetchError(message, url=url, reason="rate-limited", status=status, retry_after=pause)
    kind = TransientError if status >= 500 else FetchError
    return kind(f"{message}{_remark(response)}", url=url, reason="http-error", status=status)


def status_line(status: int) -> str:
    """`404 Not Found`: the words of the standard, never those of the server."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _remark(response: Response) -> str:
    if response.status == 304:
        return " although nothing was stored to compare with"
    if response.status in REDIRECTS:
        return " without saying where to"
    return ""


def _is_challenge(response: Response) -> bool:
    if any((response.header(name) or "").lower() in values for name, values in _CHALLENGES.items()):
        return True
    return len(response.body) <= _CHALLENGE_SIZE and bool(_CHALLENGE_PAGE.search(response.body))


def _is_log_in(response: Response, url: str) -> bool:
    """Whether the reply is a page that asks for a log-in, by what it holds or by where a redirect led to from `url`."""
    begins = response.body[:_CHALLENGE_SIZE]
    if not _PAGE.match(begins):
        return False
    path = urlsplit(response.url).path
    led = path != urlsplit(url).path and bool(_LOG_IN_PATH.search(path))
    return led or bool(_LOG_IN.search(begins))
