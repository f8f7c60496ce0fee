"""The day: its bulletins as steps one can move through, each with the country's figure."""

from __future__ import annotations

from geodata.elections import Key
from geodata.figures import Figure
from layouts.numbers import with_unit
from layouts.subject import Subject
from layouts.views import TimeStep


def time_steps(subject: Subject) -> tuple[TimeStep, ...]:
    """One step a bulletin of the vote, in order; none for measures without an hour.

    The height of a step is always the country's turnout, so that the day looks the same whatever
    measure is shown.
    """
    if subject.time == "-" or subject.measure.family.listed:
        return ()
    times = subject.election.times
    figures = {time: _turnout(subject, time) for time in times}
    tallest = max((_height(one) for one in figures.values()), default=0.0)
    return tuple(_step(subject, time, figures[time], tallest) for time in times)


def _turnout(subject: Subject, time: str) -> Figure | None:
    return subject.election.figures.get(Key("turnout", subject.country.id, time))


def _height(figure: Figure | None) -> float:
    middle = figure.middle if figure is not None else None
    return float(middle) if middle is not None else 0.0


def _step(subject: Subject, time: str, figure: Figure | None, tallest: float) -> TimeStep:
    words, path = subject.words, _path(subject, time)
    return TimeStep(
        words("when.final-step") if time == "final" else time,
        path,
        time == subject.time,
        _height(figure) / tallest if figure is not None and tallest else None,
        with_unit(figure, words) if figure is not None else words("nothing.not-published"),
        subject.level == "country" or f"/{subject.level}/" in path,
    )


def _path(subject: Subject, time: str) -> str:
    """The view of that hour: at this level if there is one, else the hour at another level."""
    wanted = subject.usual_address.at(time=time)
    nearest = subject.catalogue.nearest(wanted)
    if nearest.time == time and nearest.measure == subject.measure.id:
        return nearest.path
    at_other_levels = (wanted.at(level=level) for level in ("region", "country", "district"))
    return next((one.path for one in at_other_levels if subject.catalogue.has(one)), "")


def neighbours(steps: tuple[TimeStep, ...]) -> tuple[str, str]:
    """The views one step back and one step on, "" where there is none.

    Stepping does not leave the level: an hour announced for the country alone is skipped, and one
    can still go there by its own column.
    """
    chosen = next((at for at, step in enumerate(steps) if step.chosen), 0)
    before = [step.path for step in steps[:chosen] if step.path and step.stays]
    after = [step.path for step in steps[chosen + 1 :] if step.path and step.stays]
    return (before[-1] if before else "", after[0] if after else "")
