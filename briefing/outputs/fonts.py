"""Which installed font shows a character: read from the fonts' own tables, before anything is typeset.

The faces of Latin, Greek and Cyrillic come with `fontpkg-source-serif-4` and `fontpkg-source-sans-3`, those of further
scripts with `manimgx-fonts` (Noto Sans) and `manimgx-fonts-cjk`; all under the SIL Open Font License.

The tables are read here and not by a library of fonts: fontTools takes longer to be imported than an edition to be
typeset, and makes a dictionary of every font, where only a few characters are to be looked up.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path

from briefing.errors import OutputError

#: A package, the file in it, and the family that the file belongs to. The first two are the faces of the design, and
#: every text is looked for in both, since labels and body text share their words.
_FACES = (
    ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf", "Source Serif 4"),
    ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf", "Source Sans 3"),
)
_SCRIPTS = (
    "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada",
    "Malayalam", "Sinhala", "Thai", "Lao", "Myanmar", "Khmer", "Georgian", "Armenian", "Ethiopic", "Symbols",
)  # fmt: skip
#: In the order in which they are asked: the general one first, pictures last. A Han character is the same code in
#: every language; the Japanese forms of the CJK font stand for all, as long as an edition does not say which is meant.
_FALLBACKS = (
    ("manimgx_fonts", "NotoSans[wght].ttf", "Noto Sans"),
    *(("manimgx_fonts", f"NotoSans{script}[wght].ttf", f"Noto Sans {script}") for script in _SCRIPTS),
    ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", "Noto Sans CJK JP"),
    ("manimgx_fonts", "NotoEmoji[wght].ttf", "Noto Emoji"),
)
#: Shown by nothing, on purpose: joiners, marks of direction, selectors of variants (DerivedCoreProperties,
#: Default_Ignorable_Code_Point, as far as text may hold them).
_INVISIBLE = frozenset((0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The fonts that show a text."""

    #: Families for what the faces of the design lack, in the order in which they are to be asked.
    families: tuple[str, ...]
    #: Folders in which all families are.
    folders: tuple[Path, ...]
    #: Characters that none of them shows.
    missing: tuple[str, ...]


def choose(texts: Iterable[str]) -> Choice:
    """The fonts for some texts: only those that are needed.

    Raises:
        OutputError: one of them is not installed.
    """
    wanted = set().union(*map(set, texts)) if texts else set()
    codes = sorted(ord(c) for c in wanted if not _is_invisible(c))
    folders = [_path(package, file).parent for package, file, _ in _FACES]
    covers = [_coverage(_path(package, file)) for package, file, _ in _FACES]
    left = [code for code in codes if not all(code in cover for cover in covers)]
    families: list[str] = []
    for package, file, family in _FALLBACKS:
        if not left:
            break
        path = _path(package, file)
        cover = _coverage(path)
        if shown := [code for code in left if code in cover]:
            families.append(family)
            folders.append(path.parent)
            left = [code for code in left if code not in set(shown)]
    return Choice(families=tuple(families), folders=tuple(dict.fromkeys(folders)), missing=tuple(map(chr, left)))


def _is_invisible(character: str) -> bool:
    code = ord(character)
    return code in _INVISIBLE or code in _SELECTORS or unicodedata.category(character) == "Cc"


@cache
def _path(package: str, file: str) -> Path:
    try:
        path = Path(str(files(package))) / file
    except ModuleNotFoundError:
        path = None
    if path is None or not path.is_file():
        name = package.replace("_", "-")
        raise OutputError(
            f"The fonts of the package {name} are missing, so no PDF can be made",
            remedy=f"install them with: pip install --force-reinstall {name}",
        )
    return path


# ---------------------------------------------------------------- the table of characters in a font file


class Coverage:
    """The characters that a font has a glyph for, as ranges of code points."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        found = sorted(ranges)
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def __contains__(self, code: int) -> bool:
        at = bisect_right(self._starts, code) - 1
        return at >= 0 and code <= self._ends[at]


@cache
def _coverage(path: Path) -> Coverage:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return Coverage(_ranges(_cmap(data)))


def _cmap(data: mmap) -> bytes:
    """The table `cmap` of the first font in a file (OpenType 1.9, "Organization of an OpenType font")."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for i in range(tables):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * i)
        if tag == b"cmap":
            return data[offset : offset + length]
    raise ValueError("The font has no table of characters.")


def _ranges(cmap: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of the best Unicode subtable: all planes (format 12) before the first plane only (format 4)."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    records = (struct.unpack_from(">HHI", cmap, 4 + 8 * i) for i in range(count))
    offsets = {offset for platform, encoding, offset in records if platform == 0 or (platform, encoding) in _UNICODE}
    by_format = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in sorted(offsets)}
    if 12 in by_format:
        return _segmented(cmap, by_format[12])
    return _mapped(cmap, by_format[4])


#: Platform Windows with the encodings UCS-2 and UCS-4.
_UNICODE = ((3, 1), (3, 10))


def _segmented(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    groups = struct.unpack_from(">I", cmap, at + 12)[0]
    for start, end, glyph in struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * groups]):
        yield (start, end) if glyph else (start + 1, end)


def _mapped(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4; a segment that lists its glyphs one by one is asked for each of them."""
    twice = struct.unpack_from(">H", cmap, at + 6)[0]
    columns = [at + 14 + twice * i + (2 if i else 0) for i in range(4)]
    for segment in range(twice // 2):
        end, start, delta, offset = (struct.unpack_from(">H", cmap, c + 2 * segment)[0] for c in columns)
        for code in range(start, end + 1):
            glyph = code
            if offset:
                place = columns[3] + 2 * segment + offset + 2 * (code - start)
                glyph = struct.unpack_from(">H", cmap, place)[0]
            if code != 0xFFFF and (glyph + (delta if glyph or not offset else 0)) & 0xFFFF:
                yield code, code
