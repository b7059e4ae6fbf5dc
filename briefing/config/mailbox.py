"""Mail addresses: what may stand in feeds.yaml where one is asked for, and be mailed to."""

from __future__ import annotations

import re

#: What may be mailed to: one address in its ordinary spelling (RFC 5321 without quoted names), no list, no line break.
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>()\[\],:;\\\"]{1,253}")
_NAMED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029<>]{0,100}<([^<>]*)>|([^<>]*)")


def is_mailbox(text: str) -> bool:
    """Whether a text is one mail address, without a name."""
    return _MAILBOX.fullmatch(text) is not None


def mailbox_in(text: str) -> str | None:
    """The address in `Name <address>`, or the text itself if it is one; None if there is none."""
    named = _NAMED.fullmatch(text)
    found = (named[1] or named[2] or "").strip(" ") if named else ""
    return found if is_mailbox(found) else None
