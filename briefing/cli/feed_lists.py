"""briefing opml: lists of feeds from feed readers, and for them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import CONFIG, ConfigPath
from briefing.cli.terminal import printable
from briefing.config import load_config
from briefing.errors import InputError
from briefing.guard import without_secrets
from briefing.sources.opml import Listed, parse_opml, write_opml

app = typer.Typer(help="Lists of feeds as feed readers hand them over (OPML).", no_args_is_help=True)

_LARGEST = 16 * 2**20


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="What a feed reader has exported.")],
) -> None:
    """Print the feeds of an OPML file as items for feeds.yaml; nothing is changed."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}).") from error
    feeds = parse_opml(data) if len(data) <= _LARGEST else ()
    if not feeds:
        raise InputError(f"{file} lists no feed: it has no outline with an xmlUrl that begins with http.")
    for line in feed_items(feeds):
        sys.stdout.write(f"{printable(line)}\n")


@app.command()
def export(config: ConfigPath = CONFIG) -> None:
    """Print the feeds of feeds.yaml as OPML."""
    settings = load_config(config)
    sys.stdout.write(write_opml(settings.title, settings.feeds))
    if secret := sum(without_secrets(feed.url) != feed.url for feed in settings.feeds):
        what = "1 address holds a password or key" if secret == 1 else f"{secret} addresses hold a password or key"
        sys.stderr.write(f"{what}, which stands in this list; look before you pass it on.\n")


def feed_items(feeds: Sequence[Listed]) -> Iterator[str]:
    """Items for feeds.yaml; what the list does not say is filled in and marked, for a person to decide."""
    group: tuple[str, ...] | None = None
    yield "feeds:"
    for feed in feeds:
        if feed.groups != group and feed.groups:
            yield f"  # {' / '.join(feed.groups)}"
        group = feed.groups
        yield f"  - url: {_quoted(feed.url)}"
        yield f"    publisher: {_quoted(feed.title)}"
        yield f"    country: {_quoted(feed.country or 'unknown')}{'' if feed.country else '  # please fill in'}"
        yield f"    language: {feed.language or 'en'}{'' if feed.language else '  # please check'}"
        kind = "" if feed.kind else "  # please check: wire, public, private, state, official or ngo"
        yield f"    kind: {feed.kind or 'private'}{kind}"


def _quoted(text: str) -> str:
    """A text as YAML takes it, whatever stands in it: YAML reads JSON."""
    return json.dumps(text, ensure_ascii=False)
