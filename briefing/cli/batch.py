"""The commands that read JSON Lines and write JSON Lines: digest, stories, extract, feeds, verify.

A document that cannot be read gives a line with its `id` and an `error`, and the others go on; the command fails only
if the input cannot be opened or the output cannot be written. Offsets count Unicode code points.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.analysis.dates import date_figure
from briefing.analysis.dedupe import find_copies
from briefing.analysis.faithfulness import judge
from briefing.analysis.source import Embed, Source
from briefing.analysis.wording import mend_numbers
from briefing.cli.terminal import Bars
from briefing.errors import InputError, ParseError
from briefing.models.embedding import load_embedder
from briefing.pipeline.digest import Settings, Task, can_read, digest_batch, embedding_problem, text_hash
from briefing.sources.dates import parse_date
from briefing.sources.feed import parse_feed
from briefing.text.extract import extract_page
from briefing.text.language import detect_language
from briefing.text.sentences import split_sentences
from briefing.types import Actor, Attribution, Digest, Entry, Figure

if TYPE_CHECKING:
    from briefing.analysis.stories import Item

Row = dict[str, Any]
In = Annotated[Path, typer.Argument(metavar="IN.jsonl", help="Documents, one JSON object a line.")]
Out = Annotated[Path, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the results go.")]

#: Texts that go through the models together.
_BATCH = 16


def digest(source: In, output: Out) -> None:
    """Read each text with the models: summary, actors, statements, figures, with the ranges that they rest on."""
    rows = _read(source)
    _write(output, _shown("texts", _digest_rows(rows), len(rows)))


def stories(source: In, output: Out) -> None:
    """Group the articles of one collection by the event that they tell."""
    rows = _read(source)
    _write(output, _story_rows(rows))


def extract(source: In, output: Out) -> None:
    """Get the article out of each web page."""
    rows = _read(source)
    _write(output, _shown("articles", (_answer(row, lambda r: _page_row(r, source.parent)) for row in rows), len(rows)))


def feeds(source: In, output: Out) -> None:
    """Parse each feed as it was served."""
    rows = _read(source)
    _write(output, _shown("feeds", (_answer(row, lambda r: _feed_row(r, source.parent)) for row in rows), len(rows)))


def verify(source: In, output: Out) -> None:
    """Check claims against the texts that they are said to follow from."""
    rows = _read(source)
    embed = _lazy_embed if embedding_problem() is None else None
    _write(output, _shown("claims", (_answer(row, lambda r: _verdict_row(r, embed)) for row in rows), len(rows)))


# ---------------------------------------------------------------- files


def _read(path: Path) -> list[Row]:
    """The rows of a file; a line that is no JSON object becomes a row with `error`."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or 'not gzip'}).") from error
    return [_row(line, number) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]


