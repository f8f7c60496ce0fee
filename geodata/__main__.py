"""Commands for whoever keeps the data: check a folder, join a list, import files, get districts.

Every command ends with exit code 0 when all is well, 1 when the data has faults (each named),
2 when the command itself was called wrongly.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from geodata.errors import DataError

COMMANDS = ("check", "districts", "join", "import", "bulletin")


def _module_name(command: str) -> str:
    # "import" is a word of Python's own, so its module is called "imports".
    return "geodata.commands." + {"import": "imports"}.get(command, command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; faults of the data are printed, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    chosen = parser.parse_args(words[:1]).command
    command = importlib.import_module(_module_name(chosen))
    own = argparse.ArgumentParser(prog=f"python -m geodata {chosen}", description=command.HELP)
    command.add_arguments(own)
    given = own.parse_args(words[1:])
    try:
        return int(command.run(given))
    except DataError as error:
        print(error.in_language(getattr(given, "language", "en")), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
