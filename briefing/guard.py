"""Which addresses may be reached: the rules that every module asks before it opens a connection. Pure, no I/O.

A URL passes if, in this order,

1. it holds no control character and is not longer than 8,192 characters             else `bad-url`
2. its scheme is http or https                                                       else `bad-scheme`
3. its host is a name or an address in its ordinary spelling                         else `bad-url`
4. its port is 80, 443, 8080, 8443 or one that is configured                         else `bad-port`
5. its host, where it is an address, is public or one that is configured             else `private-address`

A name says nothing about where it leads, so `Guard.allows` is asked again for each address that it resolves to, when
the socket is made. Default is to refuse: an address passes because it is known to be public, not because it is on no
list of private ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

import idna

from briefing.errors import BlockedError

#: The ports of the web and their usual alternatives; anything else on port 25 or 6379 would not speak HTTP.
WEB_PORTS = frozenset({80, 443, 8080, 8443})

#: Longest URL that is accepted; browsers and servers give up between 2,000 and 8,192 characters.
MAX_URL = 8192

Address = IPv4Address | IPv6Address

#: NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is reached.
_NAT64 = IPv6Network("64:ff9b::/96")
#: The only block out of which public IPv6 addresses are given (IANA, IPv6 global unicast); all else is refused.
_UNICAST = IPv6Network("2000::/3")
#: Blocks that `ipaddress.is_global` of some Python 3.11 calls global although nothing public lives there: IETF protocol
#: assignments, the 6to4 relays (RFC 7526), documentation (RFC 9637).
_GAPS = tuple(ip_network(block) for block in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20"))

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_USERINFO = re.compile(r"(//)[^/?#]*@")
#: A parameter whose name says that its value is for somebody alone.
_SECRET = re.compile(
    r"([?&;](?:[^=&;#]*(?:token|secret|passw|passphrase|api[-_]?key|access[-_]?key|auth(?!or)|authoriz|signature"
    r"|credential|jwt)[^=&;#]*|key|sig|pwd|pass|pw)=)([^&;#]+)",
    re.IGNORECASE,
)
#: Shorter values are switches, `auth=1`: to hide these in links would hide any 1.
_SHORTEST_SECRET = 6
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
#: Names that no public name server knows: RFC 6761 (section 6.3), RFC 6762 (section 3 and appendix G), RFC 8375.
_PRIVATE_NAMES = frozenset(
    {"localhost", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa"}
)
#: A last label like this makes the whole host an IPv4 address (WHATWG URL, "ends in a number").
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0[xX][0-9a-fA-F]*)")
#: What may stand in a path or query as it is; `%` too, because what is encoded already must stay as it is.
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(frozen=True, slots=True)
class Guard:
    """The addresses and ports that may be reached besides public addresses and web ports.

    `allow_private` holds addresses, each written out; one that is none raises ValueError.
    """

    allow_private: frozenset[str] = frozenset()
    ports: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "allow_private", frozenset(str(ip_address(each)) for each in self.allow_private))
        object.__setattr__(self, "ports", frozenset(self.ports))

    def check_url(self, url: str) -> str:
        """The URL in the form in which it is asked for: lower-case ASCII host, no default port, no fragment.

        Raises:
            BlockedError: it may not be reached; `reason` is bad-url, bad-scheme, bad-port or private-address.
        """
        text = url.strip(" \t\r\n")
        if len(text) > MAX_URL:
            raise _blocked(url, "bad-url", f"the address is longer than {MAX_URL:,} characters")
        if _CONTROL.search(text) or "\\" in text.partition("?")[0]:
            raise _blocked(url, "bad-url", "the address holds characters that no address may hold")
        scheme = _SCHEME.match(text)
        if scheme is None:
            raise _blocked(url, "bad-url", "the address does not begin with https:// or http://")
        if scheme[1].lower() not in {"http", "https"}:
            raise _blocked(url, "bad-scheme", f"{scheme[1].lower()}: addresses are not read, only https: and http:")
        try:
            parts = urlsplit(text)
            host, port = _host(parts), parts.port
        except ValueError:  # UnicodeError and idna.IDNAError among them
            raise _blocked(url, "bad-url", "the address cannot be understood") from None
        self._check_port(url, port)
        self._check_literal(url, host)
        return _assembled(parts, host, port)

    def _check_port(self, url: str, port: int | None) -> None:
        if port is not None and port not in WEB_PORTS | self.ports:
            raise _blocked(url, "bad-port", f"port {port} is not read from (network.ports in feeds.yaml allows it)")

    def _check_literal(self, url: str, host: str) -> None:
        address = _as_address(host)
        if address is not None and not self._allows(address):
            raise private_address(url, host, host)

    def allows(self, address: str) -> bool:
        """Whether a literal IP address may be connected to; False for anything that is not one."""
        parsed = _as_address(address)
        return parsed is not None and self._allows(parsed)

    def _allows(self, address: Address) -> bool:
        return str(address) in self.allow_private or _is_public(address)


def private_address(url: str, host: str, address: str) -> BlockedError:
    """The error for a URL whose host is, or resolves to, an address that is not public."""
    leads = address if host == address else f"{host} leads to {address}, which"
    hint = "network.allow_private in feeds.yaml allows it"
    return _blocked(url, "private-address", f"{leads} is not a public address ({hint})")


def is_private_name(host: str) -> bool:
    """Whether a host name, in lower case, can only lead into a network of somebody's own, whoever looks it up."""
    return "." not in host or any(host.endswith(f".{name}") for name in _PRIVATE_NAMES)


