"""Groups of teams that are counted apart: everyone, each organisation with its parts, each role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.missions.mission import Mission


@dataclass(frozen=True)
class Groups:
    """The groups of a mission. A kind is an organisation with a role; a group has some kinds."""

    mission: Mission

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """Every pair of organisation and role that has teams."""
        return sorted({(one.organisation, one.role) for one in self.mission.teams})

    @cached_property
    def kind_of_team(self) -> npt.NDArray[np.int64]:
        """For each team its kind; the last number is that of a team the mission does not have."""
        number = {kind: at for at, kind in enumerate(self.kinds)}
        found = [number[one.organisation, one.role] for one in self.mission.teams]
        return np.array([*found, len(self.kinds)], dtype=np.int64)

    @cached_property
    def organisations(self) -> dict[str, list[bool]]:
        """Organisation → which kinds are its own or of its parts."""
        named = self.mission.organisations
        parts: dict[str, set[str]] = {}
        for own in dict.fromkeys(one.organisation for one in self.mission.teams):
            above = own
            while above and own not in parts.get(above, set()):
                parts.setdefault(above, set()).add(own)
                above = named[above].part_of if above in named else ""
        return {
            whole: [kind[0] in within for kind in self.kinds] for whole, within in parts.items()
        }

    @cached_property
    def roles(self) -> dict[str, list[bool]]:
        """Role → which kinds have it."""
        found = dict.fromkeys(one.role for one in self.mission.teams)
        return {role: [kind[1] == role for kind in self.kinds] for role in found}

    @cached_property
    def members(self) -> npt.NDArray[np.bool_]:
        """For each group, which kinds it has: first everyone (strangers too), then organisations,
        then roles."""
        everyone = [True] * (len(self.kinds) + 1)
        others = [*self.organisations.values(), *self.roles.values()]
        return np.array([everyone, *([*one, False] for one in others)], dtype=bool)
