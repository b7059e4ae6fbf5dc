"""The commands that people use: run, demo, dashboard, show, diff, export, check, search.

Those that send are in `delivery.py`, lists of feeds in `feed_lists.py`, the batch commands in `batch.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__
from briefing.cli import batch, delivery, feed_lists, models
from briefing.cli.options import ARCHIVE, CONFIG, ArchivePath, ConfigPath, Json, as_date, latest_day_anywhere
from briefing.cli.reports import change_lines, check_lines, edition_lines, errata_lines, hit_lines, run_lines
from briefing.cli.terminal import Bars, say
from briefing.config import Config, load_config
from briefing.errors import EditionNotFoundError, InputError, StoreError
from briefing.register import Erratum
from briefing.serialize import dumps
from briefing.types import Briefing

app = typer.Typer(
    name="briefing",
    help="A daily crisis briefing in which every sentence shows where it comes from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(models.app)
for command in (batch.digest, batch.stories, batch.extract, batch.feeds, batch.verify):
    app.command()(command)


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        say(f"crisis-briefing {__version__}")
        raise typer.Exit


@app.command()
def run(
    day: Annotated[
        str | None, typer.Option(help="The day of the edition, 2026-02-18; default: the last one closed.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Preview the day that is not closed yet.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Fetch nothing; replay what is stored.")] = False,
    no_pages: Annotated[bool, typer.Option("--no-pages", help="Read the feeds only, not the articles' pages.")] = False,
    config: ConfigPath = CONFIG,
    archive: ArchivePath = ARCHIVE,
    as_json: Json = False,
) -> None:
    """Read the feeds and make the edition of a day."""
    from briefing.pipeline.publish import publish, wall_clock

    settings = load_config(config)
    if no_pages:
        settings = replace(settings, network=replace(settings.network, pages=False))
    wanted = _chosen_day(settings, day, preview=now)
    started = time.monotonic()
    with Bars() as bars:
        published = publish(settings, archive, wanted, clock=wall_clock, offline=offline, progress=bars)
    seconds = time.monotonic() - started
    if as_json:
        sys.stdout.write(dumps(published.briefing))
    else:
        for line in run_lines(published, seconds=seconds, megabytes=_peak_megabytes()):
            say(line)
    raise typer.Exit(published.exit_code)


def _chosen_day(config: Config, day: str | None, *, preview: bool) -> date:
    from briefing.pipeline.publish import wall_clock

    now = wall_clock()
    if day is not None:
        return as_date(day)
    return config.open_day(now) if preview else config.last_closed_day(now)


def _peak_megabytes() -> float:
    """Of this process and the largest of its children."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


@app.command()
def demo(
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Make three editions of the bundled sample coverage, in demo/ below the archive, unless they are there."""
    from briefing.cli.demo import make_demo

    make_demo(archive / "demo")


@app.command()
def dashboard(
    archive: ArchivePath = ARCHIVE,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.", envvar="BRIEFING_PORT")] = 8501,
) -> None:
    """Open the dashboard on http://localhost:8501."""
    checkout = Path(__file__).parents[2]
    if not (page := checkout / "app.py").exists():
        raise InputError(f"{page} is missing; start the dashboard from a checkout of the program.")
    os.environ["BRIEFING_ARCHIVE"] = str(archive.resolve())
    os.chdir(checkout)  # where Streamlit looks for its settings
    say(f"Opening the dashboard on http://localhost:{port}; stop it with Ctrl+C.")
    sys.stdout.flush()
    served = checkout / "briefing" / "dashboard" / "serve.py"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(served), *options])


@app.command()
def show(
    day: Annotated[str | None, typer.Argument(help="2026-02-18; default: the newest edition.")] = None,
    archive: ArchivePath = ARCHIVE,
    as_json: Json = False,
) -> None:
    """Print an edition."""
    briefing = _edition(archive, day)
    if as_json:
        sys.stdout.write(dumps(briefing))
        return
    for line in (*edition_lines(briefing), *errata_lines(_errata(archive, briefing))):
        say(line)


