"""Verifiers: real, small classifiers of entailment that are built here, and their vote on what a model wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing.cli import models as command
from briefing.document import Document
from briefing.errors import ModelError
from briefing.models.entailment import Entailer, Entailment, load_entailer
from briefing.models.hub import check_model, find_model, read_labels
from briefing.pipeline.digest import Settings, verifier_problem
from briefing.pipeline.provenance import summary_notes, summary_reasons
from briefing.summarizers import load_summarizer
from briefing.summarizers.gated import Checks, Draft, Entail, finish
from briefing.types import Summarizing, Summary, Verifying
from tests.tiny import save_tiny_verifier

Read = Callable[[str], Document]

FIRST = "The northern lane was closed to all larger vessels on Friday, the harbour office in Tarvon said."
SECOND = "Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital of Kessaly."
SHORT = "Sixty-one ships lay at anchor, waiting for orders from the capital."
FREE = "Larger vessels may not use the northern lane, which was closed on Friday."
VAGUE = "The harbour office and the pilots closed the lane after a long and bitter night."
TEXT = f"{FIRST}\n{SECOND}"
LABELS = ("CONTRADICTION", "NEUTRAL", "ENTAILMENT")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("verifiers")


def finished(document: Document, text: str, entail: Entail | None = None, *, mark: bool = False) -> Summary:
    return finish(Draft(text=text), document, headline="", model="given", checks=Checks(entail=entail, mark=mark))


def says(entailed: float, contradicted: float) -> Entail:
    return lambda pairs: [(entailed, contradicted)] * len(pairs)


class TestModel:
    """The model itself."""

    def test_it_judges_the_same_alone_and_in_a_batch(self, folder: Path) -> None:
        entailer = Entailer(save_tiny_verifier(folder / "plain", LABELS), "plain")
        pairs = [(TEXT, SHORT), (FIRST * 3, FREE), (SECOND, FIRST), (TEXT * 20, SHORT)]
        together = entailer.judge(pairs)
        for pair, found in zip(pairs, together, strict=True):
            assert entailer.judge([pair])[0] == pytest.approx(found, abs=1e-4)
            assert 0 < found.entailed < 1 and 0 < found.contradicted < 1 and sum(found) < 1
        assert entailer.judge([]) == []

    @pytest.mark.parametrize("labels", [LABELS, ("entailment", "neutral", "contradiction")])
    def test_labels_are_read_by_their_names(self, folder: Path, labels: Sequence[str]) -> None:
        made = save_tiny_verifier(folder / labels[0], labels, leans_to=labels[0])
        found = load_entailer(str(made), "").judge([(TEXT, SHORT)])[0]
        assert (found.entailed if labels[0] == "entailment" else found.contradicted) > 0.99

    def test_two_labels_are_enough(self, folder: Path) -> None:
        made = save_tiny_verifier(folder / "two", ("entailment", "not_entailment"), leans_to="not_entailment")
        found = load_entailer(str(made), "").judge([(TEXT, SHORT)])[0]
        assert found.entailed < 0.01 and found.contradicted == 0

    @pytest.mark.parametrize(
        ("config", "message"),
        [
            ({"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}, "says which of its labels means entailment"),
            ({"id2label": {"0": "entailment", "1": "ENTAILS"}}, "says which of its labels means entailment"),
            ({"architectures": ["BertModel"], "id2label": {"0": "entailment"}}, "so it cannot verify"),
            ({"id2label": ["entailment"]}, "so it cannot verify"),
            ({"id2label": {"0": "entailment"}, "auto_map": {}}, "wants code of its own"),
            ({"is_encoder_decoder": True}, "so it cannot verify"),
        ],
    )
    def test_what_does_not_say_what_it_means_is_refused(
        self, tmp_path: Path, config: dict[str, object], message: str
    ) -> None:
        (tmp_path / "model.safetensors").write_bytes(b"x")
        given = {"architectures": ["BertForSequenceClassification"]} | config
        (tmp_path / "config.json").write_text(json.dumps(given))
        with pytest.raises(ModelError, match=message):
            check_model(tmp_path, "some", "verifier")

    def test_other_weights_than_safetensors_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "pytorch_model.bin").write_bytes(b"x")
        with pytest.raises(ModelError, match="no weights in safetensors"):
            find_model(str(tmp_path), "", "verifier")

    def test_a_verifier_is_no_summarizer_and_says_so(self, folder: Path, read: Read) -> None:
        made = save_tiny_verifier(folder / "wrong", LABELS)
        assert check_model(made, "wrong") == "verifier"
        assert read_labels(made, "wrong") == (2, 0)
        (found,) = load_summarizer(Summarizing(seq2seq=str(made))).summarize_all([read(TEXT)], [""])
        assert "is no encoder-decoder, so it cannot summarize" in found.fallback

    def test_the_command_tries_it(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        made = save_tiny_verifier(folder / "tried", LABELS, leans_to="ENTAILMENT")
        command.check(str(made))
        said = " ".join(capsys.readouterr().out.split())
        assert "can be loaded" in said and "follows: 100%, is contradicted: 0%" in said


class TestVote:
    """What it changes in a summary."""

    def test_a_copy_is_never_asked_about(self, read: Read) -> None:
        asked: list[tuple[str, str]] = []

        def entail(pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
            asked.extend(pairs)
            return [Entailment(1.0, 0.0)] * len(pairs)

        found = finished(read(TEXT), f"{FIRST} {SHORT}", entail)
        assert [s.text for s in found.sentences] == [FIRST, SHORT]
        assert asked == [(f"{FIRST} {SECOND}", SHORT)], "the premise is what is cited, with its neighbours"

    @pytest.mark.parametrize("sentence", [SHORT, FREE])
    def test_what_it_sees_contradicted_gives_way_to_its_source(self, folder: Path, read: Read, sentence: str) -> None:
        made = save_tiny_verifier(folder / "no", LABELS, leans_to="CONTRADICTION")
        source, other = (SECOND, FIRST) if sentence == SHORT else (FIRST, SECOND)
        found = finished(read(TEXT), f"{other} {sentence}", load_entailer(str(made), "").judge)
        assert [s.text for s in found.sentences] == [other, source]
        assert found.withheld == ("the verifier sees it contradicted",)
        assert summary_reasons([found]) == {"unsupported"}
        (note,) = summary_notes([found])
        assert note == (
            "1 sentence that the model wrote did not pass the check against the article: "
            "the verifier sees it contradicted (1)."
        )

    def test_what_it_sees_follow_is_printed(self, folder: Path, read: Read) -> None:
        made = save_tiny_verifier(folder / "yes", LABELS, leans_to="ENTAILMENT")
        found = finished(read(TEXT), f"{SECOND} {FREE}", load_entailer(str(made), "").judge)
        assert [s.text for s in found.sentences] == [SECOND, FREE]

    @pytest.mark.parametrize(
        ("vote", "refused"), [((0.05, 0.3), True), ((0.3, 0.3), False), ((0.3, 0.6), True), ((0.09, 0.0), True)]
    )
    def test_it_refuses_only_what_is_clear(self, read: Read, vote: tuple[float, float], refused: bool) -> None:
        assert bool(finished(read(TEXT), f"{SECOND} {FREE}", says(*vote)).withheld) is refused

    def test_it_lets_nothing_pass_that_the_rules_refuse(self, read: Read) -> None:
        wrong = "Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital of Lindhal."
        found = finished(read(TEXT), f"{FIRST} {wrong}", says(1.0, 0.0))
        assert [s.text for s in found.sentences] == [FIRST, SECOND]

    def test_where_it_fails_the_article_speaks_for_itself(self, read: Read) -> None:
        def entail(_pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
            raise RuntimeError("out of memory")

        found = finished(read(TEXT), f"{SECOND} {FREE}", entail)
        assert (found.fallback, found.reason) == ("the verifier failed (RuntimeError)", "model-failed")
        assert [s.text for s in found.sentences] == [FIRST, SECOND]

    def test_one_that_cannot_be_loaded_is_named(self, tmp_path: Path) -> None:
        model = Summarizing(chat="http://127.0.0.1:9/v1", model="m")
        missing = Verifying(model="nobody/nothing", revision="0" * 40)
        problem = verifier_problem(Settings(summarizer=model, verifier=missing))
        assert problem is not None and "briefing models install nobody/nothing" in str(problem)
        assert problem.reason == "model-missing"
        assert verifier_problem(Settings(verifier=missing)) is None, "the embedded summarizer writes nothing"
        assert Settings(summarizer=model, verifier=missing).fingerprint != Settings(summarizer=model).fingerprint
        save_tiny_verifier(tmp_path, LABELS)
        (tmp_path / "model.safetensors").write_bytes(b"x")
        problem = verifier_problem(Settings(summarizer=model, verifier=Verifying(model=str(tmp_path))))
        assert problem is not None and "cannot be loaded" in str(problem)
        assert problem.reason == "model-refused"


class TestUnverified:
    """What no check refused but is not covered either."""

    def test_it_gives_way_to_its_source_if_nothing_else_is_said(self, read: Read) -> None:
        found = finished(read(TEXT), f"{SECOND} {VAGUE}")
        assert [s.text for s in found.sentences] == [SECOND, FIRST]
        assert "of its words are in what it rests on" in found.withheld[0]

    def test_it_is_printed_with_a_mark_and_counted_if_that_is_wanted(self, read: Read) -> None:
        found = finished(read(TEXT), f"{SECOND} {VAGUE}", mark=True)
        assert [(s.text, s.verified) for s in found.sentences] == [(SECOND, True), (VAGUE, False)]
        assert found.sentences[1].ranges and not found.extractive and not found.withheld
        assert summary_reasons([found]) == {"unverified"}
        (note,) = summary_notes([found])
        assert note.startswith("1 sentence that the model wrote could not be checked far enough")

    @pytest.mark.parametrize(
        "text",
        [
            VAGUE,
            "Boil the carrots for ten minutes.",
            f"{SECOND} The pilots and the brokers and the captains dined late on Tuesday.",
            f"{SECOND} The harbour office “and the pilots closed the lane after a long and bitter night.",
        ],
    )
    def test_what_is_refused_or_foreign_or_all_there_is_is_not_marked(self, read: Read, text: str) -> None:
        found = finished(read(TEXT), text, mark=True)
        assert found.sentences and all(sentence.verified for sentence in found.sentences)

    def test_the_verifier_votes_on_it_too(self, read: Read) -> None:
        found = finished(read(TEXT), f"{SECOND} {VAGUE}", says(0.0, 0.9), mark=True)
        assert [s.text for s in found.sentences] == [SECOND, FIRST]

    def test_it_is_part_of_the_key_of_a_digest(self) -> None:
        chosen = Summarizing(seq2seq="a/b", revision="0" * 40, unverified="mark")
        assert load_summarizer(chosen).model.endswith("gate 2, marking")
