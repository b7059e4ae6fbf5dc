"""The text of feeds.yaml and curation.yaml -> `Config`; the first mistake is the one that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from briefing.config.checks import check_config, check_curation
from briefing.config.mistakes import explain, key_path
from briefing.config.settings import Config, CurationFile
from briefing.errors import ConfigError
from briefing.types import Curation

T = TypeVar("T")

#: What the editor's file is called.
CURATION = "curation.yaml"


def load_config(path: Path) -> Config:
    """Read and check feeds.yaml, and the editor's `curation.yaml` beside it if there is one.

    Raises:
        ConfigError: a file cannot be read, is no YAML, or holds a mistake; the first one is named with its line.
    """
    config = parse_config(_text_of(path), path=path)
    asked = path.with_name(CURATION)
    return replace(config, curation=parse_curation(_text_of(asked), path=asked)) if asked.exists() else config


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError("there is no such file; create it or name another one with --config", path=path) from None
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text; save it as UTF-8", path=path) from None
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", path=path) from error


def parse_config(text: str, *, path: Path) -> Config:
    """Check the text of a feeds.yaml; `path` is for the messages only."""
    node, raw = _parsed(text, path)
    if not isinstance(raw, dict):
        raise ConfigError("must hold keys such as title, topics and feeds", path=path)
    if "curation" in raw:
        why = f"stands in a file of its own, {CURATION} beside this one"
        raise ConfigError(f"curation {why}", path=path, line=_line_of(node, ("curation",)))
    config = _validated(Config, raw, node, path)
    for where, message in check_config(config):
        raise ConfigError(f"{key_path(where)} {message}", path=path, line=_line_of(node, where))
    return config


def parse_curation(text: str, *, path: Path) -> Curation:
    """Check the text of a curation.yaml, which may be empty; `path` is for the messages only."""
    node, raw = _parsed(text, path)
    if raw is not None and not isinstance(raw, dict):
        raise ConfigError("must hold keys such as pin and hide", path=path)
    found = _validated(CurationFile, {key: value or () for key, value in (raw or {}).items()}, node, path)
    asked = Curation(split=found.split, merge=found.merge, hide=found.hide, pin=found.pin)
    for where, message in check_curation(asked):
        raise ConfigError(f"{key_path(where)} {message}", path=path, line=_line_of(node, where))
    return asked


def _parsed(text: str, path: Path) -> tuple[yaml.Node | None, Any]:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = getattr(error, "problem", None) or "unreadable"
        raise ConfigError(f"is not valid YAML ({problem})", path=path, line=line) from error


def _validated(root: type[T], raw: object, node: yaml.Node | None, path: Path) -> T:
    try:
        return TypeAdapter(root).validate_python(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = tuple(first["loc"])
        raise ConfigError(explain(first, where, root), path=path, line=_line_of(node, where)) from None


def _line_of(node: yaml.Node | None, where: Sequence[int | str]) -> int | None:
    """The line, from 1, of the deepest part of `where` that the file has."""
    line = None if node is None else node.start_mark.line + 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
