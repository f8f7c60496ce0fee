"""JSON as one sender means it and every reader understands it; anything that two programs might
read differently is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn

from geodata.intake.wrong import Wrong, name_shown


class NotJson(Exception):
    """A body is not JSON that can be relied on; carries what is wrong with it."""

    def __init__(self, wrong: Wrong) -> None:
        self.wrong = wrong
        super().__init__(wrong.expected)


class _NameTwice(Exception):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__()


class _NoNumber(Exception):
    pass


def read_json(body: bytes) -> object:
    """What a body says; numbers with a point are exact. Raises NotJson.

    Refused are names that stand twice, NaN and infinities, bytes that are not UTF-8, numbers of
    thousands of digits, and nesting deeper than any message is.
    """
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_fields,
            parse_constant=_no_number,
            parse_float=Decimal,
        )
    except UnicodeDecodeError as error:
        raise _refused("json-encoding", byte=str(error.start + 1)) from None
    except json.JSONDecodeError as error:
        raise _refused("json-syntax", line=str(error.lineno), column=str(error.colno)) from None
    except _NameTwice as error:
        raise _refused("json-name-twice", name=name_shown(error.name)) from None
    except RecursionError:
        raise _refused("json-depth") from None
    except (_NoNumber, ValueError, ArithmeticError):
        raise _refused("json-number") from None


def _refused(expected: str, **facts: str) -> NotJson:
    return NotJson(Wrong("", "", expected, facts))


def _fields(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _NameTwice(name)
            seen.add(name)
    return found


def _no_number(_: str) -> NoReturn:
    raise _NoNumber
