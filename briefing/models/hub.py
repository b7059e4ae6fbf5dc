"""Models of others, by folder or by name on the Hugging Face hub: found, installed and checked; nothing is run here.

A name goes with the commit of its repository, so that what is loaded tomorrow is what was tried today. Only weights in
safetensors are taken, and no code: a repository that has none is refused. Nothing is downloaded but by `install`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from briefing.errors import ModelError

#: What a model consists of: weights, settings, vocabularies. No pickles (.bin, .pt) and no code (.py).
_FILES = ("*.safetensors", "*.json", "*.txt", "*.model", "*.spm", "*.jinja")
#: What a model is good for: encoder-decoders summarize, classifiers of entailment verify.
Kind = Literal["summarizer", "verifier"]
_PURPOSE: dict[Kind, str] = {
    "summarizer": "is no encoder-decoder, so it cannot summarize",
    "verifier": "is no classifier that says which of its labels means entailment, so it cannot verify",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A model that is on this machine."""

    name: str
    kind: Kind
    revision: str
    folder: Path
    megabytes: float


class Labels(NamedTuple):
    """Places of the labels of a classifier of entailment; `contradicts` is None where it has no such label."""

    entails: int
    contradicts: int | None


def find_model(name: str, revision: str, kind: Kind | None = None) -> Path:
    """The folder of a model that is installed; any kind if none is said.

    Raises:
        ModelError: it is not, or it is not what may be loaded.
    """
    folder = Path(name) if Path(name).is_dir() else _in_cache(name, revision)
    check_model(folder, name, kind)
    return folder


def _in_cache(name: str, revision: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, revision=revision, allow_patterns=list(_FILES), local_files_only=True))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(
            f"The model {name} is not installed; install it with: briefing models install {name} --revision "
            f"{revision or 'COMMIT'}",
            model=name,
            reason="model-missing",
        ) from error


def model_files(folder: Path) -> tuple[Path, ...]:
    """The files in a folder that a model consists of; a pickle or code that lies beside them is none."""
    return tuple(sorted(file for pattern in _FILES for file in folder.glob(pattern) if file.is_file()))


def check_model(folder: Path, name: str, kind: Kind | None = None) -> Kind:
    """Look at a model's files without loading them: what it is good for.

    Raises:
        ModelError: there are no weights in safetensors, it wants code of its own, or it is not of this kind.
    """
    if not list(folder.glob("*.safetensors")):
        raise ModelError(f"The model {name} has no weights in safetensors, so it is not loaded.", model=name)
    config = _read_config(folder, name)
    if config.get("is_encoder_decoder"):
        found: Kind | None = "summarizer"
    else:
        found = "verifier" if _labels_of(config) else None
    if found is None or kind not in (None, found):
        wrong = _PURPOSE[kind] if kind else "is neither an encoder-decoder nor a classifier of entailment"
        raise ModelError(f"The model {name} {wrong}.", model=name)
    return found


def read_labels(folder: Path, name: str) -> Labels:
    """What the labels of a classifier of entailment mean.

    Raises:
        ModelError: it does not say.
    """
    found = _labels_of(_read_config(folder, name))
    if found is None:
        raise ModelError(f"The model {name} {_PURPOSE['verifier']}.", model=name)
    return found


def _read_config(folder: Path, name: str) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The model {name} has no config.json that can be read.", model=name) from error
    if not isinstance(config, dict) or "auto_map" in config:
        raise ModelError(f"The model {name} wants code of its own to be run, so it is not loaded.", model=name)
    return config


def _labels_of(config: dict[str, Any]) -> Labels | None:
    """The labels by their names in `id2label`; None if none of them, or more than one, means entailment."""
    architectures, names = config.get("architectures"), config.get("id2label")
    if not isinstance(names, dict) or not str(architectures).rstrip("]'\"").endswith("ForSequenceClassification"):
        return None
    labels = {int(key): str(label).casefold() for key, label in names.items() if str(key).isdigit()}
    entails = [i for i, label in labels.items() if label.startswith("entail")]
    contradicts = [i for i, label in labels.items() if label.startswith("contradict")]
    if len(entails) != 1 or len(contradicts) > 1:
        return None
    return Labels(entails[0], contradicts[0] if contradicts else None)


def install(name: str, revision: str) -> Path:
    """Download a model at a commit into the hub's cache, and check it.

    Raises:
        ModelError: the hub does not give it, or it is not what may be loaded.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, revision=revision, allow_patterns=list(_FILES)))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(
            f"The model {name} could not be downloaded ({type(error).__name__}).", model=name, reason="model-missing"
        ) from error
    check_model(folder, name)
    return folder


def list_models() -> list[Installed]:
    """The models in the hub's cache that may be loaded, by name."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        cached = scan_cache_dir()
    except CacheNotFound:
        return []
    found = []
    for repository in cached.repos:
        for revision in repository.revisions:
            try:
                kind = check_model(revision.snapshot_path, repository.repo_id)
            except ModelError:
                continue
            found.append(
                Installed(
                    name=repository.repo_id,
                    kind=kind,
                    revision=revision.commit_hash,
                    folder=revision.snapshot_path,
                    megabytes=revision.size_on_disk / 1e6,
                )
            )
    return sorted(found, key=lambda model: (model.name, model.revision))