def _row(line: bytes, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        return {"id": None, "line": number, "error": f"line {number} is not JSON; it may be cut off"}
    if not isinstance(row, dict):
        return {"id": None, "line": number, "error": f"line {number} is not a JSON object"}
    return row


def _write(path: Path, rows: Iterable[Row]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from error


def _shown(step: str, rows: Iterable[Row], total: int) -> Iterator[Row]:
    """The rows, with a progress bar."""
    with Bars() as bars:
        bars(step, 0, total)
        for done, row in enumerate(rows, 1):
            yield row
            bars(step, done, total)


def _answer(row: Row, work: Callable[[Row], Row]) -> Row:
    """What the work gives for a row, or why it gave nothing."""
    if "error" in row:
        return row
    try:
        return work(row)
    except Exception as error:
        return _failed(row, error)


def _failed(row: Row, error: Exception) -> Row:
    return {"id": row.get("id"), "error": str(error) or type(error).__name__}


# ---------------------------------------------------------------- digests


def _digest_rows(rows: Sequence[Row]) -> Iterator[Row]:
    for first in range(0, len(rows), _BATCH):
        yield from _digest_some(rows[first : first + _BATCH])


def _digest_some(rows: Sequence[Row]) -> Iterator[Row]:
    """The digests of a batch; where a text breaks the batch, each text goes by itself."""
    checked = [(row, _problem(row)) for row in rows]
    good = [row for row, problem in checked if problem is None]
    try:
        digests = iter(digest_batch([_task(row) for row in good], Settings()))
    except Exception as error:
        if len(rows) > 1:
            for row in rows:
                yield from _digest_some([row])
        else:
            yield _failed(rows[0], error)
        return
    for row, problem in checked:
        yield _digest_row(row, next(digests)) if problem is None else _with_error(row, problem)


def _problem(row: Row) -> str | None:
    if "error" in row:
        return str(row["error"])
    text = row.get("text")
    if not isinstance(text, str):
        return "there is no text"
    language = detect_language(text, expected=row.get("language") or "en")
    return None if can_read(language) else f"language {language} is not read by an installed model"


def _with_error(row: Row, problem: str) -> Row:
    return row if "error" in row else {"id": row.get("id"), "error": problem}


def _task(row: Row) -> Task:
    headline = row.get("title") or ""
    return Task(hash=text_hash(headline, row["text"]), headline=headline, text=row["text"])


def _digest_row(row: Row, found: Digest) -> Row:
    return {
        "id": row.get("id"),
        "body": found.body,
        "summary": {
            "model": found.summary.model,
            "extractive": found.summary.extractive,
            "sentences": [{"text": s.text, "spans": s.ranges} for s in found.summary.sentences],
        },
        "actors": [_actor_row(actor) for actor in found.actors],
        "statements": [_statement_row(statement) for statement in found.attributions],
        "figures": [_figure_row(row, figure) for figure in found.figures],
    }


def _actor_row(actor: Actor) -> Row:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "role_spans": actor.role_ranges,
        "aliases": actor.aliases,
        "mentions": sorted({*actor.mentions, *actor.references}),
        "salience": actor.salience,
        "institution": actor.institution,
    }


def _statement_row(statement: Attribution) -> Row:
    row = {key.replace("_ranges", "_spans"): value for key, value in asdict(statement).items()}
    return {key: value for key, value in row.items() if value is not None or key in ("speaker", "cue")}


def _figure_row(row: Row, figure: Figure) -> Row:
    published = parse_date(str(row.get("published") or ""))
    dated = date_figure(row["text"], figure, published)
    return {
        "value": dated.value,
        "upper": dated.upper,
        "comparator": dated.comparator,
        "unit": dated.unit,
        "counted": dated.counted,
        "where": dated.where,
        "claimant": dated.claimant,
        "as_of": dated.as_of.isoformat() if dated.as_of else None,
        "spans": dated.ranges,
        "when_span": dated.when,
        "sentence_span": dated.sentence,
    }


# ---------------------------------------------------------------- stories


def _story_rows(rows: Sequence[Row]) -> Iterator[Row]:
    from briefing.analysis.stories import group_by_story  # with SciPy, for which no other command should wait

    answers = list(_shown("texts", _digested(rows), len(rows)))
    good = [answer for answer in answers if "digest" in answer]
    copies = find_copies([answer["row"]["text"] for answer in good])
    firsts = [i for i, first in enumerate(copies) if i == first]
    numbers = group_by_story([_item(good[i]) for i in firsts])
    label = dict(zip(firsts, numbers, strict=True))
    labels = iter([label[first] for first in copies])
    for answer in answers:
        if "digest" in answer:
            yield {"id": answer["row"].get("id"), "story": f"s{next(labels)}"}
        else:
            yield answer


def _digested(rows: Sequence[Row]) -> Iterator[Row]:
    for first in range(0, len(rows), _BATCH):
        for row in rows[first : first + _BATCH]:
            if (problem := _problem(row)) is not None:
                yield _with_error(row, problem)
            else:
                yield {"row": row, "digest": digest_batch([_task(row)], Settings())[0]}


def _item(answer: Row) -> Item:
    from briefing.analysis.stories import item_of

    row = answer["row"]
    return item_of(row.get("title") or "", row["text"], answer["digest"], published=_moment(row.get("published")))


def _moment(text: object) -> datetime | None:
    """A date in ISO 8601, in UTC where it does not say; None where there is none."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


# ---------------------------------------------------------------- pages and feeds


def _bytes(row: Row, key: str, folder: Path) -> bytes:
    path = folder / str(row[key])
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _page_row(row: Row, folder: Path) -> Row:
    html = _bytes(row, "html_path", folder) if row.get("html_path") else str(row["html"]).encode()
    page = extract_page(html, url=row.get("url"))
    return {
        "id": row.get("id"),
        "title": page.title,
        "text": page.text,
        "published": page.published.isoformat() if page.published else None,
        "authors": page.authors,
        "language": page.language or (detect_language(page.text, expected="en") if page.text else None),
    }


def _feed_row(row: Row, folder: Path) -> Row:
    url = row.get("url")
    try:
        parsed = parse_feed(
            _bytes(row, "path", folder), url=url, content_type=row.get("content_type"), feed_url=url or ""
        )
    except ParseError as error:
        return {"id": row.get("id"), "error": f"{error.reason}: {error}", "entries": []}
    return {"id": row.get("id"), "title": parsed.title, "entries": [_entry_row(entry) for entry in parsed.entries]}


def _entry_row(entry: Entry) -> Row:
    published = entry.published or entry.updated
    return {
        "id": entry.id,
        "title": entry.title,
        "link": entry.link,
        "published": published.isoformat() if published else None,
    }


# ---------------------------------------------------------------- claims


def _lazy_embed(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    """Vectors; the model is loaded when the first claim needs it."""
    return load_embedder().embed(texts)


def _verdict_row(row: Row, embed: Embed | None) -> Row:
    for key in ("source", "claim"):
        if not isinstance(row.get(key), str):
            return {"id": row.get("id"), "error": f"there is no {key}"}
    text, claim = mend_numbers(row["source"]), mend_numbers(row["claim"])
    found = judge([claim[a:b] for a, b in split_sentences(claim)], Source(text, split_sentences(text), embed))
    return {
        "id": row.get("id"),
        "supported": found.verdict != "refused",
        "verdict": found.verdict,
        "score": found.score,
        "reasons": found.reasons,
    }
