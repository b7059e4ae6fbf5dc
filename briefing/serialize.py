"""Briefing <-> JSON, and digests for the store: sorted keys, no time of writing, the same text for the same content.

The number under `schema` tells the shape of an edition. A change of shape gets the next number and a function in
`_UPGRADES` that lifts the older JSON by one; an edition of a newer number is refused, never guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefing.errors import SchemaError, StoreError
from briefing.types import Briefing, Digest, Evidence

SCHEMA = 3


def _to_2(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 had no changes, disputes, quantities and earlier days of a story; nothing is known of them."""
    return data | {"schema": 2}


def _to_3(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 had no positions, lead and edits; it kept a sentence for each earlier day of a story as `earlier`."""
    stories = [
        {**{key: value for key, value in story.items() if key != "earlier"}, "timeline": story.get("earlier", [])}
        for story in data.get("stories", ())
    ]
    return data | {"schema": 3, "stories": stories}


_UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _to_2, 2: _to_3}


@cache
def _briefings() -> TypeAdapter[Briefing]:
    return TypeAdapter(Briefing)


@cache
def _digests() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@cache
def _evidence() -> TypeAdapter[Evidence]:
    return TypeAdapter(Evidence)


def dumps(briefing: Briefing) -> str:
    """An edition as indented JSON with a final line break."""
    data = _briefings().dump_python(briefing, mode="json")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def loads(text: str | bytes) -> Briefing:
    """The edition in a JSON text of this or an older schema.

    Raises:
        SchemaError: it was written by a newer version of this program.
        StoreError: it is no edition, or a damaged one.
    """
    try:
        data = json.loads(text)
        schema = data["schema"]
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError("The edition is damaged: it is not the JSON of an edition.") from error
    if not isinstance(schema, int) or schema > SCHEMA:
        raise SchemaError(f"The edition has schema {schema}; this program knows up to {SCHEMA}: update it.")
    while schema < SCHEMA:
        data = _UPGRADES[schema](data)
        schema = data["schema"]
    try:
        return _briefings().validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise StoreError(f"The edition is damaged: {where}: {first['msg']}.") from error


def json_schema() -> str:
    """The shape of an edition's JSON as a JSON Schema, which docs/edition.schema.json publishes."""
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"An edition, schema {SCHEMA}"}
    schema = _briefings().json_schema(mode="serialization") | about
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def dumps_digest(digest: Digest) -> str:
    """A digest as compact JSON."""
    return json.dumps(_digests().dump_python(digest, mode="json"), ensure_ascii=False, separators=(",", ":"))


def loads_digest(text: str) -> Digest:
    """The digest in a JSON text that `dumps_digest` wrote."""
    return _digests().validate_json(text)


def dumps_evidence(evidence: Evidence) -> str:
    """A piece of evidence as compact JSON."""
    return json.dumps(_evidence().dump_python(evidence, mode="json"), ensure_ascii=False, separators=(",", ":"))


def loads_evidence(text: str) -> Evidence:
    """The evidence in a JSON text that `dumps_evidence` wrote."""
    return _evidence().validate_json(text)
