"""What `briefing dashboard` starts: the pages of app.py, without Streamlit's route for metrics.

That route tells whoever reaches the port how many sessions and cached things there are, past any login, and Streamlit
has no setting that closes it. The name `app` is what `streamlit run` looks for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from streamlit.starlette import App

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Server = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class WithoutMetrics:
    """Answers requests for metrics as if there were no such page (ASGI 3.0)."""

    def __init__(self, app: _Server) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Hand everything else on."""
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith("/_stcore/metrics"):
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, send)


app = App(Path(__file__).parents[2] / "app.py", middleware=[Middleware(WithoutMetrics)])
