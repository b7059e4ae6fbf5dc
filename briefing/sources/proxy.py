"""The proxy of feeds.yaml: where it is, what it is told of us, and what its refusals mean. Pure.

The proxy is the one address that the guard does not look at, since the operator wrote it down and it is mostly private.
What is asked for through it is looked at as ever, so far as it can be: the names are looked up here first. The proxy
looks them up once more, and for what its answer is nobody here can vouch.

User name and password come from the environment, go to the proxy only, and into no message.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

from briefing.errors import ConfigError, FetchError

USER, PASSWORD = "BRIEFING_PROXY_USER", "BRIEFING_PROXY_PASSWORD"

#: How messages call it. They are printed in editions, so they do not say where it is.
_NAME = "the proxy (network.proxy in feeds.yaml)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """An HTTP proxy that all requests go through."""

    #: Such as http://proxy.example:3128, without user name and password.
    url: str
    #: What it is sent so that it lets us pass; empty if it asks for nothing.
    authorization: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str]) -> Self | None:
        """The proxy at `url` with the log-in that the environment gives; None if `url` is empty.

        Raises:
            ConfigError: there is a user name without a password, or the other way round.
        """
        if not url:
            return None
        user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
        if bool(user) != bool(password):
            raise ConfigError(f"{USER} and {PASSWORD} must be set together in the environment.")
        token = b64encode(f"{user}:{password}".encode()).decode("ascii")
        return cls(url=url, authorization=f"Basic {token}" if user else "")

    @property
    def headers(self) -> dict[str, str]:
        """What goes to the proxy besides the request."""
        return {"Proxy-Authorization": self.authorization} if self.authorization else {}


def unreachable(how: str, *, url: str) -> FetchError:
    """The error for a proxy that cannot be connected to; `how` is the clause for it, `url` what was asked for."""
    return FetchError(f"{_NAME} {how}", url=url, reason="proxy")


def refusal(status: int, host: str, *, url: str) -> FetchError:
    """The error for a proxy that answers with `status` instead of leading to `host`."""
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        how = f"asks for another user name and password ({USER} and {PASSWORD} in the environment)"
    else:
        how = f"does not lead to {host} ({status})"
    return FetchError(f"{_NAME} {how}", url=url, reason="proxy")
