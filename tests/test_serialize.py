"""Editions as JSON: nothing is lost, the bytes depend on the content alone, and strange files are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SchemaError, StoreError
from briefing.serialize import SCHEMA, dumps, dumps_digest, loads, loads_digest
from briefing.types import Briefing, Digest
from tests.builders import make_read
from tests.editions import full_edition
from tests.test_evidence import edition

# Scores and vectors are finite; a NaN is not even equal to itself.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def _few(kind: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Tuples of at most two: an edition nests them so deep that longer ones are mostly too much to draw."""
    first, *others = get_args(kind)
    if others == [...]:
        return st.lists(st.from_type(first), max_size=2).map(tuple)
    return st.tuples(*map(st.from_type, (first, *others)))


st.register_type_strategy(tuple, _few)

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


def test_an_edition_comes_back_the_same() -> None:
    briefing, _ = edition()
    assert loads(dumps(briefing)) == briefing


@given(st.from_type(Briefing))
def test_any_edition_comes_back_the_same(briefing: Briefing) -> None:
    stored = replace(briefing, schema=SCHEMA)
    assert loads(dumps(stored)) == stored


@given(st.from_type(Digest))
def test_any_digest_comes_back_the_same(digest: Digest) -> None:
    assert loads_digest(dumps_digest(digest)) == digest


def test_the_same_content_gives_the_same_bytes() -> None:
    assert dumps(edition()[0]) == dumps(edition()[0])


def test_the_file_can_be_read_by_eye_and_by_diff() -> None:
    text = dumps(edition()[0])
    assert text.endswith("}\n")
    assert "“The lane is shut" in text or "The lane is shut" in text
    keys = [line.split('"')[1] for line in text.splitlines() if line.startswith(' "')]
    assert keys == sorted(keys)


def test_an_edition_of_a_newer_program_is_refused() -> None:
    data = json.loads(dumps(edition()[0])) | {"schema": SCHEMA + 1}
    with pytest.raises(SchemaError, match="update it"):
        loads(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema": 1}', '{"schema": "x"}', "\x00"])
def test_what_is_no_edition_is_refused(text: str) -> None:
    with pytest.raises(StoreError):
        loads(text)


def test_a_damaged_edition_says_where() -> None:
    data = json.loads(dumps(edition()[0]))
    data["coverage"]["entries"] = "many"
    with pytest.raises(StoreError, match=r"damaged: coverage\.entries"):
        loads(json.dumps(data))


def test_digests_are_small() -> None:
    digest = make_read("The lane was shut on Friday, the harbour office said.").digest
    assert "\n" not in dumps_digest(digest)


def test_an_edition_of_the_first_schema_still_opens() -> None:
    data = json.loads(dumps(edition()[0])) | {"schema": 1}
    for added in ("changes", "compared_with", "disputes"):
        del data[added]
    for story in data["stories"]:
        for added in ("background", "quantities", "timeline"):
            del story[added]
    old = loads(json.dumps(data))
    assert (old.schema, old.changes, old.compared_with) == (SCHEMA, (), None)


def test_the_earlier_days_of_the_second_schema_are_the_timeline() -> None:
    data = json.loads(dumps(full_edition())) | {"schema": 2}
    for story in data["stories"]:
        story["earlier"] = [{key: d[key] for key in ("on", "sentence")} for d in story.pop("timeline")]
    old = loads(json.dumps(data))
    told = [(dated.on, dated.sentence) for dated in old.stories[0].timeline]
    assert told == [(dated.on, dated.sentence) for dated in full_edition().stories[0].timeline]
    assert len(told) == 6
