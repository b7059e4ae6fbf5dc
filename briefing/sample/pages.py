"""A sample entry at a moment -> the web page that its publisher serves, by one of the templates beside the texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape
from string import Template

from briefing.sample.blocks import blocks_of, to_html
from briefing.sample.coverage import FOLDER, SampleEntry, SampleFeed


def render_page(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> bytes:
    """The page of `entry` as it stands at `now`, with links that begin with `origin`."""
    own = feed.furniture
    language = entry.language or feed.language
    related = [(other.title, origin + feed.page_path(other)) for other in feed.before(entry, 5)[1:]]
    page = _template(feed.template).substitute(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        slug=entry.slug,
        headline=escape(entry.at(now).headline),
        publisher=escape(feed.publisher),
        meta=_meta(feed, entry, now, origin),
        cookie=escape(own.cookie),
        weather=escape(own.weather),
        sections=_items((name, f"{origin}/") for name in own.sections),
        advertisement=escape(own.advertisement),
        byline=escape(", ".join(entry.authors)),
        dates=_dates(entry, now),
        caption=escape(" ".join(part for part in (entry.caption, own.credit) if part)),
        share=_items((name, "#") for name in own.share),
        body=to_html(blocks_of(feed, entry, now, origin)) + (_PAYWALL if entry.paywalled else ""),
        related=_items(related),
        videos=_items((name, f"{origin}/") for name in own.videos),
        more=escape(own.more),
        newsletter=escape(own.newsletter),
        footer=escape(own.footer),
    )
    return page.encode()


def plain_page(title: str, text: str) -> bytes:
    """A page without a story: an error, or what a publisher shows instead of its feed."""
    title, text = escape(title), escape(text)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    page = f'<!DOCTYPE html>\n<html lang="en">\n{head}\n<body><h1>{title}</h1><p>{text}</p></body>\n</html>\n'
    return page.encode()


_PAYWALL = '\n<div class="paywall"><p>Subscribe to read on.</p></div>'


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / "templates" / f"{name}.html").read_text(encoding="utf-8"))


def _items(links: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<li><a href="{escape(address)}">{escape(text)}</a></li>' for text, address in links)


def _dates(entry: SampleEntry, now: datetime) -> str:
    if entry.published is None:
        return ""
    updated = entry.at(now).updated
    return _when(entry.published) + (f" (updated {_when(updated)})" if updated else "")


def _when(moment: datetime) -> str:
    return f'<time datetime="{moment.isoformat()}">{moment.day} {moment:%B %Y, %H:%M} UTC</time>'


def _meta(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> str:
    """What the page says about itself to machines: canonical link, Open Graph, JSON-LD."""
    version = entry.at(now)
    address = origin + feed.page_path(entry)
    properties = {"og:type": "article", "og:title": version.headline, "og:site_name": feed.publisher, "og:url": address}
    if entry.published:
        properties["article:published_time"] = entry.published.isoformat()
    if version.updated:
        properties["article:modified_time"] = version.updated.isoformat()
    lines = [f'<link rel="canonical" href="{escape(address)}">']
    lines += [f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items()]
    lines.append(f'<meta name="description" content="{escape(version.summary)}">')
    # In a script element "<" would be read by the HTML parser first.
    data = json.dumps(_linked_data(feed, entry, now, address), ensure_ascii=False).replace("<", "\\u003c")
    lines.append(f'<script type="application/ld+json">{data}</script>')
    return "\n".join(lines)


def _linked_data(feed: SampleFeed, entry: SampleEntry, now: datetime, address: str) -> dict[str, object]:
    version = entry.at(now)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": version.headline,
        "mainEntityOfPage": address,
        "inLanguage": entry.language or feed.language,
        "publisher": {"@type": "Organization", "name": feed.publisher},
        "isAccessibleForFree": not entry.paywalled,
    }
    if entry.authors:
        data["author"] = [{"@type": "Person", "name": author} for author in entry.authors]
    if entry.published:
        data["datePublished"] = entry.published.isoformat()
    if version.updated:
        data["dateModified"] = version.updated.isoformat()
    return data
