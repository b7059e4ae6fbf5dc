"""The guard: which URLs and addresses may be reached (conformance cases N01-N04, N10, N11, N16, N17)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import BlockedError
from briefing.guard import Guard, secrets_in, shown_link, without_secrets

PRIVATE_V4 = (
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("198.18.0.1", "192.0.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "240.0.0.1", "255.255.255.255"),
    *("224.0.0.1", "239.1.1.1"),
)
PRIVATE_V6 = (
    *("::1", "::", "fc00::1", "fe80::1", "fe80::1%25eth0", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1"),
    *("3fff::1", "5f00::1", "100::1", "::7f00:1", "::8.8.8.8", "64:ff9b:1::1"),
    # an IPv4 address within: mapped, NAT64, 6to4; and Teredo
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ),
)
PUBLIC = (
    *("8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::", "::ffff:8.8.8.8"),
    *("2a00:1450:4001:800::200e", "93.184.216.34"),
)


PLAIN = Guard()


def reason(url: str, guard: Guard = PLAIN) -> str | None:
    try:
        guard.check_url(url)
    except BlockedError as error:
        return error.reason
    return None


@pytest.mark.parametrize("address", PRIVATE_V4)
def test_private_v4(address: str) -> None:
    assert reason(f"http://{address}/feed") == "private-address"
    assert not Guard().allows(address)


@pytest.mark.parametrize("address", PRIVATE_V6)
def test_private_v6(address: str) -> None:
    assert reason(f"https://[{address}]/") == "private-address"
    assert not Guard().allows(address.replace("%25", "%"))


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert Guard().allows(address)
    assert reason(f"http://[{address}]/" if ":" in address else f"http://{address}/") is None


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "2130706433", "0x7f.1", "127.1", "017700000001", "127.0.0.1.", "0", "0.0.0.0", "0x7f000001"),
        *("[::]", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1"),
        *("user@127.0.0.1", "example.com@127.0.0.1", "example.com:80@127.0.0.1", "0127.0.0.1", "127.0.0.0x1"),
    ],
)
def test_spellings_of_loopback(host: str) -> None:
    assert reason(f"http://{host}/") in {"private-address", "bad-url"}


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/b", "gopher://a", "data:text/html,x", "jar:x", "unix:/x"]
)
def test_schemes(url: str) -> None:
    assert reason(url) == "bad-scheme"


@pytest.mark.parametrize(
    ("port", "expected"),
    [
        *((port, "bad-port") for port in ("22", "25", "6379", "0")),
        *((port, "bad-url") for port in ("99999", "x")),
        *((port, None) for port in ("80", "443", "8080", "8443", "9000", "")),
    ],
)
def test_ports(port: str, expected: str | None) -> None:
    assert reason(f"http://example.org:{port}/", Guard(ports=frozenset({9000}))) == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org/feed", "//example.org", "/feed", "http:", "http://", "http:///feed", "http:example.org"),
        *("http://exa mple.org/", "http://example.org\r\nX: y/", "http://example.org/a\x00b", "http://a\\@b/"),
        *("http://-a.org/", "http://a..org/", "http://[::1", "http://[zz]/", "http://a%2eb/", "http://*.org/"),
        *(
            "http://" + "a" * 64 + ".org/",
            "http://example.org/" + "a" * 65_536,
            "http://xn--\u0000/",
            "http://\ud800.org/",
        ),
    ],
)
def test_no_urls(url: str) -> None:
    assert reason(url) == "bad-url"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        (" https://example.org:443/a b?q=ü#part ", "https://example.org/a%20b?q=%C3%BC"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org.:8080/%7Ea?x=%20&y=a+b", "http://example.org:8080/%7Ea?x=%20&y=a+b"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),  # the first letter is Cyrillic
        ("http://u:p%40@example.org/x", "http://u:p%40@example.org/x"),
        ("http://[2606:4700:4700:0::1111]/", "http://[2606:4700:4700::1111]/"),
        ("http://_dmarc.example.org/", "http://_dmarc.example.org/"),
    ],
)
def test_normal_form(url: str, normal: str) -> None:
    assert Guard().check_url(url) == normal
    assert Guard().check_url(normal) == normal


def test_what_is_configured_is_allowed_and_nothing_else() -> None:
    guard = Guard(frozenset({"127.0.0.1", "FD00:0::1"}), frozenset({5000}))
    assert reason("http://127.0.0.1:5000/", guard) is None
    assert reason("http://[fd00::1]:5000/", guard) is None
    assert guard.allows("127.0.0.1")
    for address in ("127.0.0.2", "::1", "::ffff:127.0.0.1", "fd00::2", "no address", ""):
        assert not guard.allows(address)
    with pytest.raises(ValueError, match="localhost"):
        Guard(frozenset({"localhost"}))


def test_errors_say_what_and_hide_secrets() -> None:
    with pytest.raises(BlockedError) as caught:
        Guard().check_url("http://name:secret@10.0.0.1/feed?x=a@b")
    assert caught.value.url == "http://***@10.0.0.1/feed?x=a@b"
    assert "10.0.0.1 is not a public address" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert without_secrets("no url, a@b") == "no url, a@b"
    assert without_secrets("https://a:b@c@d/e@f") == "https://***@d/e@f"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/rss?token=9f31c0&x=1", "https://a.example/rss?token=***&x=1"),
        ("https://a.example/rss?x=1&api_key=9f31c0#top", "https://a.example/rss?x=1&api_key=***#top"),
        ("https://a.example/rss?Access-Token=9f31c0;y=2", "https://a.example/rss?Access-Token=***;y=2"),
        ("https://u:p@a.example/rss?auth=9&pwd=b", "https://***@a.example/rss?auth=***&pwd=***"),
        ("https://a.example/rss?author=jones&keyword=war&id=9", "https://a.example/rss?author=jones&keyword=war&id=9"),
        ("https://a.example/rss?token=&x=1", "https://a.example/rss?token=&x=1"),
    ],
)
def test_keys_and_tokens_are_not_shown(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


def test_in_a_link_only_what_is_ours_is_hidden() -> None:
    ours = secrets_in("https://a.example/rss?token=9f31c0-a7&auth=1")
    assert ours == {"9f31c0-a7"}
    assert shown_link("https://u:p@a.example/1?t=9f31c0-a7&n=1", ours) == "https://***@a.example/1?t=***&n=1"
    gift = "https://b.example/9f31c0-a7/2?accessToken=gift-of-theirs"
    assert shown_link(gift, ours) == gift


REFUSED_V4 = [ip_network(n) for n in ("127.0.0.0/8", "10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")]


@st.composite
def private_addresses(draw: st.DrawFn) -> IPv4Address:
    network = draw(st.sampled_from(REFUSED_V4))
    return IPv4Address(int(network.network_address) + draw(st.integers(0, network.num_addresses - 1)))


def spellings(address: IPv4Address) -> list[str]:
    number, (a, b, c, d) = int(address), address.packed
    embedded = (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80, number)
    return [
        *(str(address), f"{address}.", f"{number}", f"0x{number:x}", f"0{number:o}", f"{a}.{b}.{c << 8 | d}"),
        *(f"{a}.{number & 0xFFFFFF}", f"0x{a:x}.0{b:o}.{c}.{d}", f"{a:03}.{b:03}.{c:03}.{d:03}"),
        *(f"[{IPv6Address(each)}]" for each in embedded),
        *(f"[{IPv6Address(each).exploded}]" for each in embedded),
        *(f"[::ffff:{address}]", f"u:p@{address}", "".join(chr(ord(each) + 0xFEE0) for each in str(address))),
    ]


@given(private_addresses())
@example(IPv4Address("127.0.0.1"))
def test_no_spelling_of_a_private_address_passes(address: IPv4Address) -> None:
    for host in spellings(address):
        assert reason(f"http://{host}/"), host
        assert not Guard().allows(host), host


@given(st.text(max_size=60).map(lambda text: f"http://{text}"))
def test_any_text_is_a_normal_url_or_refused(text: str) -> None:
    try:
        url = Guard().check_url(text)
    except BlockedError:
        return
    assert url.isascii()
    assert not set(url) & set("\r\n\t\0 \\")
    assert Guard().check_url(url) == url
