"""I, we and you: who talks, in quotations, in interviews and in transcripts.

In a quotation I is its speaker, and we is the organization that speaks. In an interview I is who answers, and you in a
question, if the headline or the opening names one person; in a transcript I is who is named in front of the colon.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.aliases import place_of_name
from briefing.analysis.discourse import Discourse
from briefing.analysis.english import CUES
from briefing.analysis.names import kind_of_name
from briefing.analysis.parties import Party

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})

#: How many words away from a quotation its verb of saying is looked for.
_BESIDE = 40
_LABEL = re.compile(r"\s*([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s?:\s")
_LONGEST_LABEL = 60
#: So many labelled paragraphs make a transcript.
_FEWEST_LABELS = 3
_INTERVIEW = re.compile(r"\binterview|\bQ\s?&\s?A\b", re.IGNORECASE)
#: From so many questions on a text is an interview without saying so; with the word in the headline one is enough.
_FEWEST_QUESTIONS = 3
#: A turn without a question mark that says `you` and never `I` is the interviewer's if it is no longer than this.
_LONGEST_PROMPT = 40


# ---------------------------------------------------------------- quotations


def resolve_quoted(discourse: Discourse) -> None:
    """Give the first persons inside quotations to who speaks them."""
    inside: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(discourse.tokens):
        if token.text.lower() in _FIRST | _FIRST_PLURAL:
            around = discourse.quotation_at(token.start)
            if around is not None:
                inside[around].append(at)
    speaker: Party | None = None
    for number, quotation in enumerate(discourse.quotations):
        before = discourse.quotations[number - 1] if number else None
        # a quotation that goes on behind "he said", or in the next paragraph, has no verb of its own
        goes_on = before is not None and quotation.paragraph - before.paragraph <= 1
        speaker = _speaker_of(discourse, number) or (speaker if goes_on else None)
        if speaker is not None:
            _give_first_persons(discourse, speaker, inside.get(number, []))


def _give_first_persons(discourse: Discourse, speaker: Party, pronouns: Sequence[int]) -> None:
    """A person says I, an organization says we; who else is meant by a person's we is not known."""
    for at in pronouns:
        if (discourse.tokens[at].text.lower() in _FIRST) == (speaker.kind == "person"):
            discourse.give(speaker, at)


def _speaker_of(discourse: Discourse, number: int) -> Party | None:
    """Whom the subject of the verb of saying beside a quotation means."""
    quotation, document = discourse.quotations[number], discourse.document
    first = document.sentences[document.sentence_at(quotation.start)].first
    last = document.sentences[document.sentence_at(max(quotation.start, quotation.end - 1))].last
    opens, closes = document.token_at(quotation.start), document.token_at(quotation.end)
    beside = [
        *range(min(last, closes + _BESIDE) - 1, closes - 1, -1),
        *range(opens, max(first, opens - _BESIDE) - 1, -1),
    ]
    for at in beside:
        token = discourse.tokens[at]
        if token.dep not in ("nsubj", "pobj") or quotation.start <= token.start < quotation.end:
            continue
        verb = discourse.tokens[token.head].text.lower()
        if at in discourse.meant and (verb in CUES or (token.dep == "pobj" and verb == "to")):
            return discourse.meant[at]
    behind = re.match(r"[\s\"”’']*[–—-]+\s*", document.text[quotation.end : quotation.end + 8])
    if behind:
        at = document.token_at(quotation.end + behind.end())
        return discourse.named[at][0] if at in discourse.named else None
    return None


# ---------------------------------------------------------------- turns


class _Turn(NamedTuple):
    """A paragraph: its tokens `[first, last)`, and what it has in front of a colon."""

    first: int
    last: int
    label: str | None


def resolve_turns(discourse: Discourse, headline: str) -> None:
    """Give the first and second persons outside quotations to who talks, in interviews and transcripts."""
    turns = _turns(discourse)
    if sum(turn.label is not None for turn in turns) >= _FEWEST_LABELS:
        _resolve_transcript(discourse, turns)
    else:
        _resolve_interview(discourse, turns, headline)


