"""Rating schemes, read from a file or from what a plan holds: colours, their words and meanings, the limits.

Councils mean different things by the same colours, so what they mean is data (domain: delivery, risk and impact
ratings as printed). A scheme says, for each *case* that the rules in ``model/progress.py`` find, which colour it
takes and what it is called; red, amber and green are in every scheme, blue and grey where the council uses them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from model import data_files, library
from model.errors import Refused
from model.records import RATINGS

T = TypeVar("T")

ALWAYS = ("green", "amber", "red")
"""The colours that every scheme uses: on time, behind, off track."""

DELIVERY_CASES = (
    "embedded", "complete", "reprogrammed", "not started", "on hold", "no date", "closed", "part complete",
    "no actions",
)  # fmt: skip
"""What the rules find besides on track (green), behind (amber) and off track (red). The last two are of areas;
"closed" is superseded."""

IMPACT_CASES = ("sustained", "at target", "moving", "not moving", "worse", "no data")

MOVED = ("agreed date", "first agreed date", "own word")
"""What a date that was moved is rated against; or it has a word of its own while the new date is ahead."""

MOVED_LATE = ("amber", "red", "own word")
"""What an action that was late when its date was moved gets at best, until it is delivered."""

LONGEST_WORD, LONGEST_MEANING, LONGEST_NAME = 30, 300, 80
MOST_DAYS = 3660
_MOST_CHARACTERS = 20_000  # of a scheme in a plan; the longest that can be made here has half of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The limits, in days. Each is explained in the scheme's file and in the dialog that changes it."""

    due_soon_days: int
    red_after_days: int
    late_without_forecast_days: int
    slip_days: int
    late_start_days: int


