"""The bytes of a feed -> text. Labels are often wrong, so what the bytes can be goes before what is said of them.

The first of these rules that fits decides:

1. A byte order mark of UTF-16 or UTF-32, or zero bytes around the first `<` (XML 1.0, appendix F).
2. The bytes are valid UTF-8. Text in another encoding hardly ever is, and feeds in UTF-8 carry every label there is.
3. UTF-8 with a few bytes that are not: these alone are read as windows-1252, which is how they came there.
4. The label of the HTTP header, then that of the XML declaration (RFC 7303), if the bytes decode under it. If both do,
   the one under which the text looks like language.
5. Otherwise the encoding is guessed from the letters, and from the language that the feed names.

A label of Latin-1, which many servers put on everything, gives way to any other label, and is not believed if most
letters would be accented or if the feed is in a language that Latin-1 cannot write. Where the labels did not decide
(3 and 5), the caller is told that it was guessed.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable

from charset_normalizer import from_bytes

#: Encodings that a label may ask for, as Python names them: those of the WHATWG Encoding standard and code pages of
#: DOS, each by the superset that is meant in practice. Others (zlib, utf-7, idna ...) are no encodings of feeds, or are
#: traps.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "iso2022_jp": "iso2022_jp",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "cp874": "cp874",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "kz1048": "kz1048",
    **{f"mac-{name}": f"mac-{name}" for name in ("roman", "cyrillic", "greek", "turkish", "latin2")},
    **{f"cp{n}": f"cp{n}" for n in (437, 737, 775, 850, 852, 855, 857, 858, 862, 864, 866, 1125)},
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}
#: What is guessed among: the legacy encodings in which news was written. For the Latin script there is one, because the
#: others differ from it in too few letters to be told without knowing the language.
_GUESSES = (
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp1252", "cp1253", "cp1255", "cp1256", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
#: Languages in Latin script whose letters Latin-1 lacks, by the encodings that have them.
_LANGUAGES = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq", "bs"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("lt", "lv"), ("cp1257",)),
    **dict.fromkeys(("tr", "az"), ("cp1254",)),
}
_LATIN_1 = frozenset({"cp1252", "mac-roman", "iso8859-15"})

_MARKS = (
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
_ZEROS = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # "<?xm" in EBCDIC
)
_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*[=:]\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_LANGUAGE = re.compile(rb"""(?:<(?:dc:)?language>\s*|xml:lang\s*=\s*["'])([A-Za-z]{2})\b""")
_ESCAPED = re.compile("[\udc80-\udcff]+")
#: What is left of a character at the end of a body that was cut.
_CUT_OFF = re.compile("[\udc80-\udcff]{1,3}\\Z")

#: Bytes of text that the guess looks at: the guesser samples it, and more does not make it better.
_SAMPLE = 65_536
#: Share of accented letters among letters above which text is not in a Latin script; Vietnamese has about 0.3.
_LATIN_ACCENTS = 0.4
#: Bytes a gzipped body may grow to; the reader of the web stops there too.
_UNPACKED = 16 * 2**20


def decode(body: bytes, content_type: str | None = None) -> tuple[str, bool]:
    """The text of `body`, and whether its encoding was guessed; never fails.

    `content_type` is the header of the reply, if there was one. A body that is still gzipped is unpacked first.
    """
    body = _unpacked(body).removeprefix(codecs.BOM_UTF8)
    for marks in (_MARKS, _ZEROS):
        for mark, name in marks:
            if body.startswith(mark):
                return _as_marked(body.removeprefix(mark if marks is _MARKS else b""), name)
    labels = _labels(body, content_type)
    if "iso2022_jp" in labels and b"\x1b$" in body:
        return _as_marked(body, "iso2022_jp")
    try:
        return body.decode("utf-8"), False
    except UnicodeDecodeError:
        return _decode_legacy(body, labels)


def _as_marked(body: bytes, name: str) -> tuple[str, bool]:
    """Decode bytes that show their encoding; what is broken in them becomes U+FFFD, and is told."""
    try:
        return body.decode(name), False
    except UnicodeDecodeError:
        return body.decode(name, "replace"), True


def _decode_legacy(body: bytes, labels: list[str]) -> tuple[str, bool]:
    """Decode bytes that are no valid UTF-8; `labels` are what header and declaration say, best first."""
    patched = _mostly_utf8(body)
    if patched is not None:
        return patched, True
    usable = [label for label in labels if _decodes(body, label)]
    usable = [label for label in usable if label not in _LATIN_1] or usable
    if len(usable) > 1:
        return body.decode(_guess(body, usable) or usable[0]), False
    if usable and not (usable[0] in _LATIN_1 and _not_latin_1(body)):
        return body.decode(usable[0]), False
    name = _guess(body, _LANGUAGES.get(_language(body), _GUESSES)) or "cp1252"
    return body.decode(name, "replace"), True


def _unpacked(body: bytes) -> bytes:
    """A body that is gzip, which some servers send without saying so, unpacked up to the cap."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, _UNPACKED)
    except zlib.error:
        return body


def _labels(body: bytes, content_type: str | None) -> list[str]:
    header = _CHARSET.search(content_type or "")
    declared = _DECLARATION.search(body[:2048])
    said = [header[1] if header else "", declared[1].decode("ascii") if declared else ""]
    known = [_SUPERSETS.get(name) for label in said if (name := _codec(label))]
    return list(dict.fromkeys(filter(None, known)))


def _codec(label: str) -> str | None:
    try:
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return None


def _decodes(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(body: bytes) -> str | None:
    """The text if it is UTF-8 but for some bytes, else None."""
    text = body.decode("utf-8", "surrogateescape")
    wrong = sum(len(found[0]) for found in _ESCAPED.finditer(text))
    right = sum(not character.isascii() for character in text) - wrong
    if wrong > right:
        return None
    text = _CUT_OFF.sub("", text)
    return _ESCAPED.sub(lambda found: found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def _not_latin_1(body: bytes) -> bool:
    """Whether the bytes cannot be a text that Latin-1 can write."""
    text = _sample(body)
    high = sum(byte >= 0xC0 for byte in text)
    plain = sum(chr(byte).isalpha() for byte in text if byte < 0x80)
    return high > _LATIN_ACCENTS * (high + plain) or _language(body) in _LANGUAGES


def _language(body: bytes) -> str:
    """The language that the feed names near its beginning, or nothing."""
    found = _LANGUAGE.search(body[:8192])
    return found[1].decode("ascii").lower() if found else ""


def _guess(body: bytes, names: Iterable[str]) -> str | None:
    best = from_bytes(_sample(body), cp_isolation=list(names)).best()
    return None if best is None else best.encoding


def _sample(body: bytes) -> bytes:
    """The text between the tags, whose ASCII names would count as language, beginning with the lines that tell."""
    text = re.sub(rb"<[^<>]{0,1000}>", b" ", body[: 8 * _SAMPLE])
    telling = b"\n".join(line for line in re.split(rb"[\r\n]|  +", text) if not line.isascii())
    return telling[:_SAMPLE]
