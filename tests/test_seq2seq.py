"""Encoder-decoder summarizers: a real, small model that is built here, and whatever BRIEFING_TEST_SEQ2SEQ names."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefing.document import Document
from briefing.errors import ModelError
from briefing.models import seq2seq as engine
from briefing.models.hub import check_model, find_model, list_models
from briefing.models.seq2seq import Writer, _batches, _linked
from briefing.pipeline.provenance import summary_reasons
from briefing.summarizers import load_summarizer
from briefing.summarizers import seq2seq as summarizer
from briefing.summarizers.seq2seq import Seq2Seq, parts_of
from briefing.types import Summarizing
from tests.tiny import save_tiny_bart

Read = Callable[[str], Document]

FIRST = "The northern lane was closed to all larger vessels on Friday, the harbour office in Tarvon said."
SECOND = "Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital of Kessaly."
THIRD = "Brokers in Kess raised the price of cover to 0.9 per cent of the hull on Friday evening."
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_bart(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], list[str]]:
    """A writer whose texts are given: by words of the part that it gets."""

    def given(texts: dict[str, str]) -> list[str]:
        seen: list[str] = []

        class Fixed:
            limit = 40

            def count(self, text: str) -> int:
                return len(text.split())

            def write(self, parts: Sequence[str]) -> list[str]:
                seen.extend(parts)
                return [next((t for key, t in texts.items() if key in part), "") for part in parts]

        monkeypatch.setattr(summarizer, "load_writer", lambda *_: Fixed())
        return seen

    return given


def summarize(document: Document) -> object:
    return Seq2Seq(Summarizing(seq2seq="given")).summarize_all([document], [""])[0]


class TestWriter:
    """The model itself."""

    def test_it_writes_the_same_alone_and_in_a_batch(self, folder: Path) -> None:
        writer = Writer(folder, "tiny")
        texts = [FIRST, SECOND * 2, THIRD]
        together = writer.write(texts)
        assert together == [writer.write([text])[0] for text in texts]
        assert writer.write([]) == []
        assert 100 < writer.limit <= 128
        assert writer.count(FIRST) > 10

    def test_batches_are_of_like_length(self) -> None:
        assert list(_batches([3000, 10, 2000, 20])) == [[1, 3], [2], [0]]
        assert list(_batches([])) == []

    @pytest.mark.skipif(find_spec("ctranslate2") is None, reason="the extra `fast` is not installed")
    def test_ctranslate_writes_too(self, folder: Path) -> None:
        writer = Writer(folder, "tiny")
        assert isinstance(writer.engine, engine.CTranslateEngine)
        assert len(writer.write([FIRST, SECOND])) == 2
        assert (folder / "ct2-int8" / "model.bin").exists()

    @pytest.mark.skipif("BRIEFING_TEST_SEQ2SEQ" not in os.environ, reason="no model is named")
    def test_the_model_that_is_named_summarizes(self, read: Read) -> None:
        chosen = Summarizing(seq2seq=os.environ["BRIEFING_TEST_SEQ2SEQ"])
        (found,) = load_summarizer(chosen).summarize_all([read(TEXT)], [""])
        assert found.sentences and not found.fallback


class TestFiles:
    """What may be loaded."""

    def test_a_folder_with_safetensors_is_taken(self, folder: Path) -> None:
        assert find_model(str(folder), "") == folder

    @pytest.mark.parametrize(
        ("config", "weights", "message"),
        [
            ({"is_encoder_decoder": True}, "pytorch_model.bin", "no weights in safetensors"),
            ({"is_encoder_decoder": True, "auto_map": {}}, "model.safetensors", "wants code of its own"),
            ({"is_encoder_decoder": False}, "model.safetensors", "is neither an encoder-decoder nor a classifier"),
            ([], "model.safetensors", "wants code of its own"),
        ],
    )
    def test_what_else_is_refused(self, tmp_path: Path, config: object, weights: str, message: str) -> None:
        (tmp_path / "config.json").write_text(json.dumps(config))
        (tmp_path / weights).write_bytes(b"x")
        with pytest.raises(ModelError, match=message):
            check_model(tmp_path, "some")

    def test_a_pickle_or_code_beside_the_weights_is_not_converted(self, folder: Path, tmp_path: Path) -> None:
        given = tmp_path / "given"
        shutil.copytree(folder, given, ignore=shutil.ignore_patterns("ct2-int8"))
        own = {path.name for path in given.iterdir()}
        for name in ("pytorch_model.bin", "model.pt", "modeling.py", "training_args.bin"):
            (given / name).write_bytes(b"x")
        (given / "more.json").mkdir()
        linked = _linked(given, tmp_path / "linked")
        assert {path.name for path in linked.iterdir()} == own
        assert {"config.json", "model.safetensors"} <= own
        assert (linked / "model.safetensors").read_bytes() == (given / "model.safetensors").read_bytes()

    def test_a_folder_that_is_broken_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "model.safetensors").write_bytes(b"x")
        with pytest.raises(ModelError, match=r"no config\.json"):
            check_model(tmp_path, "some")
        (tmp_path / "config.json").write_text('{"is_encoder_decoder": true, "model_type": "bart"}')
        with pytest.raises(ModelError, match="cannot be loaded"):
            Writer(tmp_path, "some")

    def test_what_is_not_installed_is_not_downloaded(self) -> None:
        with pytest.raises(ModelError, match="briefing models install nobody/nothing --revision 0000"):
            find_model("nobody/nothing", "0" * 40)
        assert all(model.megabytes > 0 for model in list_models())


class TestSummaries:
    """What becomes of the text that a model writes."""

    def test_noise_is_not_printed(self, folder: Path, read: Read) -> None:
        (found,) = load_summarizer(Summarizing(seq2seq=str(folder))).summarize_all([read(TEXT)], [""])
        assert found.fallback in ("nothing that it wrote follows from the article", "it wrote nothing")
        assert [s.text for s in found.sentences] == [FIRST, SECOND, THIRD]

    def test_copies_and_fair_deletions_are_printed(
        self, writes: Callable[[dict[str, str]], object], read: Read
    ) -> None:
        short = "Sixty-one ships lay at anchor, waiting for orders from the capital."
        writes({"lane": f"{FIRST} {short}"})
        found = Seq2Seq(Summarizing(seq2seq="given")).summarize_all([read(TEXT)], [""])[0]
        assert [s.text for s in found.sentences] == [FIRST, short]
        assert not found.extractive and not found.withheld and not found.fallback

    def test_a_refused_sentence_gives_way_to_its_source(
        self, writes: Callable[[dict[str, str]], object], read: Read
    ) -> None:
        writes({"lane": f"{FIRST} Sixty-one ships lay at anchor by nightfall, waiting for orders from Lindhal."})
        found = Seq2Seq(Summarizing(seq2seq="given")).summarize_all([read(TEXT)], [""])[0]
        assert [s.text for s in found.sentences] == [FIRST, SECOND]
        assert len(found.withheld) == 1 and "lindhal" in found.withheld[0]
        assert summary_reasons([found]) == {"unsupported"}
        assert found.extractive

    def test_a_long_article_is_read_in_parts(self, writes: Callable[[dict[str, str]], list[str]], read: Read) -> None:
        text = "\n".join(f"Ship number {i} of the fleet waited for orders near the island." for i in range(40))
        document = read(text)
        seen = writes({"number 0 ": "Ship number 0 of the fleet waited for orders near the island."})
        Seq2Seq(Summarizing(seq2seq="given")).summarize_all([document], [""])
        assert len(seen) > 10
        assert " ".join(seen).split() == text.split()
        assert all(len(part.split()) <= 40 for part in seen)

    def test_a_sentence_without_an_end_is_divided(self, read: Read) -> None:
        document = read("word " * 500)
        parts = list(parts_of(document, lambda text: len(text.split()), 50))
        assert sum(len(part.split()) for part in parts) == 500
        assert max(len(part.split()) for part in parts) <= 50
