"""What several of the types are made of: a range of a text, and the controlled terms that a field may hold."""

from __future__ import annotations

from typing import Literal

#: `[start, end)` into a text, in Unicode code points.
Range = tuple[int, int]

FeedKind = Literal["wire", "public", "private", "state", "official", "ngo"]
FeedStatus = Literal["ok", "unchanged", "empty", "stale", "blocked", "failed"]
TextSource = Literal["page", "feed"]
ActorKind = Literal["person", "organization", "place"]
StatementKind = Literal["direct", "mixed", "indirect"]
StatementForm = Literal["clause", "position"]
OutletKind = Literal["wire", "state", "party", "-"]
StoryState = Literal["new", "continued"]
Direction = Literal["state", "party"]
DateSource = Literal["text", "report"]
EditKind = Literal["pin", "hide", "merge", "split"]
GapKind = Literal["feed", "language", "page", "origin", "side", "model"]
ChangeKind = Literal["story", "development", "figure", "role", "position", "statement", "quiet", "correction"]
Comparator = Literal["exactly", "about", "at least", "at most", "more than", "less than", "nearly"]
