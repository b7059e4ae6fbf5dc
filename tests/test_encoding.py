"""Bytes to text (conformance cases P05, P07, P08): the exact text, whatever the labels say."""

from __future__ import annotations

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.encoding import decode

TEXTS = {
    "de": "Außenminister für Gespräche: größere Anstrengungen wären nötig, hieß es.",
    "fr": "Après l’échec des négociations, le ministère a annoncé de nouvelles mesures.",
    "ru": "Власти сообщили, что в результате удара погибли три человека, ещё семеро доставлены в больницу.",
    "uk": "Унаслідок ракетного удару пошкоджено житлові будинки, рятувальники працюють на місці події.",
    "pl": "Prezydent powiedział, że ćwiczenia wojskowe odbędą się w przyszłym miesiącu.",
    "tr": "Görüşmelerin ardından yapılan açıklamada ateşkesin süreceği söylendi.",
    "el": "Οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα στη Γενεύη.",
    "he": "השיחות יימשכו בשבוע הבא, כך נמסר.",
    "ar": "وستستمر المحادثات الأسبوع المقبل في جنيف بحسب البيان.",
    "zh": "双方同意下周继续谈判，联合国表示欢迎。外交部长在日内瓦举行会谈。",
    "ja": "両国は来週も協議を続けることで合意したと発表しました。",
    "ko": "양측은 다음 주에도 협상을 계속하기로 합의했다고 밝혔다.",
}
LEGACY = [
    *(("de", "iso-8859-1"), ("fr", "windows-1252"), ("ru", "windows-1251"), ("ru", "koi8-r"), ("uk", "windows-1251")),
    *(
        ("pl", "iso-8859-2"),
        ("pl", "windows-1250"),
        ("tr", "iso-8859-9"),
        ("el", "windows-1253"),
        ("he", "windows-1255"),
    ),
    *(("ar", "windows-1256"), ("zh", "gb2312"), ("zh", "gbk"), ("zh", "big5"), ("ja", "shift_jis"), ("ja", "euc-jp")),
    *(("ko", "euc-kr"), ("uk", "koi8-u"), ("ru", "iso-8859-5")),
]
ANNOUNCED = "<?xml version='1.0' encoding='{}'?>"


def feed(language: str, prolog: str = "") -> str:
    item = f"<item><title>{TEXTS[language][:30]}</title><description>{TEXTS[language]}</description></item>"
    return f"{prolog}<rss version='2.0'><channel>{item * 3}</channel></rss>"


def encoded(language: str, encoding: str, prolog: str = "") -> tuple[str, bytes]:
    """A feed and its bytes; simplified characters that Big5 lacks are left out."""
    text = feed(language, prolog).encode(encoding, "ignore").decode(encoding)
    return text, text.encode(encoding)


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
@pytest.mark.parametrize(
    ("prolog", "header"),
    [
        (ANNOUNCED, None),
        ("", "text/xml; charset={}"),
        ("", "text/xml; charset:{}"),
        (ANNOUNCED, "application/xml; charset='utf-8'"),
        (ANNOUNCED, "text/xml; charset=ISO-8859-1"),
        (ANNOUNCED, "text/xml; charset=no-such-thing"),
        (ANNOUNCED, "text/xml; charset=zlib"),
        (ANNOUNCED, "text/xml; charset=us-ascii"),
        ("<?xml version='1.0' encoding='utf-8'?>", "text/xml; charset={}"),
        ("<?xml version='1.0' encoding='iso-8859-1'?>", "text/xml; charset={}"),
    ],
)
def test_one_label_is_right(language: str, encoding: str, prolog: str, header: str | None) -> None:
    text, body = encoded(language, encoding, prolog.format(encoding))
    assert decode(body, header.format(encoding) if header else None) == (text, False)


@pytest.mark.parametrize(("language", "encoding"), [each for each in LEGACY if each[0] not in {"pl", "tr"}])
@pytest.mark.parametrize("header", [None, "text/xml", "text/xml; charset=utf-8"])
def test_no_label_is_right(language: str, encoding: str, header: str | None) -> None:
    text, body = encoded(language, encoding)
    assert decode(body, header) == (text, True)


