"""The command line: one function a command, errors as one sentence, exit codes that scripts can rely on.

0  all well
2  wrong use, or a mistake in feeds.yaml
3  published, but incomplete: some feeds could not be read
4  not published, or the archive cannot be used
"""

from __future__ import annotations

import logging
import os
import sys

from briefing.errors import BriefingError


def main() -> None:
    """Run the command that the arguments name; ends the process."""
    logging.basicConfig(
        level=os.environ.get("BRIEFING_LOG", "ERROR").upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    from briefing.cli.commands import app

    try:
        app()
    except BriefingError as error:
        logging.getLogger("briefing").info("the cause", exc_info=error.__cause__ or error)
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader of our output has gone (head, less): nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was read is kept; nothing was published.\n")
        sys.exit(130)
