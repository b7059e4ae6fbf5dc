"""The PDF: what a reader, a screen reader and a printer find in it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefing.errors import InputError, OutputError
from briefing.outputs import Reporting
from briefing.outputs.fonts import _FACES, _FALLBACKS, _coverage, _path, choose
from briefing.outputs.pdf import Pdf
from briefing.outputs.pdf_data import pdf_data
from briefing.outputs.pdf_runs import breakable, is_right_to_left
from briefing.types import Briefing, Change, Claim, Dispute
from tests.editions import (
    DAY,
    END,
    empty_edition,
    full_edition,
    make_evidence,
    make_sentence,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.faces import from_pdf_text, plain_words
from tests.hostile import hostile_edition

#: Cuneiform: no font of the packages has it.
UNSHOWN = "\U00012000\U00012001"
SCRIPTS = (
    "Київ Θεσσαλονίκη", "وزير الخارجية", "ראש הממשלה", "विदेश मंत्री", "প্রধানমন্ত্রী", "ประเทศไทย", "កម្ពុជា", "தமிழ்",
    "თბილისი", "Երևան", "አዲስ አበባ", "東京で会談", "서울 회담", "北京会谈", "မြန်မာ", "ລາວ", "සිංහල",
    "Việt Nam: Nguyễn", "☂ 😀",
)  # fmt: skip


def reader(briefing: Briefing, **options: str) -> PdfReader:
    return PdfReader(io.BytesIO(Pdf(**options).render(briefing)))


def structure(pdf: PdfReader) -> Iterator[Any]:
    """The elements of the tag tree, in the order of reading."""
    stack: list[Any] = [pdf.root_object["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, ArrayObject):
            stack.extend(reversed(node))
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                stack.append(node["/K"])


def tags(pdf: PdfReader) -> Counter[str]:
    return Counter(str(element["/S"]) for element in structure(pdf))


def titles(outline: Any) -> Iterator[tuple[int, str]]:
    def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, str(item.title)

    return walk(outline, 0)


def links(pdf: PdfReader) -> Iterator[Any]:
    for page in pdf.pages:
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            assert annotation["/Subtype"] == "/Link"
            yield annotation


def addresses(pdf: PdfReader) -> list[str]:
    return [str(link["/A"]["/URI"]) for link in links(pdf) if "/A" in link and "/URI" in link["/A"]]


def claims_ua(pdf: PdfReader) -> bool:
    root: Any = pdf.root_object
    return b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def pages_text(pdf: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return reader(full_edition(sample=True))


class TestFull:
    """A full edition."""

    def test_it_is_tagged_and_meets_the_standard(self, pdf: PdfReader) -> None:
        root: Any = pdf.root_object
        assert root["/MarkInfo"]["/Marked"]
        assert claims_ua(pdf)
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata is not None
        assert plain_words(pdf.metadata.title or "") == "MarrowStraitSaturday21November2026"

    def test_headings_go_down_one_level_at_a_time(self, pdf: PdfReader) -> None:
        levels = [int(tag[2:]) for tag in (str(e["/S"]) for e in structure(pdf)) if tag in ("/H1", "/H2", "/H3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))

    def test_tables_have_heads_and_cells(self, pdf: PdfReader) -> None:
        found = tags(pdf)
        assert found["/Table"] == 3
        assert found["/THead"] == 3
        assert found["/TH"] == 3 + 3 + 5
        assert found["/TR"] == 3 + 18 + 2 + 6

    def test_every_bar_says_what_it_shows(self, pdf: PdfReader) -> None:
        figures = [str(e["/Alt"]) for e in structure(pdf) if e["/S"] == "/Figure"]
        assert len(figures) == 6
        assert figures[0] == "Bar: 9 reports, 8 more than in the edition before"

    def test_no_block_is_inside_a_paragraph(self, pdf: PdfReader) -> None:
        for element in structure(pdf):
            if element["/S"] in ("/H1", "/H2", "/H3", "/Table", "/L"):
                assert element["/P"].get_object().get("/S") != "/P"

    def test_the_outline_leads_to_stories_and_sections(self, pdf: PdfReader) -> None:
        found = list(titles(pdf.outline))
        assert found[0] == (0, "Marrow Strait")
        assert found[1] == (1, "Tarvonia shuts the northern lane of the Marrow Strait")
        names = [title for _, title in found]
        unknown = "What this briefing does not know"
        assert names[-6:] == ["Who said what", "Positions", "Actors", unknown, "Evidence", "Sources"]
        assert len([name for name in names if name.startswith("Story")]) == 8

    def test_every_number_leads_to_its_evidence_and_every_source_to_its_report(self, pdf: PdfReader) -> None:
        inner = [link for link in links(pdf) if "/Dest" in link or "/D" in link.get("/A", {})]
        assert len(inner) >= 2 * 60
        assert set(addresses(pdf)) == {f"https://example.org/r{n}" for n in range(1, 5)}
        assert all(str(link.get("/Contents", "")) for link in links(pdf))

    def test_pages_are_counted_and_the_head_runs_on(self, pdf: PdfReader) -> None:
        texts = pages_text(pdf)
        assert 2 <= len(texts) <= 8
        for number, text in enumerate(texts, 1):
            assert f"Page {number} of {len(texts)}" in text
            assert ("edition 143, revision 1" in text) == (number > 1)
            assert "Sample, invented" in text

    def test_sections_that_have_nothing_yet_are_not_there(self, pdf: PdfReader) -> None:
        text = " ".join(pages_text(pdf))
        assert "Since yesterday" not in text
        assert "Disputed" not in text

    def test_the_time_in_the_file_is_that_of_the_edition(self, pdf: PdfReader) -> None:
        assert pdf.metadata is not None
        assert str(pdf.metadata["/CreationDate"]) == "D:20261121050000Z"

    def test_it_asks_for_nothing(self) -> None:
        data = Pdf().render(full_edition())
        for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/SubmitForm", b"/OpenAction", b"/AA"):
            assert word not in data


def test_two_formats_of_paper() -> None:
    sizes = {paper: reader(one_story_edition(), paper=paper).pages[0].mediabox for paper in ("a4", "letter")}
    assert [round(float(x)) for x in (sizes["a4"].width, sizes["a4"].height)] == [595, 842]
    assert [round(float(x)) for x in (sizes["letter"].width, sizes["letter"].height)] == [612, 792]
    with pytest.raises(InputError, match='There is no paper "a5"; there are a4, letter'):
        Pdf(paper="a5")


def test_an_edition_without_anything_says_so_on_one_page() -> None:
    pdf = reader(empty_edition())
    (text,) = pages_text(pdf)
    assert "No story on the topics of this briefing in the 24 hours to 05:00 UTC" in text
    assert "Nobody was quoted." in text
    assert "No gap found" in text
    assert claims_ua(pdf)
    assert [title for _, title in titles(pdf.outline)] == [
        "Marrow Strait", "Who said what", "What this briefing does not know",
    ]  # fmt: skip


def test_a_long_edition_stays_within_eight_pages() -> None:
    words = "The harbour office said on Friday that the northern lane stays shut to all vessels above 300 tonnes"
    stories = tuple(
        make_story(s, summary=tuple(make_sentence(f"{words}, order {s}.{n}.", f"s{s}-{n}") for n in range(4)))
        for s in range(12)
    )
    assert len(reader(full_edition(stories=stories)).pages) <= 8


def test_what_has_changed_and_what_is_disputed_have_their_sections() -> None:
    moved = Change(
        kind="figure",
        story="s1",
        subject="Port Ansel",
        before=make_sentence("18,400 people", "b"),
        after=make_sentence("23,100 people", "a"),
    )
    claims = tuple(
        Claim(
            text=f"{n} died",
            value=n,
            claimant=f"Side {n}",
            reported=END,
            evidence=make_evidence(f"c{n}"),
            reports=("r1",),
        )
        for n in (11, 27)
    )
    dispute = Dispute(id="d1", story="s1", counted="killed", unit=None, where=None, claims=claims)
    edition = full_edition(compared_with=DAY - timedelta(days=1), changes=(moved,), disputes=(dispute,))
    pdf = reader(edition)
    assert claims_ua(pdf)
    assert {"Since yesterday", "Disputed"} <= {title for _, title in titles(pdf.outline)}
    text = from_pdf_text(edition)
    for words in (
        "Port Ansel",
        "18,400 people",
        "23,100 people",
        "How many were killed",
        "11 died",
        "Side 11",
        "27 died",
    ):
        assert plain_words(words) in text


# ---------------------------------------------------------------- text that is hostile, and text in every script


def test_a_hostile_edition_is_text_and_leads_nowhere_else() -> None:
    pdf = reader(hostile_edition())
    text = plain_words("".join(pages_text(pdf)))
    for words in ("<script>window.hit=1</script>", "[a link](javascript:window.hit=1)", "# heading :material/warning:"):
        assert plain_words(words)[:20] in text
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in addresses(pdf))
    assert len(pdf.pages) <= 12


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd")', "#import", "$ x $", "*bold* _thin_", "<label>", "@ref", "// comment", "= head", r"\u{41}"],
)
def test_what_typst_would_read_as_markup_is_text(text: str) -> None:
    story = make_story(1, headline=f"Before {text} after", topic=text, summary=(make_sentence(f"Said {text}.", "e1"),))
    edition = replace(one_story_edition(), stories=(story,), title=text)
    found = from_pdf_text(edition)
    assert plain_words(f"Before {text} after") in found
    assert plain_words(f"Said {text}.") in found


@pytest.mark.parametrize("text", SCRIPTS)
def test_names_in_every_script_are_shown(text: str) -> None:
    edition = replace(
        one_story_edition(),
        title=text,
        stories=(make_story(1, headline=text, topic=text),),
        statements=(make_statement(1, speaker=text, content=text),),
    )
    assert not Pdf().notes(edition)
    assert claims_ua(reader(edition))


def test_a_character_without_a_glyph_is_a_tagged_page_without_the_claim_and_is_named() -> None:
    edition = replace(one_story_edition(), title=f"Before {UNSHOWN} after")
    output = Pdf()
    assert isinstance(output, Reporting)
    (note,) = output.notes(edition)
    assert note.startswith("No installed font shows U+12000 (Cuneiform sign a), U+12001 (")
    pdf = reader(edition)
    assert not claims_ua(pdf)
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert tags(pdf)["/H1"] == 1
    text = " ".join(pages_text(pdf))
    assert "U+12000 (Cuneiform sign a)" in text
    assert "does not claim to meet PDF/UA-1" in text


def test_many_characters_without_a_glyph_are_counted() -> None:
    edition = replace(one_story_edition(), title="".join(map(chr, range(0x12000, 0x12010))))
    assert "and 8 more: a crossed box stands for each" in Pdf().notes(edition)[0]


def test_a_sequence_that_the_standard_refuses_is_printed_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables may say that a character is there, and the shaper may still have no glyph for a sequence."""
    nothing = replace(choose([UNSHOWN]), missing=())
    monkeypatch.setattr("briefing.outputs.pdf.choose", lambda texts: nothing)
    pdf = reader(replace(one_story_edition(), title=UNSHOWN))
    assert not claims_ua(pdf)
    assert "This file is tagged, but not PDF/UA-1" in " ".join(pages_text(pdf))