@pytest.mark.parametrize("header", [None, "text/xml; charset=iso-8859-1"])
@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_cyrillic_is_no_latin(encoding: str, header: str | None) -> None:
    text, body = encoded("ru", encoding, "<?xml version='1.0' encoding='ISO-8859-1'?>")
    assert decode(body, header) == (text, True)


@pytest.mark.parametrize(("language", "encoding"), [("pl", "iso-8859-2"), ("pl", "windows-1250"), ("tr", "iso-8859-9")])
@pytest.mark.parametrize("header", [None, "text/xml; charset=iso-8859-1"])
def test_the_language_tells(language: str, encoding: str, header: str | None) -> None:
    text, body = encoded(language, encoding, f"<rss><language>{language}-XX</language>")
    assert decode(body, header) == (text, True)


def test_two_labels_that_both_decode() -> None:
    text, body = encoded("ru", "koi8-r", ANNOUNCED.format("koi8-r"))
    assert decode(body, "text/xml; charset=windows-1251") == (text, False)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1251", "gb2312", "shift_jis", "utf-16", "ascii"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8_under_any_label(language: str, label: str, mark: bytes) -> None:
    text = feed(language, ANNOUNCED.format(label))
    assert decode(mark + text.encode(), f"text/xml; charset={label}") == (text, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("header", [None, "text/xml; charset=iso-8859-1"])
def test_wide_encodings(encoding: str, header: str | None, marked: bool) -> None:
    text = feed("uk", ANNOUNCED.format("utf-8"))
    body = ("\ufeff" if marked else "").encode(encoding) + text.encode(encoding)
    assert decode(body, header) == (text, False)


def test_old_and_rare_encodings() -> None:
    text = feed("ja")
    assert decode(text.encode("iso2022_jp"), "text/xml; charset=iso-2022-jp") == (text, False)
    ascii_feed = ANNOUNCED.format("cp037") + "<rss></rss>"
    assert decode(ascii_feed.encode("cp037")) == (ascii_feed, False)


def test_broken_bytes_are_told() -> None:
    text, guessed = decode(codecs.BOM_UTF16_BE + "<rss>".encode("utf-16-be") + b"\xd8\x00\x00r")
    assert guessed
    assert text.startswith("<rss>")
    assert decode("<rss>日本".encode("iso2022_jp") + b"\x1b$B\xff\xff", "text/xml; charset=iso-2022-jp")[1]


def test_some_bytes_in_utf8_are_windows_1252() -> None:
    text = feed("ru").replace("три", "‘три’ – €3")
    body = text.encode().replace("‘".encode(), b"\x91").replace("’".encode(), b"\x92").replace("–".encode(), b"\x96")
    assert decode(body, "text/xml; charset=utf-8") == (text, True)


def test_a_body_that_is_cut_within_a_character() -> None:
    text, guessed = decode(feed("ru").encode() + "я".encode()[:1])
    assert (text, guessed) == (feed("ru"), True)


def test_a_gzipped_body() -> None:
    assert decode(gzip.compress(feed("ru").encode())) == (feed("ru"), False)
    assert len(decode(gzip.compress(bytes(17 * 2**20)))[0]) == 16 * 2**20
    assert decode(b"\x1f\x8bnot gzip")[1]


@given(st.binary(max_size=200), st.text(max_size=20) | st.none())
def test_any_bytes_are_text(body: bytes, content_type: str | None) -> None:
    text, _ = decode(body, content_type)
    assert text.encode("utf-8", "surrogatepass") is not None


@given(st.text(min_size=1, max_size=80), st.sampled_from(["utf-8", "windows-1251", "big5", ""]))
def test_utf8_is_always_recognized(text: str, label: str) -> None:
    assert decode(f"<{text}".encode(), f"text/xml; charset={label}") == (f"<{text}", False) or text[0] == "\0"