LIMIT_WORDS: Mapping[str, str] = {
    "due_soon_days": "Due soon, days before the agreed date",
    "red_after_days": "Red after, days late",
    "late_without_forecast_days": "Red after, days late without a forecast",
    "slip_days": "Amber after, days of forecast beyond the agreed date",
    "late_start_days": "Amber after, days past the start",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour that is used: what it is called, and what it means, in the council's words."""

    value: str = field(metadata={"one_of": RATINGS})
    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules found, the colour it takes, and its word where that says more than the colour's own."""

    case: str
    colour: str = field(metadata={"one_of": RATINGS})
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """How impact is rated: the colours used, and which of them each finding takes."""

    name: str
    source: str | None = None
    colours: tuple[Colour, ...]
    cases: tuple[Case, ...]
    blue_as: str = field(default="green", metadata={"one_of": ALWAYS})
    grey_as: str = field(default="amber", metadata={"one_of": ALWAYS})

    def shown(self, colour: str) -> str:
        """The colour itself, or what it is shown as where the scheme does not use it."""
        return _shown(self, colour)

    def word(self, colour: str) -> str:
        return _word(self, colour)

    def case(self, case: str) -> tuple[str, str]:
        """The colour and the word of what was found."""
        return _case(self, case)


@cache
def shipped_impacts() -> tuple[Impact, ...]:
    """The ways to rate impact that come with the program; the first is the usual one."""
    return tuple(_read_shipped(Impact, "impact_schemes"))


def usual_impact() -> Impact:
    return shipped_impacts()[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a plan rates. ``blue_as`` and ``grey_as`` say what a colour that is not used is shown as, which
    matters for ratings that were set by hand before."""

    name: str
    source: str | None = None
    colours: tuple[Colour, ...]
    cases: tuple[Case, ...]
    blue_as: str = field(default="green", metadata={"one_of": ALWAYS})
    grey_as: str = field(default="green", metadata={"one_of": ALWAYS})
    limits: Rules
    moved: str = field(default="agreed date", metadata={"one_of": MOVED})
    moved_late: str = field(default="amber", metadata={"one_of": MOVED_LATE})
    impact: Impact = field(default_factory=usual_impact)

    def shown(self, colour: str) -> str:
        """The colour itself, or what it is shown as where the scheme does not use it."""
        return _shown(self, colour)

    def word(self, colour: str) -> str:
        return _word(self, colour)

    def case(self, case: str) -> tuple[str, str]:
        """The colour and the word of what was found; "on track", "behind" and "off track" are colours' own."""
        return _case(self, case)


def _shown(scheme: Scheme | Impact, colour: str) -> str:
    if any(one.value == colour for one in scheme.colours):
        return colour
    return scheme.blue_as if colour == "blue" else scheme.grey_as


def _word(scheme: Scheme | Impact, colour: str) -> str:
    shown = _shown(scheme, colour)
    return next(one.word for one in scheme.colours if one.value == shown)


OF_DATES: Mapping[str, str] = {"on track": "green", "behind": "amber", "off track": "red"}
"""What is found by dates alone, and its colour, which is the same in every scheme."""


def _case(scheme: Scheme | Impact, case: str) -> tuple[str, str]:
    if case in OF_DATES:
        return OF_DATES[case], _word(scheme, OF_DATES[case])
    found = next(one for one in scheme.cases if one.case == case)
    return found.colour, found.word or _word(scheme, found.colour)


def when_late(scheme: Scheme) -> str:
    """The case that an action gets at best whose date was moved when it was late."""
    return {"amber": "behind", "red": "off track"}.get(scheme.moved_late, "reprogrammed")


# --- what comes with the program


@cache
def shipped() -> tuple[Scheme, ...]:
    """The schemes that come with the program; the first is the one a plan has unless it says otherwise."""
    found = tuple(_read_shipped(Scheme, "rating_schemes"))
    for scheme in found:
        check(scheme)
    return found


def _read_shipped(cls: type[T], folder: str) -> Iterator[T]:
    for name in sorted(library.names(folder, ".toml"), key=lambda name: (name != "usual", name)):
        yield data_files.parse(cls, library.text(folder, f"{name}.toml"), f"{name}.toml")


def usual() -> Scheme:
    return shipped()[0]


# --- what a plan holds


@lru_cache(maxsize=64)
def read_json(text: str) -> tuple[Scheme, str | None]:
    """The scheme that a plan's JSON says, and what is wrong with it, in a sentence, where something is.

    A plan of an older program holds limits alone; those that fit are taken. A scheme in which anything does
    not fit is not taken at all: half of one would rate in a way that nobody chose.
    """
    if len(text) > _MOST_CHARACTERS:
        return usual(), f"it has more than {_MOST_CHARACTERS:,} characters"
    try:
        own = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return usual(), "it cannot be read"
    if not isinstance(own, dict):
        return usual(), "it cannot be read"
    if "colours" not in own:
        limits = asdict(usual().limits)
        fit = {name: value for name, value in own.items() if name in limits and is_days(value)}
        wrong = len(fit) != len(own)
        return replace(usual(), limits=replace(usual().limits, **fit)), "a limit in it does not fit" if wrong else None
    try:
        scheme = data_files.entry(Scheme, own, "the scheme")
        check(scheme)
    except Refused as reason:
        return usual(), str(reason).removeprefix("the scheme: ").rstrip(".")
    return scheme, None


def as_json(scheme: Scheme) -> str:
    """What a plan keeps of it: nothing of the usual scheme, the limits alone where only they are its own."""
    limits, usual_limits = asdict(scheme.limits), asdict(usual().limits)
    if replace(scheme, limits=usual().limits) == usual():
        held: dict[str, Any] = {name: value for name, value in limits.items() if value != usual_limits[name]}
    else:
        held = _without_none(asdict(scheme))
    return json.dumps(held, sort_keys=True, ensure_ascii=False)


def _without_none(held: Any) -> Any:
    if isinstance(held, dict):
        return {name: _without_none(value) for name, value in held.items() if value is not None}
    if isinstance(held, list | tuple):
        return [_without_none(value) for value in held]
    return held


# --- what may stand in one


def is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS


def check(scheme: Scheme) -> None:
    """Refused, with the field, where the scheme cannot be used."""
    for at, part in (("", scheme), ("impact ", scheme.impact)):
        _text(f"{at}name", "name of a scheme", part.name, LONGEST_NAME)
        if part.source is not None:
            _text(f"{at}source", "source of a scheme", part.source, LONGEST_MEANING)
    for name, value in asdict(scheme.limits).items():
        if not is_days(value):
            raise Refused(f"{LIMIT_WORDS[name]}: a number of days between 0 and {MOST_DAYS:,}.", field=name)
    _check_part("delivery", scheme, DELIVERY_CASES)
    _check_part("impact", scheme.impact, IMPACT_CASES)
    moved_colour, _ = scheme.case("reprogrammed")
    own = "own word" in (scheme.moved, scheme.moved_late)
    if scheme.moved_late == "own word" and scheme.moved != "own word":
        raise Refused(
            "An action that was late when its date was moved can have the word for moved dates only where the "
            "scheme uses that word; choose amber or red.",
            field="moved_late",
        )
    if own and scheme.moved_late == "own word" and moved_colour == "green":
        raise Refused(
            "Moving a date does not turn an action that was late green: give moved dates another colour, or choose "
            "amber or red for those that were late.",
            field="moved_late",
        )


def _check_part(part: str, scheme: Scheme | Impact, cases: Sequence[str]) -> None:
    used = [one.value for one in scheme.colours]
    if len(set(used)) != len(used) or not set(ALWAYS) <= set(used):
        raise Refused(f"The {part} scheme uses red, amber and green, and each colour once.", field=part)
    words: dict[str, str] = {}
    for one in scheme.colours:
        at = f"{part} {one.value}"
        _text(f"{at} word", f"word for {one.value}", one.word, LONGEST_WORD)
        _text(f"{at} meaning", f"meaning of {one.value}", one.meaning, LONGEST_MEANING)
        if ": " in one.word:
            raise Refused(f"The word for {one.value} cannot have a colon in it.", field=f"{at} word")
        same = words.setdefault(one.word.casefold(), one.value)
        if same != one.value:
            raise Refused(f"{one.value.capitalize()} and {same} have the same word; use another.", field=f"{at} word")
    if sorted(one.case for one in scheme.cases) != sorted(cases):
        raise Refused(f"The {part} scheme says once for each of {', '.join(cases)} which colour it is.", field=part)
    for held in scheme.cases:
        at = f"{part} case {held.case}"
        if held.colour not in used:
            raise Refused(
                f"“{held.case.capitalize()}” is to be {held.colour}, which the scheme does not use; choose another.",
                field=at,
            )
        if held.word is not None:
            _text(at, f"word for “{held.case}”", held.word, LONGEST_WORD)
            if ": " in held.word:
                raise Refused(f"The word for “{held.case}” cannot have a colon in it.", field=at)
        own = held.word or _word(scheme, held.colour)
        of = words.get(own.casefold(), held.colour)
        if of != held.colour:
            raise Refused(f"“{own}” is the word for {of}; “{held.case}” is {held.colour} here.", field=at)


def _text(at: str, what: str, text: str, most: int) -> None:
    if not text.strip():
        raise Refused(f"The {what} cannot be empty.", field=at)
    if len(text) > most:
        raise Refused(f"The {what} is longer than {most} characters; shorten it.", field=at)
    if "\n" in text or "\t" in text or not all(part.isprintable() for part in text.split("\u00a0")):
        raise Refused(f"The {what} stands on one line, without control characters.", field=at)
