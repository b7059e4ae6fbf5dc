"""What an editor asks for, done to the line-up: reports split off, stories merged, hidden, pinned.

A story is named by its id (it stays the same over days), by the address of one of its reports, or by the headline of
one. What names nothing of the day changes nothing, and is said. A hidden story is known again on the next day by the
reports that the edition keeps of it; the reports of a split are the named ones and their reprints, so that later ones
have to be named as they come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.analysis.entries import link_key, short_hash
from briefing.analysis.lineup import Cluster, first_days, make_cluster
from briefing.analysis.origins import Newsrooms
from briefing.analysis.reading import Read
from briefing.types import Briefing, Curation, Edit, EditKind, Merge, Split, Story

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """The stories of a day as the editor left them."""

    clusters: tuple[Cluster, ...]
    hidden: tuple[Cluster, ...] = ()
    #: Articles that speak for the stories that stand first, in their order.
    pinned: tuple[str, ...] = ()
    #: What was done, and to which articles, before the stories have their ids.
    done: tuple[tuple[EditKind, tuple[str, ...], str], ...] = ()
    #: A sentence for everything that was asked for in vain.
    notes: tuple[str, ...] = ()

    @property
    def hidden_reports(self) -> frozenset[str]:
        """The articles that are not printed."""
        return frozenset(article for cluster in self.hidden for article in _articles(cluster))


def curate(
    clusters: Sequence[Cluster],
    asked: Curation,
    *,
    day: date,
    before: Briefing | None,
    reads: Sequence[Read],
    originals: Sequence[int],
    newsrooms: Newsrooms,
) -> Curated:
    """The clusters of a day after what the editor asks for it; the other arguments are those of `lineup.cluster`."""
    desk = _Desk(clusters, before, reads, originals, newsrooms)
    for split in (one for one in asked.split if one.day in (None, day)):
        desk.split(split)
    for merge in (one for one in asked.merge if one.day in (None, day)):
        desk.merge(merge)
    hidden: list[Cluster] = []
    for hide in (one for one in asked.hide if one.day in (None, day)):
        for found in desk.find("hide", hide.story):
            hidden.append(found)
            desk.clusters.remove(found)
            desk.done.append(("hide", _articles(found), hide.why))
    pinned: list[str] = []
    for pin in (one for one in asked.pin if one.day in (None, day)):
        for found in desk.find("pin", pin.story):
            if found.reads[0].article.id not in pinned:
                pinned.append(found.reads[0].article.id)
                desk.done.append(("pin", _articles(found), ""))
    return Curated(
        clusters=tuple(desk.clusters),
        hidden=tuple(hidden),
        pinned=tuple(pinned),
        done=tuple(desk.done),
        notes=tuple(desk.notes),
    )


def edits_of(curated: Curated, stories: Sequence[Story], before: Briefing | None, day: date) -> tuple[Edit, ...]:
    """The record of what was done, now that the stories have their ids; of stories that are printed, or hidden."""
    owner = {report: story for story in stories for report in story.reports}
    hidden = {_articles(cluster): cluster for cluster in curated.hidden}
    edits = []
    for kind, articles, why in curated.done:
        if kind == "hide":
            story, first_day = _hidden_story(hidden[articles], before, day)
            edits.append(Edit(kind=kind, story=story, first_day=first_day, reports=articles, why=why))
        elif found := owner.get(articles[0]):
            edits.append(Edit(kind=kind, story=found.id, first_day=found.first_day, reports=articles, why=why))
    return tuple(edits)


class _Desk:
    """The clusters while they are worked on."""

    def __init__(
        self,
        clusters: Sequence[Cluster],
        before: Briefing | None,
        reads: Sequence[Read],
        originals: Sequence[int],
        newsrooms: Newsrooms,
    ) -> None:
        self.clusters = list(clusters)
        self.done: list[tuple[EditKind, tuple[str, ...], str]] = []
        self.notes: list[str] = []
        self._reads, self._originals, self._newsrooms = reads, originals, newsrooms
        self._place = {read.article.id: i for i, read in enumerate(reads)}
        #: Stories that have become part of another one are asked for by their old ids.
        self._now = {old: story.id for story in (before.stories if before else ()) for old in story.merged}

    def find(self, kind: EditKind, story: str) -> list[Cluster]:
        """The clusters that a story of the editor's file is; a note if there is none."""
        key = self._now.get(story, story)
        found = [cluster for cluster in self.clusters if _is_named(cluster, key)]
        if not found:
            self._note(kind, story)
        return found

    def split(self, asked: Split) -> None:
        wanted: set[int] = set()
        for name in asked.reports:
            named = [i for i, read in enumerate(self._reads) if _is_report(read, name)]
            if not named:
                self._note("split", name)
            wanted |= {i for i in range(len(self._reads)) for n in named if self._originals[i] == self._originals[n]}
        touched = [c for c in self.clusters if any(self._place[a] in wanted for a in _articles(c))]
        if not wanted or (len(touched) == 1 and len(touched[0].reads) == len(wanted)):
            return  # it is a story of its own already
        for cluster in touched:
            rest = [i for i in self._indices(cluster) if i not in wanted]
            self._replace(cluster, self._made_of(rest, cluster.earlier) if rest else None)
        parted = self._made_of(sorted(wanted), ())
        self.clusters.append(parted)
        self.done.append(("split", _articles(parted), ""))

    def merge(self, asked: Merge) -> None:
        known = len(self.notes)
        found: list[Cluster] = []
        for name in asked.stories:
            found += [cluster for cluster in self.find("merge", name) if cluster not in found]
        if asked.day is None and found:
            del self.notes[known:]  # it lasts: that a part of it rests today is nothing to say
        if len(found) < 2:
            return
        parts = [part for cluster in found for part in cluster.earlier]
        weights: dict[str, float] = defaultdict(float)
        for story, weight, _ in parts:
            weights[story] += weight
        shares = {story: sum(share for key, _, share in parts if key == story) for story in weights}
        by_weight = sorted(weights.items(), key=lambda part: -part[1])
        earlier = tuple((story, weight, shares[story]) for story, weight in by_weight)
        merged = self._made_of(sorted(i for cluster in found for i in self._indices(cluster)), earlier)
        for cluster in found[1:]:
            self._replace(cluster, None)
        self._replace(found[0], merged)
        self.done.append(("merge", _articles(merged), ""))

    def _indices(self, cluster: Cluster) -> list[int]:
        return [self._place[article] for article in _articles(cluster)]

    def _made_of(self, indices: Sequence[int], earlier: tuple[tuple[str, float, float], ...]) -> Cluster:
        return make_cluster(self._reads, self._originals, sorted(indices), self._newsrooms, earlier)

    def _replace(self, old: Cluster, new: Cluster | None) -> None:
        place = self.clusters.index(old)
        self.clusters[place : place + 1] = [new] if new else []

    def _note(self, kind: EditKind, name: str) -> None:
        what = "report" if kind == "split" else "story"
        self.notes.append(f"The editor's file asks to {kind} “{name}”, but no {what} of this day is called so.")


def _articles(cluster: Cluster) -> tuple[str, ...]:
    return tuple(read.article.id for read in cluster.reads)


def _is_named(cluster: Cluster, name: str) -> bool:
    """Whether a story is called so: by an id that it continues or would get, or by one of its reports."""
    ids = {story for story, _, _ in cluster.earlier} | {_own_id(cluster)}
    return name in ids or any(_is_report(read, name) for read in cluster.reads)


def _is_report(read: Read, name: str) -> bool:
    if _ADDRESS.match(name):
        return read.article.url is not None and link_key(read.article.url) == link_key(name)
    return _folded(read.article.headline) == _folded(name)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _own_id(cluster: Cluster) -> str:
    """The id that a story gets which continues no other."""
    earliest = min(cluster.reads, key=lambda read: (read.article.published, read.article.id))
    return short_hash(f"story {earliest.article.id}")


def _hidden_story(cluster: Cluster, before: Briefing | None, day: date) -> tuple[str, date]:
    """The id and the first day of a story that is not printed."""
    known = first_days(before)
    return next(((story, known[story]) for story, _, _ in cluster.earlier if story in known), (_own_id(cluster), day))
