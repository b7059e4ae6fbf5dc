"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, bring it to disk, and rename it: a reader sees the old file or the new one.

    A full disk leaves the old one as it is, and a link in its place is replaced, not followed. Nor is one followed that
    somebody laid where the file is written first: its name cannot be told before, and it must be new.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    file = temporary.open("xb")
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def leads_out(path: Path, root: Path) -> bool:
    """Whether a link below the folder `root` leads from there to `path` outside of it; `root` may be a link itself."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _sync_folder(folder: Path) -> None:
    """Bring the renaming to disk (POSIX asks for it; elsewhere folders cannot be opened)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