def test_a_paragraph_runs_as_its_first_letter_does() -> None:
    assert is_right_to_left("«2026» وزير, minister")
    assert not is_right_to_left("2026: minister وزير")
    assert not is_right_to_left("2026 …")


def test_a_long_word_may_break() -> None:
    assert "\u200b" not in breakable("A sentence of ordinary words, https://example.org/")
    assert breakable("W" * 154).replace("\u200b", "") == "W" * 154
    assert "\u200b" in breakable("W" * 154)


@pytest.mark.parametrize(
    ("package", "file"), [("fontpkg_of_nobody", "files/Some.ttf"), ("fontpkg_source_sans_3", "files/Gone.ttf")]
)
def test_a_font_that_is_missing_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, package: str, file: str
) -> None:
    monkeypatch.setattr("briefing.outputs.fonts._FACES", (_FACES[0], (package, file, "Some")))
    with pytest.raises(OutputError, match=f"reinstall {package.replace('_', '-')}$"):
        Pdf().render(one_story_edition())


@pytest.mark.parametrize(("package", "file", "family"), [*_FACES, *_FALLBACKS], ids=lambda value: str(value))
def test_the_characters_of_a_font_are_those_that_it_lists(package: str, file: str, family: str) -> None:
    path = _path(package, file)
    with TTFont(path, lazy=True, fontNumber=0) as font:
        assert font["name"].getBestFamilyName() == family
        listed, cover = set(font["cmap"].getBestCmap()), _coverage(path)
    assert all(code in cover for code in listed)
    assert not any(code in cover for code in range(0x3000) if code not in listed)


def test_at_a_glance_counts_nothing_of_stories_that_are_not_there_and_tells_earlier_reports() -> None:
    def told(briefing: Briefing) -> list[str]:
        return [
            f"{figure['value']} {figure['words']}".replace("\u00a0", " ")
            for figure in pdf_data(briefing, paper="a4")["rail"]["figures"]
        ]

    assert told(full_edition())[0] == "9 stories in this edition"
    old = replace(full_edition().reports[0], published=full_edition().start - timedelta(hours=1))
    assert told(replace(empty_edition(), reports=(old,))) == [
        "0 stories in this edition",
        "1 report cited, 1 of them of earlier days, from 1 publisher",
    ]
