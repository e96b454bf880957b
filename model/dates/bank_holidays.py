"""The days that count as holidays: bank holidays of England and Wales, and those a plan adds or takes away.

Days that were proclaimed late, such as 19 September 2022, are in the table that comes with the program;
nothing is ever fetched. What is proclaimed after that, the user adds to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from model import library

# As the government's own list calls them.
_CALLED = {
    "May Day": "the early May bank holiday",
    "Spring Bank Holiday": "the spring bank holiday",
    "Late Summer Bank Holiday": "the summer bank holiday",
}
_SUBSTITUTE = " (observed)"

FIRST_YEAR = 1990
LAST_TABLED_YEAR = 2060
"""The years of the table that comes with the program; ``holidays`` knows the others."""


@dataclass(frozen=True)
class Calendar:
    """Bank holidays of England and Wales, with further days that are ``added`` and some that are ``removed``.

    ``added`` is given as pairs of day and name, or as a mapping; a day that is in both is a holiday.
    Two calendars are equal where their days and names are.
    """

    added: tuple[tuple[date, str], ...] = ()
    removed: frozenset[date] = frozenset()
    _names: dict[date, str] = field(init=False, repr=False, compare=False)

    def __init__(
        self, added: Mapping[date, str] | Iterable[tuple[date, str]] = (), removed: Iterable[date] = ()
    ) -> None:
        names = dict(added)
        object.__setattr__(self, "added", tuple(sorted(names.items())))
        object.__setattr__(self, "removed", frozenset(removed))
        object.__setattr__(self, "_names", names)

    def holiday(self, day: date) -> str | None:
        """What the holiday on that day is called; None where there is none. A Sunday is not one."""
        name = self._names.get(day)
        if name is None and day not in self.removed:
            name = _bank_holidays(day.year).get(day)
        return name

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and self.holiday(day) is None


ENGLAND_AND_WALES = Calendar()
"""The bank holidays alone."""


def from_package(year: int) -> dict[date, str]:
    """A year's bank holidays as the ``holidays`` package has them."""
    # Takes a third of a second, because it imports every country of the world.
    from holidays import country_holidays

    # Wales keeps the same days as England.
    found = country_holidays("GB", subdiv="ENG", years=year)
    return {day: _called(found[day]) for day in list(found)}


@cache
def _tabled() -> dict[int, dict[date, str]]:
    years: dict[int, dict[date, str]] = {year: {} for year in range(FIRST_YEAR, LAST_TABLED_YEAR + 1)}
    for line in library.text("bank-holidays.csv").splitlines():
        day = date.fromisoformat(line[:10])
        years[day.year][day] = line[11:]
    return years


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return _tabled()[year] if FIRST_YEAR <= year <= LAST_TABLED_YEAR else from_package(year)


def _called(name: str) -> str:
    if name.endswith(_SUBSTITUTE):
        return f"the substitute day for {_called(name.removesuffix(_SUBSTITUTE))}"
    return _CALLED.get(name, name)
