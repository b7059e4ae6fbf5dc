"""feeds.yaml: what is right gives a Config, what is wrong gives one sentence with file, line and key."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from briefing.config import Config, load_config, parse_config
from briefing.errors import ConfigError

GOOD = """\
title: Strait watch
timezone: Europe/Berlin
cutoff: "06:30"
topics:
  - name: Shipping
    keywords: [tanker*, "northern lane"]
watch:
  - name: Ilse Maranov
    kind: person
    aliases: [Maranov]
feeds:
  - url: https://example.org/feed
    publisher: The Courier
    country: Kessaly
    language: en
    kind: private
"""


def parsed(text: str) -> Config:
    return parse_config(text, path=Path("feeds.yaml"))


def test_a_good_file_is_read() -> None:
    config = parsed(GOOD)
    assert config.cutoff == time(6, 30)
    assert config.topics[0].keywords == ("tanker*", "northern lane")
    assert config.feeds[0].kind == "private"
    assert config.watch[0].aliases == ("Maranov",)
    assert config.summarizer.name == "extractive"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("kind: private", "kind: privat", "line 16: feeds[1].kind must be one of 'wire', 'public'"),
        ("title: Strait watch\n", "", "line 1: title is missing"),
        ("title: Strait watch", "titel: Strait watch", "line 1: title is missing"),
        ("    keywords:", "    colour: red\n    keywords:", "line 6: topics[1].colour is not a key that is known here"),
        ('cutoff: "06:30"', "cutoff: 6:30", "line 3: cutoff must be a time of day in quotation marks"),
        ('cutoff: "06:30"', 'cutoff: "25:00"', "line 3: cutoff must be a time of day in quotation marks"),
        ("Europe/Berlin", "Mars/Olympus", 'line 2: timezone is no known timezone: "Mars/Olympus"'),
        ("language: en", "language: English", "line 15: feeds[1].language must be a language code"),
        (
            "    keywords:",
            "    sides:\n      - name: Kessaly\n    keywords:",
            'line 7: topics[1].sides[1] names neither countries nor publishers that speak for "Kessaly"',
        ),
        (
            "    keywords:",
            "    sides:\n      - {name: Kessaly, country: [Kessaly]}\n    keywords:",
            "topics[1].sides[1].country is not a key that is known here; there are name, countries, publishers",
        ),
        (
            "feeds:",
            "outlets:\n  - {name: EN, kind: partial, source: x, dated: 2026-01-01}\nfeeds:",
            "line 12: outlets[1].kind must be one of 'wire', 'state', 'party' or '-'",
        ),
        ("feeds:", "outlets:\n  - {name: EN, kind: party}\nfeeds:", "line 12: outlets[1].source is missing"),
        ("https://example.org/feed", "ftp://example.org", "line 12: feeds[1].url must begin with https:// or http://"),
        ("[tanker*,", "['**',", "line 6: topics[1].keywords[1] must hold a letter or a digit"),
        ("kind: private", "kind: private\n    topics: [Weather]", 'names a topic that is not defined: "Weather"'),
        ("topics:\n", "topics: [\n", "is not valid YAML"),
        ("title: Strait watch", "workers: 0\ntitle: x", "line 1: workers must be at least 1"),
        ("title: Strait watch", "network: {allow_private: [lan]}\ntitle: x", "allow_private[1] must be an IP address"),
        (
            "title: Strait",
            "summarizer: bart\ntitle: S",
            "line 1: summarizer must be extractive, {seq2seq: NAME, revision",
        ),
        ("title: Strait", "summarizer: {}\ntitle: S", "line 1: summarizer must be extractive, {seq2seq: NAME"),
        ("title: Strait", "summarizer: {seq2seq: o/m}\ntitle: S", "line 1: summarizer.revision must be the commit"),
        ("title: Strait", "summarizer: {seq2seq: m}\ntitle: S", "summarizer.seq2seq is neither a folder nor a name"),
        (
            "title: Strait",
            "summarizer:\n  chat: ftp://x\n  model: m\ntitle: S",
            "line 2: summarizer.chat must begin with",
        ),
        ("title: Strait", "summarizer: {chat: 'http://x'}\ntitle: S", "line 1: summarizer.model is missing"),
        (
            "title: Strait",
            "summarizer: {chat: 'http://x', beam: 4}\ntitle: S",
            "summarizer.beam is not a key that is known",
        ),
        (
            "title: Strait",
            "summarizer: {chat: 'http://x', model: m, budget: 0}\ntitle: S",
            "budget must be more than 0",
        ),
        ("title: Strait", "summarizer: {chat: 'http://x', model: m, retries: -1}\ntitle: S", "must not be negative"),
        ("title: Strait", "summarizer: {chat: 'http://x', seq2seq: '.'}\ntitle: S", "and seq2seq exclude each other"),
        ("title: Strait", "verifier: {revision: x}\ntitle: S", "line 1: verifier must be none, a folder, or {model"),
        ("title: Strait", "verifier: m\ntitle: S", "verifier.model is neither a folder nor a name"),
        ("title: Strait", "verifier: {model: o/m}\ntitle: S", "line 1: verifier.revision must be the commit"),
        ("title: Strait", "verifier: {name: m, model: o/m}\ntitle: S", "there are model, revision"),
        (
            "title: Strait",
            "summarizer: {seq2seq: '.', unverified: print}\ntitle: S",
            "must be one of 'replace' or 'mark'",
        ),
        ("title: Strait watch", "network: {timeout: soon}\ntitle: x", "network.timeout must be a number"),
    ],
)
def test_a_mistake_is_named(before: str, after: str, message: str) -> None:
    assert before in GOOD
    with pytest.raises(ConfigError) as caught:
        parsed(GOOD.replace(before, after, 1))
    assert str(caught.value).startswith("feeds.yaml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "\x00"])
def test_what_is_no_configuration_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        parsed(text)


def test_a_summarizer_is_chosen() -> None:
    commit = "0123456789" * 4
    config = parsed(GOOD + f"summarizer: {{seq2seq: owner/model, revision: {commit}}}\n")
    assert (config.summarizer.seq2seq, config.summarizer.revision) == ("owner/model", commit)
    config = parsed(GOOD + "summarizer: {chat: 'http://localhost:8000/v1', model: small, timeout: 5}\n")
    assert (config.summarizer.name, config.summarizer.timeout) == ("small", 5)
    assert parsed(GOOD + "summarizer: extractive\n").summarizer == parsed(GOOD).summarizer


def test_a_verifier_is_chosen() -> None:
    commit = "0123456789" * 4
    config = parsed(GOOD + f"verifier: {{model: owner/model, revision: {commit}}}\n")
    assert (config.verifier.model, config.verifier.revision) == ("owner/model", commit)
    assert parsed(GOOD + "verifier: tests\n").verifier.model == "tests", "a folder"
    assert parsed(GOOD + "verifier: none\n").verifier == parsed(GOOD).verifier


def test_a_feed_given_twice_is_named() -> None:
    feed = GOOD[GOOD.index("  - url: https") :]
    with pytest.raises(ConfigError, match=r"line 17: feeds\[2\].url is given twice; feeds\[1\] has it too"):
        parsed(GOOD + feed)


def test_an_address_with_a_password_is_not_repeated() -> None:
    for url in ("ftp://desk:secret-word@a.example/rss", "desk:secret-word@a.example/rss?token=secret-word"):
        with pytest.raises(ConfigError, match=r"line 12: feeds\[1\].url must begin with") as caught:
            parsed(GOOD.replace("https://example.org/feed", url))
        assert "secret-word" not in str(caught.value)
    twice = GOOD.replace("https://example.org/feed", "https://desk:secret-word@a.example/rss")
    with pytest.raises(ConfigError, match="is given twice") as caught:
        parsed(twice + twice[twice.index("  - url: https") :])
    assert "secret-word" not in str(caught.value)


def test_empty_lists_are_refused() -> None:
    with pytest.raises(ConfigError, match="feeds must hold at least one feed"):
        parsed(GOOD[: GOOD.index("feeds:")] + "feeds: []\n")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file; create it or name another one with --config"):
        load_config(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("title: Zürich".encode("latin-1"))
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load_config(tmp_path / "latin.yaml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)


def test_the_shipped_list_is_in_order() -> None:
    config = load_config(Path(__file__).parents[1] / "feeds.yaml")
    assert 25 <= len(config.feeds) <= 40
    assert all(feed.answered for feed in config.feeds)
    assert {feed.kind for feed in config.feeds} >= {"public", "wire", "state", "official", "ngo", "private"}
    assert len({feed.language for feed in config.feeds}) >= 4


def test_the_window_of_a_day_ends_at_the_cutoff() -> None:
    config = parsed(GOOD)
    start, end = config.window(date(2026, 2, 18))
    assert end == datetime(2026, 2, 18, 5, 30, tzinfo=UTC)
    assert end - start == timedelta(hours=24)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_the_window_follows_the_clock_changes(day: date, hours: int) -> None:
    start, end = parsed(GOOD).window(day)
    assert end - start == timedelta(hours=hours)


def test_days_join_without_gap_or_overlap() -> None:
    config = parsed(GOOD)
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(365)]
    windows = [config.window(day) for day in days]
    assert all(a[1] == b[0] for a, b in zip(windows, windows[1:], strict=False))


def test_before_the_cutoff_the_last_closed_day_is_yesterday() -> None:
    config = parsed(GOOD)
    early, late = datetime(2026, 2, 18, 5, 29, tzinfo=UTC), datetime(2026, 2, 18, 5, 30, tzinfo=UTC)
    assert config.last_closed_day(early) == date(2026, 2, 17)
    assert config.last_closed_day(late) == date(2026, 2, 18)
    assert config.open_day(early) == date(2026, 2, 18)
    assert config.open_day(late) == date(2026, 2, 19)
