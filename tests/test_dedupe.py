"""Copies: reprints are found through edits and cuts, and two reports of one event are not copies."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.dedupe import Groups, find_copies, runs_of
from briefing.sample.coverage import load_coverage

WORDS = [f"{a}{b}" for a in "bcdfgklmnprst" for b in ("ane", "ood", "ell", "int", "ark", "ove", "ust", "ile")]


def article(seed: int, length: int = 160) -> list[str]:
    generator = random.Random(seed)
    return [generator.choice(WORDS) for _ in range(length)]


def edited(words: list[str], share: float, seed: int) -> str:
    generator = random.Random(seed)
    return " ".join(generator.choice(WORDS) if generator.random() < share else word for word in words)


def test_the_same_words_are_a_copy_whatever_the_marks() -> None:
    assert find_copies(["The lane is shut.", "the LANE is – shut"]) == [0, 0]


def test_an_edited_reprint_is_a_copy() -> None:
    words = article(1)
    assert find_copies([" ".join(words), edited(words, 0.06, 2), " ".join(article(3))]) == [0, 0, 2]


def test_a_reprint_with_paragraphs_cut_and_a_line_added_is_a_copy() -> None:
    words = article(4, 300)
    assert find_copies([" ".join(words), "With inputs from the wire. " + " ".join(words[:120])]) == [0, 0]


def test_a_copy_of_a_copy_belongs_to_the_first() -> None:
    words = article(5, 240)
    texts = [" ".join(words[:160]), " ".join(words[60:220]), " ".join(words[120:])]
    assert find_copies(texts) == [0, 0, 0]


def test_a_shared_quotation_does_not_make_a_copy() -> None:
    quotation = " ".join(article(6, 40))
    texts = [" ".join(article(seed)) + " " + quotation for seed in (7, 8)]
    assert find_copies(texts) == [0, 1]


def test_most_planted_edits_are_found_and_nothing_else() -> None:
    originals = [article(seed) for seed in range(100, 250)]
    texts = [" ".join(words) for words in originals]
    texts += [edited(words, 0.04 + 0.04 * (i % 2), i) for i, words in enumerate(originals)]
    found = find_copies(texts)
    assert found[:150] == list(range(150))
    assert sum(found[150 + i] == i for i in range(150)) >= 149


def test_texts_without_words_are_no_copies_of_one_another() -> None:
    assert find_copies(["", "...", ""]) == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40))
def test_groups_are_named_by_their_smallest_member(joins: list[tuple[int, int]]) -> None:
    groups = Groups(20)
    for i, j in joins:
        groups.join(i, j)
    for i, j in joins:
        assert groups.first(i) == groups.first(j) <= min(i, j)
    assert all(groups.first(groups.first(i)) == groups.first(i) for i in range(20))


def test_runs_of_a_short_text_are_the_text() -> None:
    assert runs_of("Lane shut") == {"lane shut"}
    assert runs_of("") == frozenset()


def planted(text: str, seed: int) -> str:
    """The text with 4 to 8 % of its words touched: replaced, left out, or moved with their sentence."""
    generator = random.Random(seed)
    share = generator.uniform(0.04, 0.08)
    sentences = re.split(r"(?<=[.!?]) +", text)
    if len(sentences) > 12:
        at = generator.randrange(len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
        if generator.random() < 0.5:
            del sentences[generator.randrange(len(sentences))]
        share /= 2
    words = []
    for word in " ".join(sentences).split():
        if generator.random() >= share:
            words.append(word)
        elif generator.random() < 0.7:
            words.append(generator.choice(WORDS))
    return " ".join(words)


def test_planted_edits_of_the_sample_are_found_and_no_two_reports_of_one_story_are_taken_for_copies() -> None:
    texts = [entry.text for feed in load_coverage() for entry in feed.entries if len(entry.text.split()) >= 60]
    own = find_copies(texts)
    originals = [text for i, text in enumerate(texts) if own[i] == i]
    edits = [planted(text, seed) for seed in range(4) for text in originals]
    found = find_copies([*originals, *edits])
    count = len(originals)
    right = sum(found[count + i] == i % count for i in range(len(edits)))
    wrong = sum(first not in (i, i % count) for i, first in enumerate(found))
    assert count > 40
    assert right >= 0.99 * len(edits)
    assert wrong <= 0.01 * len(edits)
