"""Any OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp, transformers serve): prompts out, texts back.

The one module besides `sources/http.py` that opens a connection. That client reads the public web: it only asks, guards
against private addresses, follows redirects and keeps to robots.txt. Here it is the other way round: one address that
the operator wrote down, private as a rule, to which texts are sent, so nothing is followed and nothing is guessed. The
key comes from the environment and is sent over TLS or to this machine only.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from briefing.errors import ModelError
from briefing.types import Summarizing

#: Bytes of an answer that are read: far above any summary.
_MAX_BYTES = 1_000_000
#: Tokens that are asked for at the most.
_MAX_TOKENS = 700
#: Seconds before the second attempt; twice as long before each further one.
_PAUSE = 0.5
#: Answers after which another attempt makes sense.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What is asked: the task, the material, and the JSON schema of the answer."""

    system: str
    user: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a prompt: a text, or why there is none."""

    text: str = ""
    problem: str = ""


class _PassingError(Exception):
    """A failure that may be over in a moment."""


class _LastingError(Exception):
    """A failure that will not go away by asking again."""


class Endpoint:
    """An endpoint with the limits that feeds.yaml sets; the budget is counted over its lifetime."""

    def __init__(self, chosen: Summarizing) -> None:
        """Takes the key from the environment.

        Raises:
            ModelError: the key would go over the network in the clear.
        """
        self._url = chosen.chat.rstrip("/") + "/chat/completions"
        self._chosen = chosen
        self._left = chosen.budget
        key = os.environ.get(chosen.key, "") if chosen.key else ""
        parts = urlsplit(chosen.chat)
        if key and parts.scheme.lower() != "https" and parts.hostname not in _LOOPBACK:
            raise ModelError(
                f"The key in {chosen.key} is not sent to {parts.hostname} without encryption; use https.",
                model=chosen.model,
            )
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def ask(self, prompts: Sequence[Prompt]) -> list[Answer]:
        """An answer to each prompt, in order; no failure is raised."""
        return asyncio.run(self._ask_all(prompts)) if prompts else []

    async def _ask_all(self, prompts: Sequence[Prompt]) -> list[Answer]:
        turns = asyncio.Semaphore(self._chosen.at_once)
        async with aiohttp.ClientSession(
            headers=self._headers, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        ) as session:
            return list(await asyncio.gather(*(self._answer(session, turns, prompt) for prompt in prompts)))

    async def _answer(self, session: aiohttp.ClientSession, turns: asyncio.Semaphore, prompt: Prompt) -> Answer:
        """One prompt, tried as often as is allowed; an endpoint that knows no schemas is asked without one."""
        problem = ""
        constrained = True
        pause = _PAUSE
        async with turns:
            for attempt in range(self._chosen.retries + 1):
                if attempt:
                    await asyncio.sleep(pause)
                    pause *= 2
                if self._left <= 0:
                    return Answer(problem=problem or "the budget of requests is spent")
                self._left -= 1
                try:
                    return Answer(text=await self._post(session, prompt, constrained=constrained))
                except _LastingError as error:
                    problem = str(error)
                    if not (constrained and problem in ("it answered 400", "it answered 422")):
                        break
                    constrained = False
                except _PassingError as error:
                    problem = str(error)
        return Answer(problem=problem)

    async def _post(self, session: aiohttp.ClientSession, prompt: Prompt, *, constrained: bool) -> str:
        try:
            async with asyncio.timeout(self._chosen.timeout):
                async with session.post(
                    self._url, json=self._body(prompt, constrained=constrained), allow_redirects=False
                ) as reply:
                    if reply.status != 200:
                        kind = _PassingError if reply.status in _PASSING else _LastingError
                        raise kind(f"it answered {reply.status}")
                    data = await reply.content.read(_MAX_BYTES)
                    while len(data) < _MAX_BYTES and (more := await reply.content.read(_MAX_BYTES - len(data))):
                        data += more
        except TimeoutError:
            raise _PassingError("it gave no answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _PassingError(f"the connection failed ({type(error).__name__})") from error
        return _content(data)

    def _body(self, prompt: Prompt, *, constrained: bool) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._chosen.model,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "temperature": 0,
            "max_tokens": _MAX_TOKENS,
            "stream": False,
        }
        if constrained:
            schema = {"name": "summary", "schema": prompt.schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body


def _content(data: bytes) -> str:
    """The text of the first choice."""
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _PassingError("its answer is not what the protocol says") from None
    if not isinstance(content, str):
        raise _PassingError("its answer holds no text")
    return content
