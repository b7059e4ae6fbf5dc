"""The editions in a row: what each day holds, how a story went on, and how much there was on each topic."""

from __future__ import annotations

from datetime import date

from sqlalchemy import distinct, func, select

from briefing.register import CountryNamed, EditionDay, StoryDay, TopicDay
from briefing.store.coverage import Coverage
from briefing.store.register_schema import EDITION_CORRECTIONS, EDITION_COUNTRIES, EDITION_DAYS, EDITION_STORIES
from briefing.store.rows import article_of
from briefing.store.schema import ARTICLES
from briefing.types import Article


def edition_days(coverage: Coverage) -> tuple[EditionDay, ...]:
    """All editions of the register, oldest first."""
    with coverage.reading() as connection:
        rows = connection.execute(select(EDITION_DAYS).order_by(EDITION_DAYS.c.day)).all()
    return tuple(
        EditionDay(
            day=date.fromisoformat(row.day),
            title=row.title,
            timezone=row.timezone,
            sample=bool(row.sample),
            stories=row.stories,
            size=row.size,
        )
        for row in rows
    )


def story_days(coverage: Coverage, story: str) -> tuple[StoryDay, ...]:
    """The days of a story, newest first; nothing for an id that no edition has."""
    columns = EDITION_STORIES.c
    with coverage.reading() as connection:
        rows = connection.execute(
            select(EDITION_STORIES).where(columns.story == story).order_by(columns.day.desc())
        ).all()
    return tuple(
        StoryDay(
            day=date.fromisoformat(row.day),
            headline=row.headline,
            topic=row.topic,
            reports=row.reports,
            origins=row.origins,
        )
        for row in rows
    )


def corrected_on(coverage: Coverage, articles: tuple[str, ...], *, after: date) -> tuple[date, ...]:
    """The days after another whose editions print a correction of one of these articles, oldest first."""
    columns = EDITION_CORRECTIONS.c
    with coverage.reading() as connection:
        rows = connection.execute(
            select(columns.day)
            .where(columns.article.in_(articles), columns.day > after.isoformat())
            .distinct()
            .order_by(columns.day)
        ).all()
    return tuple(date.fromisoformat(row.day) for row in rows)


def topic_days(coverage: Coverage, *, since: date, until: date) -> tuple[TopicDay, ...]:
    """How much the editions from one day to another had on each topic, by day and topic."""
    columns = EDITION_STORIES.c
    with coverage.reading() as connection:
        rows = connection.execute(
            select(
                columns.day, columns.topic, func.count().label("stories"), func.sum(columns.reports).label("reports")
            )
            .where(columns.day >= since.isoformat(), columns.day <= until.isoformat())
            .group_by(columns.day, columns.topic)
            .order_by(columns.day, columns.topic)
        ).all()
    return tuple(
        TopicDay(day=date.fromisoformat(row.day), topic=row.topic, stories=row.stories, reports=row.reports)
        for row in rows
    )


def countries_named(coverage: Coverage, *, since: date, until: date) -> tuple[CountryNamed, ...]:
    """The countries that reports in the editions from one day to another name, the most named first."""
    columns = EDITION_COUNTRIES.c
    reports = func.count(distinct(columns.article)).label("reports")
    with coverage.reading() as connection:
        rows = connection.execute(
            select(columns.country, reports)
            .where(columns.day >= since.isoformat(), columns.day <= until.isoformat())
            .group_by(columns.country)
            .order_by(reports.desc(), columns.country)
        ).all()
    return tuple(CountryNamed(country=row.country, reports=row.reports) for row in rows)


def article_versions(coverage: Coverage, articles: tuple[str, ...]) -> tuple[Article, ...]:
    """All versions of those of the articles that have more than one, in their order."""
    columns = ARTICLES.c
    changed = select(columns.article).where(columns.article.in_(articles), columns.version > 1)
    with coverage.reading() as connection:
        rows = connection.execute(
            select(ARTICLES)
            .where(columns.article.in_(changed))
            .order_by(columns.published, columns.article, columns.version)
        ).all()
    return tuple(article_of(row) for row in rows)
