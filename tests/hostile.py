"""An edition that is hostile in every field: what feeds have been known to carry, and what nobody has thought of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import get_args

from briefing.types import (
    Briefing,
    CitedSentence,
    Evidence,
    Gap,
    GapKind,
    KeyActor,
    Provenance,
    Report,
    Role,
    Statement,
    StatementKind,
    Story,
)
from tests.editions import (
    DAY,
    full_edition,
    make_actor,
    make_evidence,
    make_feed_result,
    make_report,
    make_statement,
    make_story,
)

#: None of it may ever be anything but text.
HOSTILE = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "[a link](javascript:window.hit=1) ![](https://tracker.example/p.png)",
    "# heading :material/warning: :red[red] `code` $x^2$ **bold**",
    "\u202egnp.exe \u2066mixed\u2069 \x00\x07\x1b[31m",
    "W" * 154,
    "وزير الخارجية 2026 تارفونيا",
    "東京で会談が行われた",
    "👩‍👩‍👧‍👦 é̂̃̈",
    "word " * 2000,
    "",
)
#: Addresses that are not to be led to.
ADDRESSES = (
    "javascript:window.hit=1",
    "JaVa\tScRiPt:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "vbscript:x",
    "//example.org/",
    "https://name:secret@example.org/",
    "https://example.org/\u202egnp",
    "",
)


class _Maker:
    """Hands out texts and addresses in turn."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = cycle(texts)
        self._addresses = cycle(ADDRESSES)

    def text(self) -> str:
        return next(self._texts)

    def report(self, number: int) -> Report:
        return make_report(
            f"r{number}",
            url=next(self._addresses) if number % 3 else self.text(),
            headline=self.text(),
            publisher=self.text(),
            country=self.text(),
            language=self.text(),
            notes=(self.text(),),
            kind=("state", "wire")[number % 2],
            source=("feed", "page")[number % 2],
        )

    def evidence(self) -> Evidence:
        made = make_evidence(self.text(), "r1", self.text(), self.text())
        return replace(made, before=self.text(), after=self.text(), between=(self.text(),))

    def role(self) -> Role:
        return Role(text=self.text(), on=DAY, evidence=self.evidence())

    def story(self, number: int, reports: tuple[str, ...]) -> Story:
        sentences = (CitedSentence(text=self.text(), evidence=(self.evidence(), self.evidence())) for _ in range(3))
        return make_story(
            number,
            id=self.text(),
            topic=self.text(),
            headline=self.text(),
            headline_report=f"r{number}",
            summary=tuple(sentences),
            reports=reports,
        )

    def statement(self, number: int, reports: tuple[str, ...]) -> Statement:
        kinds: tuple[StatementKind, ...] = get_args(StatementKind)
        return make_statement(
            number,
            kinds[number % 3],
            id=self.text(),
            speaker=self.text(),
            role=self.role(),
            cue=self.text(),
            content=self.text(),
            addressee=self.text(),
            evidence=self.evidence(),
            reports=reports,
        )

    def actor(self, number: int) -> KeyActor:
        role = self.role() if number % 2 else None
        return make_actor(number, id=self.text(), name=self.text(), role=role, evidence=self.evidence())

    def gap(self, kind: GapKind) -> Gap:
        return Gap(kind=kind, text=self.text(), evidence=(self.evidence(),))


def hostile_edition(texts: Sequence[str] = HOSTILE, day: date = DAY) -> Briefing:
    """An edition whose every text, addresses and ids included, is one of `texts` in turn."""
    make = _Maker(texts)
    reports = tuple(make.report(n) for n in range(12))
    names = tuple(report.id for report in reports)
    made_by = Provenance(
        program=make.text(), models=(make.text(),), summarizer=make.text(), notes=(make.text(), make.text())
    )
    return full_edition(
        day,
        title=make.text(),
        topics=(make.text(),),
        timezone=make.text(),
        stories=tuple(make.story(n, names) for n in range(9)),
        statements=tuple(make.statement(n, names) for n in range(12)),
        actors=tuple(make.actor(n) for n in range(12)),
        gaps=tuple(make.gap(kind) for kind in get_args(GapKind)),
        feeds=tuple(make_feed_result(make.text(), "failed", make.text()) for _ in range(3)),
        reports=reports,
        provenance=made_by,
    )
