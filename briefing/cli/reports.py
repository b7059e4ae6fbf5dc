"""What the commands tell, line by line."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.register import Erratum
from briefing.store.search import MARK_END, MARK_START, Hit
from briefing.types import Briefing, Change, Coverage, EditKind, FeedResult, Statement
from briefing.views.changes import LABELS, has_two_sides, words_now
from briefing.views.people import content_of, has_verb, line_of, verb_of
from briefing.views.words import marked

if TYPE_CHECKING:
    from briefing.pipeline.check import Answer
    from briefing.pipeline.delivery import Sent
    from briefing.pipeline.morning import Morning
    from briefing.pipeline.publish import Published
    from briefing.pipeline.standing import Standing

_WIDTH = 100
#: So many feeds that fared alike are each named.
_NAMED = 3


def run_lines(published: Published, *, seconds: float, megabytes: float) -> Iterator[str]:
    """What came of a run."""
    briefing = published.briefing
    state = "written" if published.written else "unchanged"
    yield f"Edition {briefing.number} of {briefing.day}, {state}: {published.path}"
    yield coverage_sentence(briefing.coverage)
    yield (
        f"Texts read by the models: {published.computed} now, {published.remembered} remembered. "
        f"{seconds:.1f} s, {megabytes:.0f} MB."
    )
    yield from _feed_lines(briefing.feeds)
    if edited := edits_sentence(briefing):
        yield edited
    yield from briefing.provenance.notes


def _feed_lines(feeds: Sequence[FeedResult]) -> Iterator[str]:
    """What is to be said of feeds; those that fared alike, as all do whose proxy is down, share a line."""
    alike: dict[tuple[str, str], list[str]] = {}
    for feed in feeds:
        if feed.status in ("failed", "blocked", "stale", "empty") or feed.detail:
            alike.setdefault((feed.status, feed.detail), []).append(feed.publisher)
    for (status, detail), publishers in alike.items():
        names = dict.fromkeys(publishers)
        shown = ", ".join(names) if len(names) <= _NAMED else f"{len(publishers)} feeds, {next(iter(names))} among them"
        yield f"  {status}: {shown}: {detail}"


def edits_sentence(briefing: Briefing) -> str | None:
    """What an editor did to the line-up; None where nobody did anything."""
    did: dict[EditKind, str] = {"pin": "pinned", "merge": "merged", "split": "split off", "hide": "hidden"}
    done = Counter(edit.kind for edit in briefing.edits)
    parts = [f"{done[kind]} {word}" for kind, word in did.items() if done[kind]]
    return f"Stories edited by hand: {', '.join(parts)}." if parts else None


def coverage_sentence(coverage: Coverage) -> str:
    """What an edition rests on, in a sentence."""
    countries = _count(coverage.countries, "country", "countries")
    return (
        f"{coverage.feeds_read} of {coverage.feeds_asked} feeds read, {coverage.entries:,} entries, "
        f"{coverage.on_topic:,} on topic, {coverage.digested:,} read, {coverage.distinct:,} distinct reports "
        f"from {countries}, {_count(coverage.stories, 'story', 'stories')}."
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def edition_lines(briefing: Briefing) -> Iterator[str]:
    """An edition as text, with the numbers of its evidence."""
    publishers = {report.id: report for report in briefing.reports}
    sample = " - sample, invented" if briefing.sample else ""
    date = f"{briefing.day:%A} {briefing.day.day} {briefing.day:%B %Y}"
    yield f"{briefing.title}, {date}, edition {briefing.number}{sample}"
    yield coverage_sentence(briefing.coverage)
    if edited := edits_sentence(briefing):
        yield edited
    if briefing.lead:
        yield ""
    for one in briefing.lead:
        credit = ", ".join(dict.fromkeys(publishers[e.article].publisher for e in one.sentence.evidence))
        yield from _wrapped(f"{marked(one.sentence)} [{credit}]", "  ")
    for story in briefing.stories:
        yield ""
        sources = _count(
            len({publishers[one].publisher for one in story.reports if one in publishers}), "source", "sources"
        )
        yield from _wrapped(f"{story.headline}", "")
        yield f"  {story.topic} - {story.state} - {sources}, {_count(story.origins, 'origin', 'origins')}"
        for sentence in story.summary:
            credit = ", ".join(dict.fromkeys(publishers[e.article].publisher for e in sentence.evidence))
            yield from _wrapped(f"{marked(sentence)} [{credit}]", "  ")
    yield from _since_lines(briefing)
    yield from _people_lines(briefing)
    yield ""
    yield "What this briefing does not know"
    for gap in briefing.gaps:
        yield from _wrapped(gap.text, "  ")


def _since_lines(briefing: Briefing) -> Iterator[str]:
    if briefing.compared_with:
        yield ""
        yield f"Since the edition of {briefing.compared_with}"
        yield from change_lines(briefing.changes, briefing)
    for dispute in briefing.disputes:
        yield ""
        yield f"Disputed: {dispute.counted or 'what was said'}{f', {dispute.where}' if dispute.where else ''}"
        for claim in dispute.claims:
            yield from _wrapped(f"{claim.claimant}: {claim.text}", "  ")


def change_lines(changes: Sequence[Change], later: Briefing) -> Iterator[str]:
    """What changed up to the later edition, a paragraph each."""
    for change in changes:
        was = marked(change.before) if change.before else "nothing"
        now = marked(change.after, words_now(change, later)) if change.after else "nothing"
        told = f"{was} -> {now}" if has_two_sides(change) else now if change.after else was
        whose = f", according to {change.claimant}" if change.claimant else ""
        yield from _wrapped(f"{LABELS[change.kind]}: {change.subject}: {told}{whose}", "  ")
    if not changes:
        yield "  No change."


def errata_lines(errata: Sequence[Erratum]) -> Iterator[str]:
    """What later editions corrected."""
    if errata:
        yield ""
        yield "Corrected since"
    for erratum in errata:
        change = erratum.correction
        now = marked(change.after) if change.after else "no longer in the report"
        was = marked(change.before) if change.before else ""
        yield from _wrapped(f"In the edition of {erratum.day}: {change.subject}: {was} -> {now}", "  ")


def _people_lines(briefing: Briefing) -> Iterator[str]:
    publishers = {report.id: report.publisher for report in briefing.reports}
    yield ""
    yield "Who said what"
    for said in briefing.statements:
        role = f", {said.role.text}," if said.role else ""
        verb = " ".join(filter(None, (_spoken(said), said.addressee)))
        words = content_of(said) if has_verb(said) else line_of(said)
        others = len(said.reports) - 1
        credit = publishers[said.evidence.article] + (f" and {others} more" if others else "")
        who = f"{said.speaker}{role} {verb}".rstrip(" ,")
        yield from _wrapped(f"{who}: {words} [{credit}]", "  ")
    yield ""
    yield "Key actors"
    for actor in briefing.actors:
        given = [role for role in (actor.role, *actor.roles) if role]
        dated = len(given) > 1
        role = "".join(f", {r.text} ({r.on.day} {r.on:%B})" if dated else f", {r.text}" for r in given)
        yield f"  {actor.name}{role}: {_count(actor.reports, 'report', 'reports')}"


def _spoken(said: Statement) -> str:
    """The verb behind the name of the speaker, where it is one."""
    return "" if (said.cue or "").casefold() == "according to" else verb_of(said)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]


def check_lines(answers: Sequence[Answer]) -> Iterator[str]:
    """How the feeds answered."""
    for answer in answers:
        result = answer.result
        newest = f", newest {result.newest:%d %b %Y %H:%M} UTC" if result.newest else ""
        detail = f": {result.detail}" if result.detail else ""
        yield f"{result.status:9} {result.publisher} <{result.url}>{detail}{newest}"
        for title in answer.titles:
            yield f"            {title[:_WIDTH]}"
    good = sum(answer.ok for answer in answers)
    yield f"{good} of {len(answers)} feeds answer as they should."


def hit_lines(hits: Sequence[Hit], *, as_json: bool) -> Iterator[str]:
    """What a search found."""
    if as_json:
        rows = [
            {
                "kind": hit.kind,
                "day": hit.day.isoformat(),
                "headline": hit.headline,
                "snippet": hit.snippet.replace(MARK_START, "").replace(MARK_END, ""),
                "credit": hit.credit,
                "ref": hit.ref,
            }
            for hit in hits
        ]
        yield json.dumps(rows, ensure_ascii=False, indent=1)
        return
    for hit in hits:
        yield f"{hit.day} {hit.kind:9} {hit.headline} ({hit.credit})"
        yield from _wrapped(hit.snippet.replace(MARK_START, "[").replace(MARK_END, "]"), "    ")
    if not hits:
        yield "Nothing found. Try fewer words or another spelling."


# ---------------------------------------------------------------- sending


def sent_lines(sent: Sent) -> Iterator[str]:
    """Who got an edition, and who did not."""
    for delivery in sent.deliveries:
        detail = f": {delivery.detail}" if delivery.detail else ""
        yield f"{delivery.state:8} {delivery.letter.recipient}{detail}"
    if sent.problem and sent.deliveries:
        yield f"Sent without PDF: {sent.problem}"
    had = f"; {_count(sent.had, 'recipient', 'recipients')} had it before" if sent.had else ""
    yield f"Revision {sent.revision} of {sent.day}: sent to {sent.reached} of {len(sent.deliveries)}{had}."


def morning_lines(found: Morning) -> Iterator[str]:
    """What came of a morning."""
    detail = f": {found.detail}" if found.detail else ""
    yield f"{found.day} {found.state}{detail}"
    if found.sent is not None:
        yield from sent_lines(found.sent)


def status_lines(found: Standing, timezone: str, now: datetime) -> Iterator[str]:
    """How it stands, a line each."""
    zone = ZoneInfo(timezone)

    def when(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%d %b %Y %H:%M} {timezone}"

    run = found.run
    if run is None:
        yield "Last run      none yet; start one with: briefing run"
    else:
        how = {0: "all well", 3: "published, but some feeds could not be read"}.get(run.exit_code, "nothing published")
        error = f": {run.summary['error']}" if "error" in run.summary else ""
        yield f"Last run      {when(run.finished)}, for {run.day}, {how}{error}"
    yield f"Last edition  {_edition_state(found)}"
    yield f"Last mail     {_mail_state(found, when)}"
    if found.next is None:
        yield "Next run      no schedule is running here; start one with: briefing schedule --at 06:30"
    else:
        late = ", overdue" if found.next.next < now else ""
        yield f"Next run      {when(found.next.next)}{late}"


def _edition_state(found: Standing) -> str:
    edition = found.edition
    if edition is None:
        return "none yet"
    late = "; a day has closed since" if found.is_late else ""
    held = f". {found.held_back}" if found.held_back else ""
    feeds = f"{edition.coverage.feeds_read} of {edition.coverage.feeds_asked} feeds"
    stories = _count(len(edition.stories), "story", "stories")
    return f"{edition.day}, revision {edition.revision}, {stories}, {feeds}{late}{held}"


def _mail_state(found: Standing, when: Callable[[datetime], str]) -> str:
    if found.mail is None:
        last = "none yet"
    else:
        last = f"{when(found.mail.at)}, edition of {found.mail.letter.day}, revision {found.mail.letter.revision}"
    states = ", ".join(f"{count} {state}" for state, count in sorted(found.states.items()))
    return f"{last}{f'; of the last edition: {states}' if states else ''}"
