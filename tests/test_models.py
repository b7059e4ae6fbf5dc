"""The embedded models: loaded from their packages, checked by hash, and never anything else in their place."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pytest
import torch

from briefing.errors import ModelError
from briefing.models.embedding import Embedder, check_files, checked_folder, load_embedder
from briefing.models.spacy_model import VERSION, load_spacy


def test_the_language_model_is_the_expected_version() -> None:
    pipeline = load_spacy()
    assert pipeline.meta["version"] == VERSION
    assert "lemmatizer" not in pipeline.pipe_names
    assert load_spacy() is pipeline


def test_vectors_are_of_length_one_and_tell_texts_apart() -> None:
    ship, boat, soup = load_embedder().embed(
        ["The tanker lay at anchor.", "The ship was anchored.", "Boil the carrots for ten minutes."]
    )
    assert len(ship) == 384
    assert math.isclose(sum(x * x for x in ship), 1.0, abs_tol=1e-3)

    def cosine(a: tuple[float, ...], b: tuple[float, ...]) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))

    assert cosine(ship, boat) > 0.5 > cosine(ship, soup)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_vector_does_not_depend_on_its_neighbours(dtype: torch.dtype) -> None:
    embedder = Embedder(checked_folder(), dtype=dtype)
    texts = ["Short.", "A much longer sentence about the ships that wait south of the strait for orders."]
    assert [embedder.embed([text])[0] for text in texts] == embedder.embed(texts)
    assert embedder.embed([]) == []


def test_the_files_are_the_expected_ones() -> None:
    assert (checked_folder() / "model.safetensors").exists()


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    expected = {"model.safetensors": hashlib.sha256(b"weights").hexdigest()}
    check_files(tmp_path, expected)
    (tmp_path / "model.safetensors").write_bytes(b"weightz")
    with pytest.raises(ModelError, match="is not the expected one"):
        check_files(tmp_path, expected)
    with pytest.raises(ModelError, match="cannot be read"):
        check_files(tmp_path / "elsewhere", expected)
