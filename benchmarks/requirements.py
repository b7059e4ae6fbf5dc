"""Pin the closure of pyproject.toml, as it is installed here, in requirements.txt; and that of the tests in theirs.

    python -m benchmarks.requirements

The pins hold for every platform that the packages support; a build tag such as `+cpu` is left out, so that each
platform takes the build that its index offers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
#: What the tests need besides what the program needs.
TESTS = (
    "aiosmtpd",
    "axe-playwright-python",
    "fonttools",
    "hypothesis",
    "jsonschema",
    "mypy",
    "playwright",
    "pypdf",
    "pypdfium2",
    "pytest",
    "pytest-cov",
    "pytest-randomly",
    "pytest-timeout",
    "pytest-xdist",
    "ruff",
    "time-machine",
    "trustme",
    "types-PyYAML",
)
#: Needed to install the project itself in place.
BUILD = ("setuptools",)


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run = closure([*project["dependencies"], *BUILD])
    write(ROOT / "requirements.txt", run, "What the program needs, pinned. Made by `make requirements`.")
    tests = closure(TESTS)
    extra = {name: version for name, version in tests.items() if name not in run}
    write(ROOT / "tests" / "requirements.txt", extra, "What the tests need besides. Made by `make requirements`.")


def closure(requirements: Iterable[str]) -> dict[str, str]:
    """Installed versions of the requirements and of all that they require, by canonical name."""
    found: dict[str, str] = {}
    todo = [Requirement(text) for text in requirements]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not any(requirement.marker.evaluate({"extra": e}) for e in ("", *requirement.extras)):
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # for another platform
        if name not in found:
            found[name] = installed.version.partition("+")[0]
            for text in installed.requires or ():
                inner = Requirement(text)
                wanted = inner.marker is None or any(
                    inner.marker.evaluate({"extra": e}) for e in ("", *requirement.extras)
                )
                if wanted:
                    inner.marker = None
                    todo.append(inner)
    return found


def write(path: Path, pins: dict[str, str], comment: str) -> None:
    """Write the pins, sorted by name."""
    lines = [f"{name}=={version}" for name, version in sorted(pins.items())]
    path.write_text(f"# {comment}\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
