"""The real writer as a process of its own, to be killed: ``python -m …writer URL NAME``.

It sends visits one by one and in batches, and says a visit's name only when the store has it.
"""

from __future__ import annotations

import sys
from itertools import count

from geodata.store.store import Store
from tests.geodata.store.messages import report

BATCH = 7


def main(url: str, name: str) -> None:
    """Write until killed."""
    with Store.open(url, is_test=True) as store:
        for number in count():
            many = BATCH if number % 2 else 1
            visits = [report(f"{name} {number} {each}", voted=number) for each in range(many)]
            store.append(visits)
            for visit in visits:
                sys.stdout.write(f"{visit.instance}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
