"""The links of feeds -> absolute http and https addresses, or None. Pure.

A link is mended as a browser would do it: white space around it goes, white space within is encoded, a host in another
script becomes ASCII, so that a look-alike of mixed scripts shows. Nothing else is changed, because the link is how the
store knows an article again.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from briefing.errors import BlockedError
from briefing.guard import Guard, ascii_host, without_secrets

#: Longer ones are no links: the guard refuses them too.
MAX_LINK = 8192

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
#: Line breaks and tabs vanish from URLs (WHATWG); invisible characters never belong there.
_VANISHING = re.compile("[\x00-\x08\t-\r\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_UNSAFE = re.compile(r"[\s\"<>]")


def absolute(link: str | None, *bases: str | None) -> str | None:
    """The absolute address of `link`, resolved against the first base that is one itself.

    Without any base a relative link stays as it is. Links that are not of the web (`javascript:`, `mailto:`) are None.
    """
    text = _VANISHING.sub("", (link or "").strip())
    if not text or len(text) > MAX_LINK:
        return None
    base = next((base for base in bases if base and _WEB.match(base)), "")
    if text.startswith("//") and not base:
        base = "https:"
    try:
        joined = urljoin(base, text)
        if base or _SCHEME.match(joined):
            return _written_out(joined) if _WEB.match(joined) else None
    except ValueError:
        return None
    return _UNSAFE.sub(_encoded, text)


def public_address(link: str | None, *bases: str | None) -> str | None:
    """An address that a feed gives for a feed, fit to be shown; None if it is none that anybody outside could ask."""
    address = absolute(link, *bases)
    try:
        return without_secrets(Guard().check_url(address)) if address else None
    except BlockedError:
        return None


def is_absolute(link: str) -> bool:
    """Whether `link` is an address by itself."""
    return bool(_WEB.match(link.strip()))


def _written_out(url: str) -> str:
    parts = urlsplit(url)
    host, number = parts.hostname or "", parts.port  # asking for a port that is none raises ValueError
    if not host.isascii():
        user, at, _ = parts.netloc.rpartition("@")
        port = "" if number is None else f":{number}"
        url = parts._replace(netloc=f"{user}{at}{ascii_host(host)}{port}").geturl()
    return _UNSAFE.sub(_encoded, url)


def _encoded(found: re.Match[str]) -> str:
    return quote(found[0])
