"""What changed since the edition before: both editions compared, every change in the words of its sources.

| kind | before | after |
|---|---|---|
| story | nothing | the first sentence of a story that is new |
| development | the first sentence of the day before | one that says something else |
| figure | the last claim of the same side on the same quantity | a claim that excludes it |
| position | what an actor stood for | what the same actor stands for now, which contradicts it |
| role | what somebody was called | the sentence that says that they lost or got an office; else what they are called |
|      |                          | now that it is over, or who is called so instead |
| statement | nothing | what somebody by name says who did not say it before |
| quiet | the first sentence of a story that nobody reports on today | nothing |
| correction | a printed sentence that its publisher has changed | what stands in its place, if anything like it does |
| correction | a sentence that a cited report no longer has | the publisher's notice that an earlier version was wrong |

A sentence that says again what the edition before printed is no change: it is kept as background.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from briefing.analysis.entries import is_roundup
from briefing.analysis.evidence import cite
from briefing.analysis.measures import STATES
from briefing.analysis.positions import contradict
from briefing.analysis.quantities import conflict, count_one_thing
from briefing.analysis.repetition import nearness, repeats
from briefing.text.sentences import split_sentences
from briefing.types import (
    Article,
    Briefing,
    Change,
    ChangeKind,
    CitedSentence,
    Claim,
    Evidence,
    KeyActor,
    Quantity,
    Range,
    Role,
    Statement,
    Story,
)

#: The order in which changes are told.
_ORDER: tuple[ChangeKind, ...] = (
    "correction",
    "figure",
    "position",
    "role",
    "development",
    "story",
    "statement",
    "quiet",
)
#: Words of a role that say that it is over.
_OVER = re.compile(r"\b(?:former|formerly|ex|until|ousted|outgoing|dismissed|sacked|late|then)\b", re.IGNORECASE)
#: A sentence in which a publisher says that something was wrong.
_NOTICE = re.compile(
    r"\A(?:Correction|Clarification|Corrected)\b|\b(?:earlier|previous) version of th(?:is|e) ", re.IGNORECASE
)
#: What takes the place of a corrected sentence shares so many of its words.
_IN_ITS_PLACE = 0.5


def find_changes(
    before: Briefing | None,
    stories: Sequence[Story],
    actors: Sequence[KeyActor],
    positions: Sequence[Statement],
    revised: Iterable[Article],
    *,
    statements: Sequence[Statement] = (),
    reported: Collection[str] = (),
    cited: Iterable[Article] = (),
    handovers: Mapping[str, CitedSentence] | None = None,
) -> tuple[Change, ...]:
    """The changes by kind, then in the order of the stories; none for a first edition.

    Args:
        before: the edition to compare with.
        stories: those that the edition prints.
        actors: those that the edition prints.
        positions: those that the edition prints.
        revised: the newest versions of articles that the edition before cites in older ones.
        statements: those that the edition prints.
        reported: stories of the edition before that are reported on today without a place of their own: merged,
            hidden, or past the limit.
        cited: the articles of the edition before, as they were then.
        handovers: actor id -> the sentence in which a report says that the actor lost or got an office.
    """
    if before is None:
        return ()
    known = {story.id: story for story in before.stories}
    newest = {article.id: article for article in revised}
    found = [
        *_corrections(before, newest),
        *_notices(before, newest, cited),
        *_new((story for story in stories if story.id not in known), before.day),
        *_figures(stories, before.stories),
        *(change for story in stories if story.id in known for change in _in_story(story, known[story.id])),
        *_roles(before, actors, handovers or {}),
        *_positions(before.positions, positions),
        *_statements(before, statements),
        *_quiet(before.stories, {story.id for story in stories} | set(reported)),
    ]
    return tuple(sorted(found, key=lambda change: _ORDER.index(change.kind)))


def changes_between(earlier: Briefing, later: Briefing) -> tuple[Change, ...]:
    """The changes from any edition to any later one.

    What publishers corrected is only known of the edition that `later` was compared with when it was made.
    """
    if later.compared_with == earlier.day:
        return later.changes
    shown_otherwise = {story for one in later.stories for story in one.merged} | {edit.story for edit in later.edits}
    return find_changes(
        earlier,
        later.stories,
        later.actors,
        later.positions,
        (),
        statements=later.statements,
        reported=shown_otherwise,
    )


# ---------------------------------------------------------------- stories


def without_repeats(story: Story, before: Story | None) -> Story:
    """A story with the sentences put aside that the edition before printed, but for the first if all were."""
    if before is None:
        return story
    old = [sentence.text for sentence in (*before.summary, *before.background)]
    repeated = tuple(s for s in story.summary if any(repeats(s.text, text) for text in old))
    fresh = tuple(s for s in story.summary if s not in repeated)
    return replace(story, summary=fresh, background=repeated) if fresh else story


def _new(stories: Iterable[Story], day: date) -> Iterator[Change]:
    """Stories that began after the edition of a day; one that was only left out of it is not new.

    Nor is what rounds up a day, and it does not go quiet: it is of its day.
    """
    for story in stories:
        if story.first_day > day and story.summary and not is_roundup(story.headline):
            yield Change(kind="story", story=story.id, subject=story.headline, after=story.summary[0])


def _in_story(story: Story, before: Story) -> Iterator[Change]:
    first = story.summary[0] if story.summary else None
    if first and before.summary and not any(repeats(first.text, s.text) for s in (*before.summary, *before.background)):
        yield Change(kind="development", story=story.id, subject=story.headline, before=before.summary[0], after=first)


def _figures(stories: Sequence[Story], before: Sequence[Story]) -> list[Change]:
    """Each figure that moved once, in the order of the stories: first within the stories that go on.

    A toll belongs to its event. What else is counted in the same words may be told in another story on the next day:
    how many hours the fuel of the hospital lasts.
    """
    told: set[tuple[str, float | None]] = set()
    found: list[tuple[int, Change]] = []
    for within in (True, False):
        for place, story in enumerate(stories):
            counted = [q for one in before if (one.id == story.id) is within for q in one.quantities]
            for quantity, earlier in product(story.quantities, counted):
                if _may_be_same(quantity, earlier) and (within or quantity.counted not in STATES):
                    moves = [m for m in _moved(earlier, quantity) if (m[0].evidence.id, m[1].value) not in told]
                    told |= {(was.evidence.id, now.value) for was, now in moves}  # one may move in two wordings
                    found += [(place, _as_move(story, was, now)) for was, now in moves]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def _as_move(story: Story, was: Claim, now: Claim) -> Change:
    return Change(
        kind="figure",
        story=story.id,
        subject=story.headline,
        before=_as_sentence(was),
        after=_as_sentence(now),
        claimant=now.claimant,
    )


def _may_be_same(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may count the same thing; of the dead of two places each has its own."""
    if (a.counted.casefold(), a.unit) != (b.counted.casefold(), b.unit):
        return False
    return a.counted not in STATES or not a.where or not b.where or a.where.casefold() == b.where.casefold()