def _turns(discourse: Discourse) -> list[_Turn]:
    found = []
    for spans in discourse.document.paragraphs():
        start, end = spans[0].start, min(spans[-1].end, spans[0].start + _LONGEST_LABEL)
        label = _LABEL.match(discourse.document.text, start, end)
        found.append(_Turn(spans[0].first, spans[-1].last, label.group(1) if label else None))
    return found


def _pronouns(discourse: Discourse, turn: _Turn, words: frozenset[str]) -> Iterator[int]:
    """The pronouns of a turn that are among the words, outside quotations."""
    for at in range(turn.first, turn.last):
        token = discourse.tokens[at]
        if token.text.lower() in words and token.tag.startswith("PRP") and not discourse.is_quoted(at):
            yield at


def _has(discourse: Discourse, turn: _Turn, words: frozenset[str]) -> bool:
    return next(_pronouns(discourse, turn, words), None) is not None


def _resolve_transcript(discourse: Discourse, turns: Sequence[_Turn]) -> None:
    """Each turn belongs to who is named in front of its colon, until the next label."""
    by_surname: dict[str, list[Party]] = defaultdict(list)
    for party in discourse.parties:
        if party.kind == "person":
            by_surname[party.name.split()[-1].lower()].append(party)
    speaker: Party | None = None
    for turn in turns:
        if turn.label is not None:
            found = by_surname.get(turn.label.split()[-1].lower(), [])
            speaker = found[0] if len(found) == 1 else None
        if speaker is not None:
            for at in _pronouns(discourse, turn, _FIRST):
                discourse.give(speaker, at)


def _resolve_interview(discourse: Discourse, turns: Sequence[_Turn], headline: str) -> None:
    """From the first question on, I is the guest, and in questions you is."""
    asks = [_is_question(discourse, turn) for turn in turns]
    answered = any(_has(discourse, turn, _FIRST) for turn, asked in zip(turns, asks, strict=True) if not asked)
    fewest = 1 if _INTERVIEW.search(headline) else _FEWEST_QUESTIONS
    if sum(asks) < fewest or not answered:
        return
    opening = asks.index(True)
    guest = _guest(discourse, headline, turns[opening].first)
    if guest is None:
        return
    for turn, asked in zip(turns[opening:], asks[opening:], strict=True):
        for at in _pronouns(discourse, turn, _SECOND if asked else _FIRST):
            discourse.give(guest, at)


def _is_question(discourse: Discourse, turn: _Turn) -> bool:
    """Whether a paragraph is the interviewer's turn."""
    length = turn.last - turn.first
    if length <= 0:
        return False
    ends_in_mark = discourse.tokens[turn.last - 1].text == "?"
    asked = sum(1 for _ in _pronouns(discourse, turn, _SECOND))
    if not asked:
        return ends_in_mark and not _has(discourse, turn, _FIRST)
    own = sum(1 for _ in _pronouns(discourse, turn, _FIRST | _FIRST_PLURAL))
    return length <= 2 * _LONGEST_PROMPT and own <= asked and (ends_in_mark or length <= _LONGEST_PROMPT)


def _guest(discourse: Discourse, headline: str, before: int) -> Party | None:
    """The only person of the headline, else the one that the opening speaks of most."""
    people = [p for p in discourse.parties if p.kind == "person"]
    titled = [p for p in people if any(place_of_name(m.name, headline) is not None for m in p.mentions)]
    if len(titled) > 1:
        titled = [p for p in titled if kind_of_name(p.name) == "person"]
    if titled:
        return titled[0] if len(titled) == 1 else None
    start = discourse.tokens[before].start
    opened = [(sum(m.start < start for m in p.mentions) + sum(a < start for a, _ in p.references), p) for p in people]
    opened = sorted((item for item in opened if item[0]), key=lambda item: -item[0])
    if not opened or (len(opened) > 1 and opened[0][0] == opened[1][0]):
        return None
    return opened[0][1]
