"""How long a PDF takes, in a new process and in one that has made others; as a ratio to WeasyPrint where that is.

    python -m benchmarks.pdf [EDITION.json]

Without an edition, that of the demo's last day in archive/demo. WeasyPrint is no dependency, and is left out where it
cannot be imported. It is given the same content as plain blocks: with the grids and columns of our page it takes half a
minute, which would be no fair comparison. Compare ratios, not seconds.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.data import ROOT

RUNS = 3
#: Reads the edition and makes the file twice in one process; the first time includes the imports.
MEASURE = """
import json, sys, time
from pathlib import Path
from briefing.serialize import loads
briefing = loads(Path(sys.argv[1]).read_bytes())
started, clock = time.process_time(), time.perf_counter()
{make}
first, first_clock = time.process_time() - started, time.perf_counter() - clock
started = time.process_time()
data = make(briefing)
print(json.dumps([first, first_clock, time.process_time() - started, len(data)]))
"""
MAKERS = {
    "typst": "from briefing.outputs.pdf import Pdf\nmake = Pdf().render\ndata = make(briefing)",
    "weasyprint": (
        "from briefing.outputs.page import body\nimport weasyprint\n"
        "style = '@page { size: A4 } body { font: 10pt serif } li { display: block } .unseen { display: none }'\n"
        "page = f'<html lang=en><title>Edition</title><style>{style}</style><body>'\n"
        "make = lambda b: weasyprint.HTML(string=page + body(b)).write_pdf(pdf_variant='pdf/ua-1')\n"
        "data = make(briefing)"
    ),
}


def main() -> None:
    """Print the table."""
    edition = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "archive/demo/editions/2026/2026-11-21.json"
    if not edition.exists():
        sys.exit(f"{edition} is missing; make it with: make demo")
    found = {name: best(make, edition) for name, make in MAKERS.items() if importlib.util.find_spec(name)}
    print(f"{'':12}{'first, CPU s':>14}{'by the clock':>14}{'again, CPU s':>14}{'kB':>8}")
    for name, (first, clock, again, size) in found.items():
        print(f"{name:12}{first:14.3f}{clock:14.3f}{again:14.3f}{size / 1000:8.0f}")
    if "weasyprint" not in found:
        print("WeasyPrint is not installed: no ratio.")
        return
    ratios = [slow / quick for slow, quick in zip(found["weasyprint"], found["typst"], strict=True)]
    print(f"{'ratio':12}{ratios[0]:14.1f}{ratios[1]:14.1f}{ratios[2]:14.1f}")


def best(make: str, edition: Path) -> list[float]:
    """The least of each figure over some processes of their own.

    The first of them may leave bytecode behind: from the second run on, nobody's imports compile their source.
    """
    code = [sys.executable, "-c", MEASURE.format(make=make), str(edition)]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    runs = [subprocess.run(code, cwd=ROOT, env=env, capture_output=True, text=True, check=True) for _ in range(RUNS)]
    return [min(figures) for figures in zip(*(json.loads(run.stdout) for run in runs), strict=True)]


if __name__ == "__main__":
    main()