def _moved(before: Quantity, now: Quantity) -> Iterator[tuple[Claim, Claim]]:
    """The claims of one side that exclude each other, then and now.

    Who counts the dead counts them in any words. Another count is the same only in the same sentence, and there it may
    be nobody's on the one day and somebody's on the other. Nothing falls to zero: that is told of something else.
    """
    for claim in now.claims:
        for was in before.claims:
            if not claim.value or was.reported >= claim.reported or not conflict(was, claim):
                continue
            own = claim.party in (was.party, was.claimant)
            if own and claim.claimant and now.counted in STATES:
                yield was, claim
                break
            nobodys = now.counted not in STATES and not (was.party and claim.party)
            if (own or nobodys) and count_one_thing(_sentence_of(was), _sentence_of(claim)):
                yield was, claim
                break


def _sentence_of(claim: Claim) -> tuple[str, str, str]:
    """What stands before the number in its sentence, the number with what it counts, and what stands after."""
    evidence = claim.evidence
    at, number = len(evidence.before), evidence.quoted[0]
    whole = f"{evidence.before}{number}{evidence.after}"
    start, end = next(((a, b) for a, b in split_sentences(whole) if a <= at < b), (0, len(whole)))
    return whole[start:at], number, whole[at + len(number) : end]


def _as_sentence(claim: Claim) -> CitedSentence:
    return CitedSentence(text=claim.text, evidence=(claim.evidence,))


def _quiet(before: Sequence[Story], reported: Collection[str]) -> Iterator[Change]:
    for story in before:
        if story.id not in reported and story.summary and not is_roundup(story.headline):
            yield Change(kind="quiet", story=story.id, subject=story.headline, before=story.summary[0])


# ---------------------------------------------------------------- actors


def _roles(before: Briefing, today: Sequence[KeyActor], handovers: Mapping[str, CitedSentence]) -> Iterator[Change]:
    """Who lost or got an office by a verb, else by what they are called: former, and what another was before."""
    old = {actor.id: actor.role for actor in before.actors if actor.role and not _OVER.search(actor.role.text)}
    told = {change.subject for change in before.changes if change.kind == "role"}
    by_verb = {actor.id: handovers[actor.id] for actor in today if actor.id in handovers and actor.name not in told}
    left: set[str] = set()
    for actor in today:
        was = old.get(actor.id)
        if actor.id in by_verb:
            was_called = _wording(was) if was else None
            yield Change(kind="role", story=None, subject=actor.name, before=was_called, after=by_verb[actor.id])
        elif actor.name in told:
            continue
        elif was and actor.role and _OVER.search(actor.role.text):
            left.add(_office(was))
            yield Change(kind="role", story=None, subject=actor.name, before=_wording(was), after=_wording(actor.role))
    for actor in today:
        known = actor.id in by_verb or actor.name in told
        if actor.role and not known and actor.id not in old and _office(actor.role) in left:
            yield Change(kind="role", story=None, subject=actor.name, after=_wording(actor.role))


