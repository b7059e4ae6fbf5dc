"""Where the development data lies, if it lies anywhere: beside the checkout, never in it."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def evaluation_folder() -> Path | None:
    """The folder of the scorers and their data: $BRIEFING_EVAL, else ../shared/eval; None if there is none."""
    folder = Path(os.environ.get("BRIEFING_EVAL", ROOT.parent / "shared" / "eval"))
    return folder if (folder / "CONTRACT.md").exists() else None


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a .jsonl or .jsonl.gz file."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines() if line.strip()]
