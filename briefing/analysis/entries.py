"""What is decided about an entry from its fields alone: its identity, the time that counts, and its topics.

An entry is known again by its address, for guids change with headlines on some sites and are given twice on others:
scheme, `www.`, trailing slash, fragment and the parameters that only track readers do not matter. Without an address
the guid decides. A date counts when it is no later than an hour after the entry was first seen; an entry without one,
or with one from the future, counts from when it was first seen, and says so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from briefing.types import Entry, Topic

#: Parameters that carry no content: campaign and referrer marks of the common analytics tools and of news sites.
_TRACKING = re.compile(
    r"(?:utm_|at_|ns_|mc_|pk_|hsa_|wt_|stm_).*|fbclid|gclid|dclid|msclkid|igshid|yclid|_ga|maca|partner|emc|cmp|cmpid|"
    r"cid|ref|ref_src|referrer|rss|feed|src|source|smid|smtyp|traffic_source|xtor|ito|ftag|traffictool|sr_share|via|"
    r"guccounter|amp|outputtype",
    re.IGNORECASE,
)
#: A clock of a publisher may be fast by so much.
_TOLERANCE = timedelta(hours=1)
#: How publishers mark what is somebody's view, in the headline or in the address.
_OPINION = re.compile(
    r"(?:opinion|op-ed|editorial|commentary|comment|column|letters?(?: to the editor)?|viewpoint)\s*[:|–—-]\s",
    re.IGNORECASE,
)
_OPINION_PATH = re.compile(r"/(?:opinions?|op-ed|editorials?|commentisfree|columnists?|blogs?)/", re.IGNORECASE)
#: Sections of sport and pastimes, as publishers name them in addresses and before headlines.
_LEISURE = re.compile(
    r"(?:sports?|football|lifestyle|life & style|travel|recipes?|horoscopes?|celebrity|showbiz)\s*[:|]\s",
    re.IGNORECASE,
)
_LEISURE_PATH = re.compile(
    r"/(?:sports?|football|soccer|cricket|tennis|lifestyle|life-?and-?style|life-style|style|fashion|food-and-drink|recipes?|travel|"
    r"entertainment|showbiz|celebrit(?:y|ies)|horoscopes?|crosswords?|games|tv-and-radio)/",
    re.IGNORECASE,
)
#: How publishers head what tells several events of a day or a week: live blogs, lists of key events, digests.
_ROUNDUP = re.compile(
    r"\bas it happened\b|[.!?] And,? [A-Z]|\blive (?:updates?|blog|coverage)\b|\A\W*live\s*[:|–—-]|\w live\s*[:|]"
    r"|\b(?:list|summary|round-?up|recap) of (?:the )?(?:key |main |latest |day.?s )?(?:events|developments|news)\b"
    r"|\b(?:key (?:events|developments)|what (?:we know|happened|to know))\b.*\bday [\d,]+\b"
    r"|\b(?:daily|weekly|morning|evening|midday|weekend|news|war) (?:round-?up|digest|recap|wrap-?up)\b"
    r"|\b(?:daily|weekly|morning|evening|midday|weekend|news|war) (?:brief(?:ing)?|bulletin)(?:\s*[:|–—-]|\s*\Z)"
    r"|\b(?:day|night|week|weekend|war|crisis|news) (?:in brief|in short|in review|at a glance)\b",
    re.IGNORECASE,
)
#: How publishers head what explains events rather than tells one: a label, a question, what opens like one.
_EXPLAINER = re.compile(
    r"\A\W*(?:(?:news )?analysis|explainer|explained|backgrounder|fact ?box|fact check|profile|q&a|timeline|interview"
    r"|podcast)\s*[:|–—-]|[:|–—-]\s*(?:an? )?(?:analysis|explainer|explained|profile|timeline)\s*\Z"
    r"|\A\W*(?:why|how|what(?:['’]s)?|who(?:['’]s)?|will|can|could|is|are|does|do|did|has|should) \w.*\?\W*\Z"
    r"|\A\W*(?:why|how|who is|what is|what to know|what we know|a look at|the story of|inside the|meet the)\b"
    r"|[:–—-] (?:why|how|what|who)\b.*\?\W*\Z",
    re.IGNORECASE,
)
#: Topics are looked for in the headline and so many characters of the text behind it.
LEAD_LENGTH = 400


def link_key(link: str | None) -> str | None:
    """What two addresses of one page have in common; None without an address that can be understood."""
    if not link:
        return None
    try:
        parts = urlsplit(link.strip())
        number = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{number}" if number not in (None, 80, 443) else ""
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    path = quote(unquote(parts.path).rstrip("/"), safe="/:@!$&'()*+,;=~")
    return f"{host}{port}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def article_id(entry: Entry) -> str:
    """The identity of the text that an entry announces, over feeds and days: 16 hexadecimal digits."""
    return short_hash(link_key(entry.link) or f"{entry.feed_url}\n{entry.id}")


def short_hash(text: str) -> str:
    """16 hexadecimal digits of the sha256: 1 in 10^7 that two of a million are the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def entry_time(entry: Entry, first_seen: datetime) -> tuple[datetime, tuple[str, ...]]:
    """When an entry counts, and its flags with `undated` or `future-date` added where the date is not its own."""
    stated = entry.published or entry.updated
    if stated is None:
        return first_seen, (*entry.flags, "undated")
    if stated > first_seen + _TOLERANCE:
        return first_seen, (*entry.flags, "future-date")
    return stated, entry.flags


def is_opinion(entry: Entry) -> bool:
    """Whether the publisher marks an entry as opinion: it is kept and can be searched, but is no report."""
    return bool(_OPINION.match(entry.title) or _OPINION_PATH.search(urlsplit(entry.link or "").path))


def is_leisure(entry: Entry) -> bool:
    """Whether the publisher files an entry under sport or pastimes: it is kept and can be searched, but not briefed."""
    return bool(_LEISURE.match(entry.title) or _LEISURE_PATH.search(urlsplit(entry.link or "").path))


def is_roundup(headline: str) -> bool:
    """Whether a headline announces several events at once: such a report is a story of its own, and joins no other."""
    return bool(_ROUNDUP.search(headline))


def is_explainer(headline: str) -> bool:
    """Whether a headline announces an explanation or a portrait: others tell the news that a story is about."""
    return bool(_EXPLAINER.search(headline))


def topic_matcher(topics: Sequence[Topic]) -> Callable[[str, Iterable[str]], tuple[str, ...]]:
    """A function (text, topics of the feed) -> names of the topics, in their order.

    Words match as wholes, without regard to case and accents; `*` stands for any letters that follow. A word of
    `without` keeps the text off the topic, also where the feed gives it.
    """
    tests = [(topic.name, _pattern(topic.keywords), _pattern(topic.without)) for topic in topics]

    def match(text: str, given: Iterable[str]) -> tuple[str, ...]:
        folded = _fold(text)
        always = set(given)
        return tuple(
            name
            for name, wanted, unwanted in tests
            if (name in always or (wanted and wanted.search(folded))) and not (unwanted and unwanted.search(folded))
        )

    return match


def _pattern(keywords: Sequence[str]) -> re.Pattern[str] | None:
    if not keywords:
        return None
    words = (re.escape(_fold(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in keywords)
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
