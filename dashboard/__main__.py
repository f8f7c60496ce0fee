"""Commands for whoever runs Baqylau: serve a door alone, set a mission up, see to its people.

Every command ends with exit code 0 when all is well, 1 when something is wrong (and says what),
2 when the command itself was called wrongly.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from dashboard.commands import COMMANDS
from dashboard.settings import WrongSettings, read_settings
from geodata.errors import DataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what is wrong is printed, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    chosen = parser.parse_args(words[:1]).command
    command = importlib.import_module(f"dashboard.commands.{chosen}")
    own = argparse.ArgumentParser(prog=f"python -m dashboard {chosen}", description=command.HELP)
    command.add_arguments(own)
    given = own.parse_args(words[1:])
    try:
        return int(command.run(given, read_settings()))
    except DataError as error:
        print(error.in_language(getattr(given, "language", "en")), file=sys.stderr)
        return 1
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