def _office(role: Role) -> str:
    return re.sub(r"\W+", " ", role.text.casefold()).strip()


def _wording(role: Role) -> CitedSentence:
    return CitedSentence(text=role.text, evidence=(role.evidence,))


# ---------------------------------------------------------------- corrections


def _corrections(before: Briefing, newer: Mapping[str, Article]) -> Iterator[Change]:
    """Printed sentences that are no longer in the newest version of the article that they were taken from."""
    stories = {id(sentence): story for story in before.stories for sentence in story.summary}
    seen: set[str] = set()
    for sentence in _printed(before):
        for evidence in sentence.evidence:
            if evidence.id in seen:
                continue  # what the lead has in common with its story
            seen.add(evidence.id)
            newest = newer.get(evidence.article)
            if newest is None or evidence.version >= newest.version:
                continue
            if not all(_stands(piece, newest.text) for piece in evidence.quoted):
                story = stories.get(id(sentence))
                yield Change(
                    kind="correction",
                    story=story.id if story else None,
                    subject=newest.headline,
                    before=sentence,
                    after=_in_its_place(sentence.text, newest),
                )


def _notices(before: Briefing, newer: Mapping[str, Article], cited: Iterable[Article]) -> Iterator[Change]:
    """What publishers say was wrong in a cited report of which nothing that was printed has changed."""
    told = {e.article for change in _corrections(before, newer) if change.before for e in change.before.evidence}
    stories = {report: story.id for story in before.stories for report in story.reports}
    for article in cited:
        newest = newer.get(article.id)
        if newest is None or article.version >= newest.version or article.id in told:
            continue
        notice = next((n for n in _only_in(newest, article) if _NOTICE.search(newest.text[n[0] : n[1]])), None)
        if notice:
            gone = next(_only_in(article, newest), None)
            yield Change(
                kind="correction",
                story=stories.get(article.id),
                subject=newest.headline,
                before=_sentence(article, gone) if gone else None,
                after=_sentence(newest, notice),
            )


def _only_in(article: Article, other: Article) -> Iterator[Range]:
    """The sentences of one version that do not stand in another."""
    return (r for r in split_sentences(article.text) if not _stands(article.text[r[0] : r[1]], other.text))


def _printed(briefing: Briefing) -> Iterator[CitedSentence]:
    yield from (sentence for story in briefing.stories for sentence in story.summary)
    yield from (lead.sentence for lead in briefing.lead)
    yield from (CitedSentence(text=s.content, evidence=(s.evidence,)) for s in briefing.statements)


def _stands(words: str, text: str) -> bool:
    return " ".join(words.split()) in " ".join(text.split())


def _in_its_place(sentence: str, article: Article) -> CitedSentence | None:
    """The sentence of the new version that is most like the old one; None if none is much like it."""
    ranges = split_sentences(article.text)
    best = max(ranges, key=lambda r: nearness(sentence, article.text[r[0] : r[1]]), default=None)
    if best is None or nearness(sentence, article.text[best[0] : best[1]]) < _IN_ITS_PLACE:
        return None
    return _sentence(article, best)


def _sentence(article: Article, span: Range) -> CitedSentence:
    evidence: Evidence = cite(article, [span])
    return CitedSentence(text=" ".join(evidence.quoted[0].split()), evidence=(evidence,))


# ---------------------------------------------------------------- statements


def with_repeats(statements: Sequence[Statement], before: Briefing | None) -> tuple[Statement, ...]:
    """The statements, with the day of the first edition that had them where the edition before had them already."""
    if before is None:
        return tuple(statements)
    return tuple(replace(statement, repeats=_known_since(statement, before)) for statement in statements)


def _known_since(statement: Statement, before: Briefing) -> date | None:
    for other in before.positions if statement.form == "position" else before.statements:
        if other.speaker_id == statement.speaker_id and repeats(statement.content, other.content):
            return other.repeats or before.day
    return None


def _statements(before: Briefing, today: Sequence[Statement]) -> Iterator[Change]:
    for said in today:
        if said.speaker and _known_since(said, before) is None:
            yield Change(kind="statement", story=None, subject=said.speaker, after=_wording_of(said))


def _positions(before: Sequence[Statement], today: Sequence[Statement]) -> Iterator[Change]:
    """Positions of one actor on one matter, of which the one is for it and the other against."""
    for now in today:
        for was in before:
            if was.speaker_id == now.speaker_id and contradict(was.content, now.content):
                yield Change(
                    kind="position",
                    story=None,
                    subject=now.speaker or "",
                    before=_wording_of(was),
                    after=_wording_of(now),
                )
                break


def _wording_of(said: Statement) -> CitedSentence:
    return CitedSentence(text=said.content, evidence=(said.evidence,))