def private_name(url: str, host: str) -> BlockedError:
    """The error for a URL whose host is such a name and cannot be looked up here."""
    return _blocked(url, "private-address", f"{host} is a name of a private network")


def without_secrets(url: str) -> str:
    """The URL with user name and password, and the values of keys and tokens in its query, replaced by `***`.

    Whatever else is wrong with it. A secret that stands in the path, or under a name that does not say so, stays.
    """
    return _SECRET.sub(r"\1***", _USERINFO.sub(r"\1***@", url))


def secrets_in(url: str) -> frozenset[str]:
    """The values of keys and tokens in the query of a URL."""
    return frozenset(found[2] for found in _SECRET.finditer(url) if len(found[2]) >= _SHORTEST_SECRET)


def shown_link(url: str, secrets: Iterable[str]) -> str:
    """A link that a publisher gave, as readers may see it: without log-in, and without `secrets` of ours in its query.

    Other keys stay, since links of publishers do not work without them.
    """
    url = _USERINFO.sub(r"\1***@", url)
    address, mark, query = url.partition("?")
    for secret in sorted(secrets, key=len, reverse=True):
        query = query.replace(secret, "***")
    return f"{address}{mark}{query}"


def ascii_host(host: str) -> str:
    """A host name of any script in ASCII (UTS 46), as it is looked up; ValueError if it is none."""
    return host if host.isascii() else idna.encode(host, uts46=True, transitional=False).decode("ascii")


def _blocked(url: str, reason: str, message: str) -> BlockedError:
    return BlockedError(message, url=without_secrets(url), reason=reason)


def _as_address(host: str) -> Address | None:
    """The address that `host` spells; a zone (`fe80::1%eth0`) does not change which address it is."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return _is_public(inner)
        if address.teredo or address not in _UNICAST:
            return False
    special = address.is_multicast or address.is_reserved or any(address in gap for gap in _GAPS)
    return address.is_global and not special


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets to `address` end at: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _host(parts: SplitResult) -> str:
    """The host in lower case and ASCII, an IPv6 address in brackets; ValueError if it is none."""
    host = parts.hostname or ""
    if parts.netloc.rpartition("@")[2].startswith("["):
        return f"[{IPv6Address(host.partition('%')[0])}]"
    host = ascii_host(host).removesuffix(".")
    if len(host) > 253 or not _HOST_NAME.fullmatch(host):
        raise ValueError(host)
    return str(IPv4Address(host)) if _NUMERIC.fullmatch(host) else host


def _assembled(parts: SplitResult, host: str, port: int | None) -> str:
    scheme = parts.scheme.lower()
    userinfo, at, _ = parts.netloc.rpartition("@")
    default = {"http": 80, "https": 443}[scheme]
    number = "" if port is None or port == default else f":{port}"
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return f"{scheme}://{quote(userinfo, safe=_SAFE)}{at}{host}{number}{quote(parts.path, safe=_SAFE) or '/'}{query}"
