"""A mistake in a file, told to whoever edits it: the key, what is wrong, and what is allowed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.config.settings import Chat, Edition, Mail, Network, Recipient
from briefing.types import Feed, Hide, Merge, Outlet, Pin, Ranking, Side, Split, Summarizing, Topic, Verifying, Watched

#: What pydantic's error types mean to somebody who edits a file; `{...}` are fields of the error's context.
_MESSAGES = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is not a key that is known here",
    "string_type": "must be text",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a group of keys",
    "dict_type": "must be a group of keys",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "literal_error": "must be one of {expected}",
    "time_parsing": 'must be a time of day in quotation marks, such as "05:00"',
    "date_from_datetime_parsing": "must be a date, such as 2026-02-18",
}


def explain(error: Any, where: tuple[int | str, ...], root: type) -> str:
    """A clause for an error of pydantic's in the file whose groups begin with `root`: the key, and what is wrong."""
    message = _MESSAGES.get(error["type"])
    if error["type"] == "value_error":
        message = str(error["ctx"]["error"])
    elif message is None:
        message = f"is not valid: {error['msg']}"
    else:
        message = message.format(**error.get("ctx", {}))
    if error["type"] == "unexpected_keyword_argument":
        allowed = _fields_at(where[:-1], root)
        message += f"; there are {', '.join(allowed)}" if allowed else ""
    return f"{key_path(where)} {message}"


def _fields_at(where: Sequence[int | str], root: type) -> list[str]:
    """The keys that are allowed in the group at `where`."""
    groups: dict[tuple[str, ...], type] = {
        (): root,
        ("topics",): Topic,
        ("watch",): Watched,
        ("feeds",): Feed,
        ("network",): Network,
        ("edition",): Edition,
        ("summarizer",): Summarizing,
        ("verifier",): Verifying,
        ("mail",): Mail,
        ("mail", "recipients"): Recipient,
        ("chat",): Chat,
        ("ranking",): Ranking,
        ("outlets",): Outlet,
        ("pin",): Pin,
        ("hide",): Hide,
        ("merge",): Merge,
        ("split",): Split,
        ("topics", "sides"): Side,
    }
    group = groups.get(tuple(str(part) for part in where if isinstance(part, str)))
    return [name.rstrip("_") for name in getattr(group, "__dataclass_fields__", {})]


def key_path(where: Sequence[int | str]) -> str:
    """`feeds[3].kind`, counted from 1 as a person would."""
    text = ""
    for part in where:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
