"""What the status and the headers of a reply mean (conformance cases H03-H06, H10, N20)."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefing.errors import BlockedError, FetchError, SourceError
from briefing.sources.replies import (
    MAX_FRESH,
    MAX_PAUSE,
    TransientError,
    check_reply,
    read_freshness,
    read_retry_after,
    status_line,
)
from briefing.types import Response

NOW = datetime(2026, 2, 18, 10, tzinfo=UTC)
MONTH = MAX_PAUSE.total_seconds()
URL = "https://example.org/feed"


def response(status: int, body: bytes = b"", **headers: str) -> Response:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(url=URL, status=status, headers=pairs, body=body, retrieved=NOW)


def outcome(reply: Response, *, conditional: bool = False, feed: bool = True) -> SourceError | None:
    try:
        assert check_reply(reply, url=URL, conditional=conditional, feed=feed, now=NOW) is reply
    except SourceError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("-5", 0.0),
        ("+30", 30.0),
        (str(31 * 86_400), MONTH),
        ("315360000", MONTH),
        ("9" * 30, MONTH),
        ("9" * 400, None),
        ("Wed, 18 Feb 2026 11:00:00 GMT", 3600.0),
        ("Wed, 18 Feb 2026 11:00:00", 3600.0),
        ("Wed, 18 Feb 2026 13:00:00 +0200", 3600.0),
        ("2026-02-18T10:00:30Z", 30.0),
        ("Wed, 18 Feb 2026 09:00:00 GMT", 0.0),
        ("Wed, 18 Feb 2036 09:00:00 GMT", MONTH),
        ("soon", None),
        ("1e5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


LATER = "Wed, 18 Feb 2026 10:10:00 GMT"
HOUR = MAX_FRESH.total_seconds()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([], 0),
        ([("cache-control", "max-age=300")], 300),
        ([("cache-control", 'public, MAX-AGE = "300", must-revalidate')], 300),
        ([("cache-control", "s-maxage=900")], 0),
        ([("cache-control", "max-age=300"), ("age", "120")], 180),
        ([("cache-control", "max-age=300"), ("age", "400")], 0),
        ([("cache-control", "max-age=300"), ("age", "old")], 300),
        ([("cache-control", "max-age=0")], 0),
        ([("cache-control", "max-age=-1")], 0),
        ([("cache-control", "max-age=soon")], 0),
        ([("cache-control", "max-age")], 0),
        ([("cache-control", "max-age=31536000")], HOUR),
        ([("cache-control", "max-age=" + "9" * 30)], HOUR),
        ([("cache-control", "max-age=" + "9" * 400)], 0),
        ([("cache-control", "no-cache")], 0),
        ([("cache-control", "no-store, max-age=300")], 0),
        ([("cache-control", 'no-cache="set-cookie", max-age=300')], 0),
        ([("cache-control", 'private="no-cache, x", max-age=300')], 300),
        ([("pragma", "no-cache"), ("expires", LATER)], 0),
        ([("pragma", "no-cache"), ("cache-control", "max-age=300")], 300),
        ([("expires", LATER)], 600),
        ([("expires", LATER), ("date", "Wed, 18 Feb 2026 10:05:00 GMT")], 300),
        ([("expires", LATER), ("date", "today")], 600),
        ([("expires", "Wed, 18 Feb 2026 09:00:00 GMT")], 0),
        ([("expires", "Wed, 18 Feb 2036 09:00:00 GMT")], HOUR),
        ([("expires", "0")], 0),
        ([("expires", "-1")], 0),
        ([("expires", "")], 0),
        # in conflict
        ([("cache-control", "max-age=60"), ("expires", LATER)], 60),
        ([("cache-control", "max-age=60"), ("expires", "0")], 60),
        ([("cache-control", "max-age=0"), ("expires", LATER)], 0),
        ([("cache-control", "no-cache"), ("expires", LATER)], 0),
        ([("cache-control", "public"), ("expires", LATER)], 600),
        ([("cache-control", "max-age=900, max-age=60")], 60),
        ([("cache-control", "max-age=900"), ("cache-control", "no-cache")], 0),
        ([("cache-control", '=,;"max-age=5' * 1_000_000)], 0),
    ],
)
def test_freshness(headers: list[tuple[str, str]], seconds: float) -> None:
    assert read_freshness(replace(response(200), headers=tuple(headers))) == seconds


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (204, "http-error", FetchError),
        (206, "http-error", FetchError),
        (301, "http-error", FetchError),
        (304, "http-error", FetchError),
        (400, "http-error", FetchError),
        (404, "http-error", FetchError),
        (401, "blocked", BlockedError),
        (403, "blocked", BlockedError),
        (451, "blocked", BlockedError),
        (511, "blocked", BlockedError),
        (410, "gone", FetchError),
        (429, "rate-limited", FetchError),
        (500, "http-error", TransientError),
        (503, "http-error", TransientError),
        (599, "http-error", TransientError),
        (999, "http-error", TransientError),
    ],
)
def test_refusals(status: int, reason: str, kind: type[SourceError]) -> None:
    error = outcome(response(status))
    assert type(error) is kind
    assert error.reason == reason
    assert error.url == URL
    assert str(error).startswith(f"the server answered {status_line(status)}")


def test_words_are_those_of_the_standard() -> None:
    assert str(outcome(response(404))) == "the server answered 404 Not Found"
    assert str(outcome(response(599))) == "the server answered 599"
    assert str(outcome(response(302))) == "the server answered 302 Found without saying where to"
    assert "although nothing was stored" in str(outcome(response(304)))


def test_what_was_asked_for() -> None:
    assert outcome(response(200, b"<rss/>")) is None
    assert outcome(response(203, b"<rss/>")) is None
    assert outcome(response(304), conditional=True) is None


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_pause(status: int) -> None:
    error = outcome(response(status, retry_after="90"))
    assert type(error) is FetchError
    assert (error.reason, error.retry_after, error.status) == ("rate-limited", 90.0, status)


def test_503_with_a_pause_that_says_nothing_is_an_ordinary_failure() -> None:
    assert type(outcome(response(503, retry_after="later"))) is TransientError
    assert getattr(outcome(response(429, retry_after="later")), "retry_after", 0) is None


LOG_IN = b"<!DOCTYPE html><html><title>Welcome</title><form><input name=p type='password'></form></html>"
CAPTIVE = b"\n<html><head><title>Hotel Wi-Fi - Please sign in</title></head></html>"
#: Such pages as programs write them: without `html`, or with something before it.
BARE = b"<HEAD><TITLE>Please log in</TITLE></HEAD>"
CHALLENGE = b"<!doctype html><html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"


@pytest.mark.parametrize(
    "reply",
    [
        response(403, cf_mitigated="challenge"),
        response(200, cf_mitigated="Challenge"),
        response(202, x_amzn_waf_action="challenge"),
        response(405, x_amzn_waf_action="captcha"),
        response(200, CHALLENGE),
        response(200, LOG_IN),
        response(200, CAPTIVE),
        response(200, BARE),
        response(200, b"<TITLE>Sign in</TITLE>"),
        *(
            response(200, begins + CAPTIVE)
            for begins in (b"\xef\xbb\xbf", b"<!-- portal 2.1 -->", b"<?xml version='1.0'?>")
        ),
        response(200, b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a\n> b -->\n<!DOCTYPE html>" + LOG_IN[15:]),
    ],
)
def test_challenges(reply: Response) -> None:
    error = outcome(reply)
    assert isinstance(error, BlockedError)
    assert error.reason == "blocked"


@pytest.mark.parametrize("path", ["/login", "/users/sign_in", "/log-in/?next=/feed", "/SignIn.aspx", "/wp-login.php"])
def test_a_page_that_the_reader_is_led_to_for_a_log_in(path: str) -> None:
    page = b"<html><title>Welcome</title><script src='/app.js'></script></html>"
    led = replace(response(200, page), url=f"https://example.org{path}")
    error = outcome(led)
    assert isinstance(error, BlockedError) and error.reason == "blocked"
    assert outcome(led, feed=False) is None
    assert outcome(replace(led, body=b"<rss/>")) is None
    assert outcome(replace(led, url="https://example.org/catalogin/feed")) is None
    assert check_reply(led, url=led.url, conditional=False, feed=True, now=NOW) is led


def test_comments_without_end_take_linear_time() -> None:
    begun = time.process_time()
    for piece in (b"<!--", b"<!---->", b"<?x>", b" "):
        assert outcome(response(200, piece * 2_000_000)) is None
    assert time.process_time() - begun < 3


def test_a_page_may_hold_a_log_in_and_a_feed_may_tell_of_one() -> None:
    assert outcome(response(200, LOG_IN), feed=False) is None
    assert outcome(response(200, b"<rss><title>Please sign in</title>" + LOG_IN + b"</rss>")) is None
    assert outcome(response(200, b"<html>" + bytes(70_000) + CHALLENGE), feed=False) is None
    assert outcome(response(200, CHALLENGE), feed=False) is not None
