"""The timeline of a story: what came before today's sentences, each with the day on which it happened.

It is made of two things: the first sentence of the story in each earlier edition, and sentences of today's reports that
name a day before their own. A sentence that names one day happened on that day; where it names none, or several, it is
kept under the day on which it was reported, if an edition has printed it, and left out if none has.

What leans on another sentence, speaks for its writer, or is told by an outlet under direction alone is left out: a
timeline is read without what stands around it. A sentence names a day by "on" with a verb in the past beside it, or by
"yesterday" and its like: a bare weekday may as well be the next one, and a wrong day is worse than a missing one. A
day within a quotation, of an aside, or since or until when something lasts is not the day of what is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from briefing.analysis.dates import find_times, resolve
from briefing.analysis.evidence import cite
from briefing.analysis.lemmas import PAST
from briefing.analysis.quotations import find_quotations
from briefing.analysis.reading import Read
from briefing.analysis.repetition import repeats
from briefing.analysis.standalone import leans
from briefing.types import Article, Briefing, CitedSentence, DatedSentence, Range, Report, Story

#: Sentences that a story keeps; the first and the latest stay.
_MOST = 30
#: Sentences of today's reports for one day.
_A_DAY = 2
#: A report tells the days before it; what lies further back is history, and more often a wrong year than news.
_FURTHEST = timedelta(days=30)
#: What leads up to the day of an event.
_ON = re.compile(r"\bon\s(?:late\s|early\s)?$", re.IGNORECASE)
_BY_ITSELF = re.compile(r"(?:yesterday|last\snight)\b", re.IGNORECASE)
#: Where the clause around a day begins, and where it ends; a comma may also part the items of a list.
_PARTS = re.compile(r"[;—–“”\"]|:(?=\s)|\b(?:that|which|who|when|while|where|because|although|but)\b")
_CLAUSE = re.compile(rf",|{_PARTS.pattern}")
_FURTHER_PAST = frozenset("froze sank fled sprang swam drank flung hung dug slept hit shut cut burst cost quit".split())
#: A verb that is over: no perfect, no passive of today, no infinitive, no adjective.
_PAST = re.compile(
    r"(?<!\bhas )(?<!\bhave )(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bto )(?<!\bof )(?<!\bthe )(?<!\ba )(?<!\ban )"
    rf"\b(?:[a-z]{{2,}}ed|{'|'.join(sorted(PAST | _FURTHER_PAST))})\b"
)
_NOT_YET = re.compile(r"\b(?:will|would|shall|should|may|might|could|can|must|is|are|has|have)\b")
_SAID = re.compile(r"\b(?:said|told|announced)\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]im|[Tt]hem)\b")
#: And these begin an aside, which has a day of its own: a permit, issued on 13 November, ...
_ASIDE = re.compile(r",\s(?:which|who|whose|where|\w+ed|\w+ing|built|made|held)\b[^,;]*$")
#: Friday's meeting is what is spoken of, not when.
_POSSESSIVE = re.compile(r"['’]s\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]urs?|me|us)\b(?!\.)")
#: A pronoun so near to the beginning stands for somebody whom an earlier sentence names.
_OPENING = 50


def find_timeline(
    story: Story, reads: Sequence[Read], before: Briefing | None, *, directed: Iterable[str], timezone: str
) -> tuple[DatedSentence, ...]:
    """The timeline of a story of today, oldest first; of one day in the order in which it was found.

    `reads` are its reports, the best first; `directed` are the ids of reports by outlets under direction, today's and
    those of the edition before.
    """
    zone = ZoneInfo(timezone)
    left_out = frozenset(directed)
    was = next((s for s in before.stories if s.id == story.id), None) if before else None
    known = [*_of_editions(was, before, zone)] if was and before else []
    told = [sentence.text for sentence in (*story.summary, *story.background)]
    kept: list[DatedSentence] = []
    a_day: Counter[date] = Counter()
    for dated, is_new in ((d, new) for new, some in ((False, known), (True, _of_reports(reads))) for d in some):
        text = dated.sentence.text
        if any(e.article in left_out for e in dated.sentence.evidence):
            continue
        if any(repeats(text, other) for other in told) or (is_new and a_day[dated.on] >= _A_DAY):
            continue
        told.append(text)
        kept.append(dated)
        a_day[dated.on] += 1
    kept.sort(key=lambda dated: dated.on)
    return tuple(kept if len(kept) <= _MOST else (kept[0], *kept[1 - _MOST :]))


def _of_editions(was: Story, before: Briefing, zone: ZoneInfo) -> Iterator[DatedSentence]:
    """What the story has kept so far, and what the edition before told of it."""
    yield from was.timeline
    if not was.summary:
        return
    first = was.summary[0]
    reports = {report.id: report for report in before.reports}
    report = next((reports[e.article] for e in first.evidence if e.article in reports), None)
    named = _named_day(first.text, report) if report else None
    if named:
        yield DatedSentence(on=named, sentence=first, dated_by="text")
    else:
        yield DatedSentence(on=report.published.astimezone(zone).date() if report else before.day, sentence=first)


def _of_reports(reads: Sequence[Read]) -> Iterator[DatedSentence]:
    """Sentences of the reports' summaries that name one day before their report, and can be read alone."""
    for read in reads:
        for sentence in read.digest.summary.sentences:
            if (
                not sentence.verified
                or leans(sentence.text)
                or _PRONOUN.search(sentence.text[:_OPENING])
                or _is_first_person(sentence.text)
            ):
                continue
            day = _named_day(sentence.text, read.article)
            if day and day < read.article.published.date():
                cited = CitedSentence(text=sentence.text, evidence=(cite(read.article, sentence.ranges),))
                yield DatedSentence(on=day, sentence=cited, dated_by="text")


def _named_day(text: str, told: Article | Report) -> date | None:
    """The one day that a sentence names for what it tells; None where it names none, or more than one."""
    days = {day for expression in find_times(text, 0, len(text)) for day in _day_of(text, expression, told)}
    return next(iter(days)) if len(days) == 1 else None


def _day_of(text: str, expression: Range, told: Article | Report) -> Iterator[date]:
    if not _is_day_of_event(text, expression):
        return
    days = resolve(text, expression, told.published)
    if days and days[0] == days[1] and told.published.date() - _FURTHEST <= days[0] <= told.published.date():
        yield days[0]


def _is_day_of_event(text: str, expression: Range) -> bool:
    """Whether the day is the one on which something happened that its clause tells."""
    start, end = expression
    ahead = text[:start]
    if not _ON.search(ahead) and not _BY_ITSELF.match(text, start):
        return False
    if _ASIDE.search(ahead) or _POSSESSIVE.match(text, end) or _is_quoted(text, start):
        return False
    clause = ahead[_last(_CLAUSE, ahead) :]
    if _SAID.search(clause):
        return True
    closed = _CLAUSE.search(text, end)
    behind = text[end : closed.start() if closed else len(text)]
    return bool(_PAST.search(clause + behind)) and not _NOT_YET.search(ahead[_last(_PARTS, ahead) :] + behind)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; 0 without one."""
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _is_quoted(text: str, at: int) -> bool:
    return any(q.start <= at < q.end for q in find_quotations(text, [(0, len(text))]))


def _is_first_person(text: str) -> bool:
    return any(not _is_quoted(text, match.start()) for match in _FIRST_PERSON.finditer(text))
