"""The gate: right before it is stored, everything in an edition is compared with the source text once more.

Whoever wrote it and however it got there: every range must hold exactly the words that stand under it, a sentence of an
extractive summary must be the words of its ranges, one that a model wrote must follow from them, and a statement must
be word for word what its source has. What fails is taken out, and the edition says so. That never happens unless
something is broken, and then it must.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.analysis.evidence import holds, is_copy, is_verbatim
from briefing.analysis.faithfulness import Source, judge_sentence
from briefing.types import Article, Briefing, CitedSentence, Evidence, KeyActor, Role, Statement, Story

Articles = Mapping[tuple[str, int], Article]


def verify(briefing: Briefing, articles: Articles, *, extractive: bool) -> Briefing:
    """The edition without what its sources do not carry; `articles` by id and version.

    `extractive`: the summaries must be copies. A note in the provenance counts what was taken out.
    """
    stories = tuple(_checked_story(story, articles, extractive=extractive) for story in briefing.stories)
    actors = tuple(_checked_actor(actor, articles) for actor in briefing.actors if _holds(actor.evidence, articles))
    statements = tuple(
        replace(statement, role=_checked_role(statement.role, articles))
        for statement in briefing.statements
        if _is_true(statement, articles)
    )
    lost = {
        "summary sentence": _sentences(briefing.stories) - _sentences(stories),
        "actor": len(briefing.actors) - len(actors),
        "statement": len(briefing.statements) - len(statements),
    }
    notes = tuple(f"{n} {what}{'s' if n > 1 else ''} withheld: not in the source." for what, n in lost.items() if n)
    provenance = replace(briefing.provenance, notes=briefing.provenance.notes + notes)
    return replace(briefing, stories=stories, actors=actors, statements=statements, provenance=provenance)


def _sentences(stories: Sequence[Story]) -> int:
    return sum(len(story.summary) for story in stories)


def _holds(evidence: Evidence, articles: Articles) -> bool:
    article = articles.get((evidence.article, evidence.version))
    return article is not None and holds(evidence, article)


def _checked_story(story: Story, articles: Articles, *, extractive: bool) -> Story:
    def is_carried(sentence: CitedSentence) -> bool:
        if not sentence.evidence or not all(_holds(evidence, articles) for evidence in sentence.evidence):
            return False
        return is_copy(sentence.text, sentence.evidence) or (not extractive and _follows(sentence, articles))

    return replace(story, summary=tuple(filter(is_carried, story.summary)))


def _follows(sentence: CitedSentence, articles: Articles) -> bool:
    """Whether what a model wrote is supported by what is cited for it."""
    for evidence in sentence.evidence:
        text = articles[evidence.article, evidence.version].text
        if judge_sentence(sentence.text, Source(text, evidence.ranges)).verdict == "supported":
            return True
    return False


def _checked_actor(actor: KeyActor, articles: Articles) -> KeyActor:
    return replace(actor, role=_checked_role(actor.role, articles))


def _checked_role(role: Role | None, articles: Articles) -> Role | None:
    if role is None or not _holds(role.evidence, articles) or not is_copy(role.text, (role.evidence,)):
        return None
    return role


def _is_true(statement: Statement, articles: Articles) -> bool:
    return _holds(statement.evidence, articles) and is_verbatim(statement)
