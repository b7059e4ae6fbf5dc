"""The gate: right before it is stored, everything in an edition is compared with the source text once more.

Whoever wrote it and however it got there: every range must hold exactly the words that stand under it, a sentence of an
extractive summary must be the words of its ranges, one that a model wrote must follow from them, and a statement must
be word for word what its source has. What fails is taken out, and the edition says so. That never happens unless
something is broken, and then it must.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.evidence import holds, is_copy, is_verbatim
from briefing.analysis.faithfulness import judge_sentence
from briefing.analysis.source import Source
from briefing.types import (
    Article,
    Briefing,
    Change,
    CitedSentence,
    Claim,
    Dispute,
    Evidence,
    KeyActor,
    Quantity,
    Role,
    Statement,
    Story,
)

Articles = Mapping[tuple[str, int], Article]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What evidence is compared with."""

    articles: Articles
    #: Evidence of the edition before, which passed this gate: its articles need not be held any more.
    printed: frozenset[Evidence]
    extractive: bool

    def hold(self, evidence: Evidence) -> bool:
        article = self.articles.get((evidence.article, evidence.version))
        return holds(evidence, article) if article else evidence in self.printed

    def carry(self, sentence: CitedSentence) -> bool:
        if not sentence.evidence or not all(map(self.hold, sentence.evidence)):
            return False
        return is_copy(sentence.text, sentence.evidence) or (not self.extractive and self._supports(sentence))

    def _supports(self, sentence: CitedSentence) -> bool:
        """Whether what a model wrote is supported by what is cited for it; what is marked need not be covered."""
        enough = ("supported",) if sentence.verified else ("supported", "unverified")
        for evidence in sentence.evidence:
            article = self.articles.get((evidence.article, evidence.version))
            if article is None:
                return True  # printed before, by this very gate
            if judge_sentence(sentence.text, Source(article.text, evidence.ranges)).verdict in enough:
                return True
        return False

    def carry_claim(self, claim: Claim) -> bool:
        return self.hold(claim.evidence) and is_copy(claim.text, (claim.evidence,))


def verify(briefing: Briefing, articles: Articles, *, extractive: bool, before: Briefing | None = None) -> Briefing:
    """The edition without what its sources do not carry; `articles` by id and version.

    `extractive`: the summaries must be copies. `before` is the edition that it was compared with. A note in the
    provenance counts what was taken out.
    """
    printed = frozenset(_evidence_of(before)) if before else frozenset()
    sources = _Sources(articles, printed, extractive)
    stories = tuple(_checked_story(story, sources) for story in briefing.stories)
    actors = tuple(_checked_actor(actor, sources) for actor in briefing.actors if sources.hold(actor.evidence))
    statements = _checked_statements(briefing.statements, sources)
    positions = _checked_statements(briefing.positions, sources)
    changes = tuple(change for change in briefing.changes if _is_carried(change, sources))
    disputes = tuple(_checked_dispute(d, sources) for d in briefing.disputes)
    disputes = tuple(dispute for dispute in disputes if len(dispute.claims) > 1)
    lead = tuple(one for one in briefing.lead if sources.carry(one.sentence))
    lost = {
        "summary sentence": _sentences(briefing.stories) - _sentences(stories),
        "actor": len(briefing.actors) - len(actors),
        "statement": len(briefing.statements) - len(statements),
        "position": len(briefing.positions) - len(positions),
        "change": len(briefing.changes) - len(changes),
        "dispute": len(briefing.disputes) - len(disputes),
        "lead sentence": len(briefing.lead) - len(lead),
    }
    notes = tuple(f"{n} {what}{'s' if n > 1 else ''} withheld: not in the source." for what, n in lost.items() if n)
    provenance = replace(briefing.provenance, notes=briefing.provenance.notes + notes)
    return replace(
        briefing,
        stories=stories,
        actors=actors,
        statements=statements,
        positions=positions,
        changes=changes,
        disputes=disputes,
        lead=lead,
        provenance=provenance,
    )


def _evidence_of(briefing: Briefing) -> Iterator[Evidence]:
    """The evidence that a later edition may print again."""
    for story in briefing.stories:
        for sentence in (*story.summary, *story.background, *(dated.sentence for dated in story.timeline)):
            yield from sentence.evidence
        yield from (claim.evidence for quantity in story.quantities for claim in quantity.claims)
    yield from (statement.evidence for statement in (*briefing.statements, *briefing.positions))
    yield from (actor.role.evidence for actor in briefing.actors if actor.role)


def _sentences(stories: Sequence[Story]) -> int:
    return sum(len(story.summary) for story in stories)


def _checked_story(story: Story, sources: _Sources) -> Story:
    return replace(
        story,
        summary=tuple(filter(sources.carry, story.summary)),
        background=tuple(filter(sources.carry, story.background)),
        timeline=tuple(dated for dated in story.timeline if sources.carry(dated.sentence)),
        quantities=tuple(_checked_quantity(quantity, sources) for quantity in story.quantities),
    )


def _checked_quantity(quantity: Quantity, sources: _Sources) -> Quantity:
    return replace(quantity, claims=tuple(filter(sources.carry_claim, quantity.claims)))


def _checked_dispute(dispute: Dispute, sources: _Sources) -> Dispute:
    return replace(dispute, claims=tuple(filter(sources.carry_claim, dispute.claims)))


def _is_carried(change: Change, sources: _Sources) -> bool:
    """Whether all that a change says, then and now, is in its sources."""
    return all(sources.carry(sentence) for sentence in (change.before, change.after) if sentence)


def _checked_statements(statements: Sequence[Statement], sources: _Sources) -> tuple[Statement, ...]:
    """Those that are word for word what their source has, on an occasion that stands there too."""
    return tuple(
        replace(_checked_occasion(statement, sources), role=_checked_role(statement.role, sources))
        for statement in statements
        if sources.hold(statement.evidence) and is_verbatim(statement)
    )


def _checked_occasion(statement: Statement, sources: _Sources) -> Statement:
    """The statement without an event or place that its source does not name."""
    article = sources.articles.get((statement.evidence.article, statement.evidence.version))
    text = article.text if article else ""
    at, place = (words if words and words in text else None for words in (statement.said_at, statement.said_in))
    return replace(statement, said_at=at, said_in=place)


def _checked_actor(actor: KeyActor, sources: _Sources) -> KeyActor:
    others = tuple(role for role in actor.roles if _checked_role(role, sources))
    return replace(actor, role=_checked_role(actor.role, sources), roles=others)


def _checked_role(role: Role | None, sources: _Sources) -> Role | None:
    if role is None or not sources.hold(role.evidence) or not is_copy(role.text, (role.evidence,)):
        return None
    return role
