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

_LONGEST_NAME = 120


def main() -> None:
    """Run the command that the arguments name; ends the process."""
    logging.basicConfig(
        level=os.environ.get("BRIEFING_LOG", "ERROR").upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    from briefing.cli.commands import app
    from briefing.cli.terminal import printable

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
    except OSError as error:
        # a path that cannot even be looked up (a name that is too long, a folder that may not be entered)
        logging.getLogger("briefing").info("the cause", exc_info=error)
        sys.stderr.write(f"{printable(_where(error))} cannot be used ({error.strerror or type(error).__name__}).\n")
        sys.exit(4)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was read is kept; nothing was published.\n")
        sys.exit(130)


def _where(error: OSError) -> str:
    """What an error of the operating system is about; its name is cut where it would fill the screen."""
    name = str(error.filename or "A file")
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