def _errata(archive: Path, briefing: Briefing) -> tuple[Erratum, ...]:
    """What later editions corrected of an edition, as far as the register knows."""
    from briefing.analysis.errata import find_errata
    from briefing.store.coverage import Coverage
    from briefing.store.editions import Editions
    from briefing.store.timeline import corrected_on

    try:
        with Coverage(archive / "coverage.db", read_only=True) as coverage:
            days = corrected_on(coverage, tuple(report.id for report in briefing.reports), after=briefing.day)
    except StoreError:  # without a database, or with one that the next run brings up to date
        return ()
    return find_errata(briefing, [Editions(archive).load(day) for day in days])


@app.command()
def diff(
    day: Annotated[str, typer.Argument(help="The later edition, 2026-02-18.")],
    before: Annotated[str | None, typer.Argument(help="The earlier one; default: the one before it.")] = None,
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Print what changed from one edition to a later one."""
    from briefing.analysis.changes import changes_between
    from briefing.store.editions import Editions

    editions = Editions(archive)
    later = editions.load(as_date(day))
    earlier = editions.load(as_date(before)) if before else editions.latest(before=later.day)
    if earlier is None:
        raise EditionNotFoundError(f"There is no edition before that of {later.day} to compare with.", day=later.day)
    if earlier.day >= later.day:
        raise InputError(f"The edition of {earlier.day} is not before that of {later.day}; name the later one first.")
    say(f"From the edition of {earlier.day} to that of {later.day}")
    for line in change_lines(changes_between(earlier, later), later):
        say(line)


def _edition(archive: Path, day: str | None) -> Briefing:
    from briefing.store.editions import Editions

    editions = Editions(archive)
    if day is not None:
        return editions.load(as_date(day))
    newest = editions.current_day(latest_day_anywhere())
    if newest is None:
        today = date.today()  # noqa: DTZ011 - only named in the error
        raise EditionNotFoundError(f"There is no edition in {archive} yet. Make one with: briefing run", day=today)
    return editions.load(newest)


@app.command()
def export(
    day: Annotated[str | None, typer.Argument(help="2026-02-18; default: the newest edition.")] = None,
    form: Annotated[str, typer.Option("--as", help="pdf, html, markdown, json, latest, csv or atom.")] = "pdf",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file or folder; - for the standard output; default: this folder."),
    ] = None,
    paper: Annotated[str, typer.Option(help="Of the PDF: a4 or letter.")] = "a4",
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Write an edition as a file: a PDF, a page, Markdown, data for other programs, or a feed of editions."""
    from briefing.cli.exports import export_edition

    written = export_edition(archive, _edition(archive, day), form, output, paper=paper)
    if written is not None:
        say(f"Written: {written}")


@app.command()
def check(
    config: ConfigPath = CONFIG,
    as_json: Json = False,
) -> None:
    """Ask every feed and say how it answers: status, newest item, three titles. Nothing is stored."""
    from briefing.pipeline.check import check_feeds

    settings = load_config(config)
    with Bars() as bars:
        answers = asyncio.run(check_feeds(settings, progress=bars))
    if as_json:
        say(json.dumps([answer.as_json() for answer in answers], ensure_ascii=False, indent=1))
    else:
        for line in check_lines(answers):
            say(line)
    raise typer.Exit(0 if all(answer.ok for answer in answers) else 3)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="All of them must be there; the last may be a beginning.")],
    archive: ArchivePath = ARCHIVE,
    since: Annotated[str | None, typer.Option(help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    as_json: Json = False,
) -> None:
    """Search all editions and all coverage, newest first."""
    from briefing.store.coverage import Coverage
    from briefing.store.search import search as find

    path = archive / "coverage.db"
    if not path.exists():
        raise StoreError(f"There is nothing in {archive} to search yet. Make an edition with: briefing run")
    with Coverage(path) as coverage:
        hits = find(
            coverage,
            " ".join(words),
            since=as_date(since) if since else None,
            until=as_date(until) if until else None,
            limit=limit,
        )
    for line in hit_lines(hits, as_json=as_json):
        say(line)


app.command()(delivery.send)
app.command()(delivery.approve)
app.command()(delivery.schedule)
app.command()(delivery.status)
app.add_typer(feed_lists.app, name="opml")
