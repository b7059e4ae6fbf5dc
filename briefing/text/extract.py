"""A web page -> the article on it, by trafilatura; the bytes are fetched elsewhere.

What a browser would not show (hidden elements, comments) is taken out first: it is no part of the article, and text
hidden in a page is where instructions to language models are smuggled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.text.markup import hides
from briefing.text.stylesheets import Hidden
from briefing.types import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: schema.org's mark of a page whose text is for subscribers, as Google asks publishers to set it.
_PAYWALL = re.compile(rb"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
#: What always hides.
_HIDDEN = (
    ".//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
_TEXT = ".//text()[not(parent::script or parent::style or parent::template)]"
#: What may hide an element; whether it does, `markup.hides` says. Pages keep paragraphs for members from screen readers
#: (`aria-hidden`) that they show to everybody else.
_PERHAPS_HIDDEN = ".//*[@style or @class or @color or self::dialog]"
#: Consent dialogs and pages that grow by script hide their whole body: what holds this share of the text is kept.
_MOST_OF_PAGE = 0.5


def extract_page(html: bytes, *, url: str | None = None) -> Page:
    """The title, text, date and authors of the article on a page; None and empty for what is not found.

    Paragraphs of the text are parted by line breaks. A date without a time of day is midnight UTC.
    """
    import trafilatura
    from trafilatura.settings import Document

    tree = trafilatura.load_html(html)
    if tree is None:
        return Page(title=None, text=None)
    _drop_hidden(tree)
    found = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, with_metadata=True, deduplicate=False
    )
    if not isinstance(found, Document):
        return Page(title=None, text=None, paywalled=bool(_PAYWALL.search(html)))
    return Page(
        title=_without_site_name(found.title or "", (found.sitename or "", found.hostname or "")) or None,
        text="\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()) or None,
        published=_moment(found.date),
        authors=tuple(a.strip() for a in (found.author or "").split(";") if a.strip()),
        language=found.language,
        paywalled=bool(_PAYWALL.search(html)),
    )


def _drop_hidden(tree: HtmlElement) -> None:
    whole = _size(tree)
    for element in tree.xpath(_HIDDEN):
        if _size(element) < _MOST_OF_PAGE * whole and element.getparent() is not None:
            element.drop_tree()
    # a page that fades in paragraph by paragraph hides each of them: all together they are the page
    perhaps = ((e, [(k, v) for k, v in e.items() if k != "aria-hidden"]) for e in tree.xpath(_PERHAPS_HIDDEN))
    _drop_unless_most([element for element, given in perhaps if hides(element.tag, given)], tree)
    sheets = [(style.text or "", style.get("media", "")) for style in tree.iter("style")]
    hidden = Hidden(sheets, (script.text or "" for script in tree.iter("script")))
    if hidden:
        every = tree.xpath(".//*")
        _drop_unless_most([one for one in every if hidden(one.tag, one.get("class"), one.get("id"))], tree)


def _drop_unless_most(unseen: Sequence[HtmlElement], tree: HtmlElement) -> None:
    known = set(unseen)
    outermost = [element for element in unseen if not any(above in known for above in element.iterancestors())]
    if sum(map(_size, outermost)) < _MOST_OF_PAGE * _size(tree):
        for element in outermost:
            element.drop_tree()


def _size(element: HtmlElement) -> int:
    """Characters of the text in an element; scripts and styles are none."""
    return sum(len(text) for text in element.xpath(_TEXT))


def _without_site_name(title: str, names: tuple[str, ...]) -> str:
    """The title without the name of the site behind a dash or bar, and what stands between ("Title - World | Site")."""
    known = {_letters(name).removesuffix(_letters(name.rpartition(".")[2])) for name in names} | set(
        map(_letters, names)
    )
    parts = re.split(r"\s+[-–—|·»:]\s+", title)
    if len(parts) > 1 and _letters(parts[-1]) in known - {""}:
        kept = title[: title.rindex(parts[-1])].rstrip(" -–—|·»:")
        section = parts[-2] if len(parts) > 2 and len(parts[-2].split()) == 1 else None
        return kept.removesuffix(section).rstrip(" -–—|·»:") if section else kept
    return title


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold().removeprefix("www.")))


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
