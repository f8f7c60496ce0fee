"""What counts of all that came, by the rule of docs/store.md, worked out in pandas."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geodata.store.events import Event


def state(heard: Sequence[Event]) -> list[Event]:
    """Of each instance its highest version; of its wordings the one that was decided for last,
    else the one received first."""
    if not heard:
        return []
    frame = pd.DataFrame(
        {
            "instance": [one.instance for one in heard],
            "version": [one.version for one in heard],
            "received": [one.received_at for one in heard],
            "sha": [one.sha256 for one in heard],
            "event": heard,
        }
    )
    highest = frame[frame["version"] == frame.groupby("instance")["version"].transform("max")]
    ordered = highest.sort_values(["instance", "received", "sha"])
    wordings = ordered.drop_duplicates(["instance", "sha"])
    first = wordings.drop_duplicates("instance").set_index("instance")
    chosen = dict(first["event"])
    for about, taken in _decisions([one for one in chosen.values() if one.kind == "decision"]):
        instance, version = about
        here = wordings[
            (wordings["instance"] == instance)
            & (wordings["version"] == version)
            & (wordings["sha"] == taken)
        ]
        if len(here) and not instance.startswith("decision/"):
            chosen[instance] = here["event"].iloc[0]
    return list(chosen.values())


def undecided(heard: Sequence[Event]) -> set[str]:
    """Instances whose highest version came in several wordings, and nobody has decided."""
    names: dict[str, dict[int, set[str]]] = {}
    for one in heard:
        names.setdefault(one.instance, {}).setdefault(one.version, set()).add(one.sha256)
    last = {name: (max(found), found[max(found)]) for name, found in names.items()}
    decided = {
        about[0]
        for about, taken in _decisions([one for one in state(heard) if one.kind == "decision"])
        if about[0] in last and last[about[0]][0] == about[1] and taken in last[about[0]][1]
    }
    return {name for name, (_, wordings) in last.items() if len(wordings) > 1} - decided


def _decisions(events: Sequence[Event]) -> list[tuple[tuple[str, int], str]]:
    """What was decided, the last word last."""
    ordered = sorted(events, key=lambda one: (one.received_at, one.sha256))
    return [
        ((one.payload["about"][0], one.payload["about"][1]), one.payload["taken"])
        for one in ordered
    ]
