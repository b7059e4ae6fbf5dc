"""What was said on a day: one record for one statement, however many outlets carry it.

Two attributions are one statement when they have the same speaker and the words of the one stand in the other, or most
of the shorter one's runs of words do. The longest form is shown, as the best of its sources has it.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from briefing.analysis.dates import find_times, resolve
from briefing.analysis.english import OUTLETS, POSSESSIVES, SAYING, TAKING_IN
from briefing.analysis.entries import short_hash
from briefing.analysis.evidence import cite
from briefing.analysis.modality import is_asserted
from briefing.analysis.positions import as_position
from briefing.analysis.reading import Read
from briefing.analysis.roster import Entry, bare_name, role_of, slug
from briefing.text.sentences import split_sentences
from briefing.types import Attribution, Role, Statement

#: Shorter quotations (a word held at a distance) are no statement of the day.
_FEWEST_WORDS = 5
_RUN = 4
#: From this share of the shorter one's runs on, two wordings are one statement (a dropped clause, another tense).
_SAME = 0.6
_WORD = re.compile(r"\w+")
#: How what was reported does not begin if it is a sentence: "asked how many", "read them from a telephone".
_READS_ON = frozenset("them him us me whom who whose what whatever which how why where when to on in".split())
#: By itself ahead of the verb of saying it is the writer's: the camp that, they say, houses 900 people.
_RELATIVES = frozenset({"that", "which", "who"})
#: In capitals without being a name: "a statement Monday".
_DAYS_AND_MONTHS = frozenset((*calendar.day_name, *calendar.month_name))
#: Characters between a verb of saying and the day on which it was said: "told reporters in Tarvon on Friday".
_NEAR_CUE = 40


class _Said(NamedTuple):
    read: Read
    attribution: Attribution
    words: tuple[str, ...]

    @classmethod
    def of(cls, read: Read, attribution: Attribution) -> _Said:
        """With its words, by which it is compared."""
        return cls(read, attribution, tuple(word.casefold() for word in _WORD.findall(attribution.content)))


def merge_statements(
    reads: Sequence[Read], *, names: Mapping[str, str], roster: Mapping[str, Entry]
) -> tuple[Statement, ...]:
    """The statements of the reports that have a named speaker, those in most reports first, then the latest.

    `names` leads from a surname to the full name, `roster` from a full name to its entry of the day.
    """
    said = (_Said.of(read, a) for read in reads for a in read.digest.attributions if is_asserted(read.article.text, a))
    return _merged((one for one in said if _says_something(one.attribution, one.words)), names, roster)


def merge_positions(
    reads: Sequence[Read], *, names: Mapping[str, str], roster: Mapping[str, Entry]
) -> tuple[Statement, ...]:
    """Where named speakers stand, as `merge_statements`; the words begin with the verb of the report."""
    held = ((read, as_position(read.article.text, a)) for read in reads for a in read.digest.attributions)
    return _merged((_Said.of(read, position) for read, position in held if position), names, roster)


def _merged(found: Iterable[_Said], names: Mapping[str, str], roster: Mapping[str, Entry]) -> tuple[Statement, ...]:
    by_speaker: dict[str, list[_Said]] = defaultdict(list)
    for one in found:
        if _is_named(one.attribution.speaker):
            speaker = one.attribution.speaker or ""
            by_speaker[names.get(speaker, speaker)].append(one)
    statements = [
        _statement(speaker, group, roster.get(speaker))
        for speaker, said in by_speaker.items()
        for group in _grouped(said)
    ]
    return tuple(sorted(statements, key=lambda s: (-len(s.reports), -s.reported.timestamp(), s.id)))


def _says_something(said: Attribution, words: Sequence[str]) -> bool:
    """Whether it can stand on its own: some words, with a verb of saying or none, no question or object."""
    if said.form != "clause" or len(words) < _FEWEST_WORDS:
        return False
    if said.kind == "direct":
        return True
    start, end = said.content_ranges[0]
    if len(said.content_ranges) > 1 and end - start == len(words[0]) and words[0] in _RELATIVES:
        return False
    cue = (said.cue or "").casefold().split()
    is_said = not cue or (any(word in SAYING for word in cue) and not any(word in TAKING_IN for word in cue))
    return is_said and (said.kind == "mixed" or words[words[0] == "that"] not in _READS_ON)


def _is_named(speaker: str | None) -> bool:
    """Whether a speaker has a proper name and is not the source: no "one of them" or "her page", no news agency."""
    if not speaker or bare_name(speaker) in OUTLETS or speaker.split()[0].casefold() in POSSESSIVES:
        return False
    return any(word[0].isupper() and word not in _DAYS_AND_MONTHS for word in speaker.split())


def _grouped(said: Sequence[_Said]) -> list[list[_Said]]:
    """What is one statement, the longest wording first; each joins the first group that it fits."""
    groups: list[list[_Said]] = []
    for one in sorted(said, key=lambda s: (-len(s.words), _source_order(s))):
        group = next((g for g in groups if _is_same(g[0].words, one.words)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _source_order(said: _Said) -> tuple[bool, float, str]:
    """Which of equal wordings is shown: not that of an outlet under direction, then the earliest."""
    return said.read.is_directed, said.read.article.published.timestamp(), said.read.article.id


def _is_same(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    if f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return True
    mine, other = _runs(shorter), _runs(longer)
    return len(mine & other) >= _SAME * len(mine)


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + _RUN] for i in range(max(1, len(words) - _RUN + 1))}


def _statement(speaker: str, group: Sequence[_Said], entry: Entry | None) -> Statement:
    shown = group[0]
    reports = sorted({said.read.article.id: _source_order(said) for said in group}.items(), key=lambda item: item[1])
    first = shown.read.article.id
    evidence = cite(shown.read.article, shown.attribution.content_ranges)
    return Statement(
        id=short_hash(f"{speaker}\n{' '.join(shown.words)}"),
        speaker=speaker,
        speaker_id=slug(speaker),
        role=_role(shown, entry),
        cue=shown.attribution.cue,
        content=shown.attribution.content,
        addressee=shown.attribution.addressee,
        kind=shown.attribution.kind,
        reported=min(said.read.article.published for said in group),
        evidence=evidence,
        reports=(first, *(report for report, _ in reports if report != first)),
        said_on=_said_on(shown),
        said_at=shown.attribution.occasion,
        said_in=shown.attribution.place,
        form=shown.attribution.form,
    )


def _said_on(said: _Said) -> date | None:
    """The day that stands with the verb, not with what was said; None where it is not one day, and past."""
    text, attribution = said.read.article.text, said.attribution
    if not attribution.cue_ranges:
        return None
    cue = attribution.cue_ranges[0]
    line = text.rfind("\n", 0, cue[0]) + 1, (text.find("\n", cue[1]) + 1 or len(text) + 1) - 1
    sentence = next((r for r in split_sentences(text, *line) if r[0] <= cue[0] < r[1]), line)
    times = [
        time
        for time in find_times(text, *sentence)
        if not any(start < time[1] and time[0] < end for start, end in attribution.content_ranges)
        and min(abs(time[0] - cue[1]), abs(cue[0] - time[1])) <= _NEAR_CUE
    ]
    published = said.read.article.published
    days = resolve(text, times[0], published) if times else None
    return days[0] if days and days[0] == days[1] and days[0] <= published.date() else None


def _role(said: _Said, entry: Entry | None) -> Role | None:
    """What the report itself calls the speaker, else what the day's reports do."""
    actors = said.read.digest.actors
    own = next((a for a in actors if a.name == said.attribution.speaker and a.role), None)
    if own and own.role:
        article = said.read.article
        return Role(text=own.role, on=article.published.date(), evidence=cite(article, own.role_ranges))
    return role_of(entry) if entry else None
