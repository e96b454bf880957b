"""What is late, and the two ratings that explain themselves: delivery and impact.

Pure functions of records and a given day. The limits are data (``resources/rating_rules.toml``, or a
plan's own numbers); what blue, green, amber, red and grey mean follows the delivery rating that councils
print most often: blue complete *and embedded* with evidence, green on track or complete, amber behind but
recoverable, red missed by over a month or with no recovery agreed, grey not started and not due. A person
may override a rating with a reason; what the rules suggest is kept beside it.

``model/ratings.py`` asks the same rules of a whole plan in SQL; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from model import data_files, library
from model.records import OPEN_STATUSES, Action, Area, Evidence
from model.wording import in_words, listed, plural

DELIVERY_WORDS: Mapping[str, str] = {
    "blue": "Embedded",
    "green": "On track",
    "amber": "Behind",
    "red": "Off track",
    "grey": "Not started",
}
IMPACT_WORDS: Mapping[str, str] = {
    "blue": "Sustained",
    "green": "At target",
    "amber": "Moving",
    "red": "Not moving",
    "grey": "No data",
}
SHAPES: Mapping[str, str] = {
    "blue": "square",
    "green": "circle",
    "amber": "triangle",
    "red": "diamond",
    "grey": "ring",
}
"""The shape beside the colour and the word, so that colour is never the only sign."""

WORST_FIRST = ("red", "amber", "green", "blue", "grey")
"""The order in which ratings are looked at; grey last, since there is nothing to see yet."""

IMPACT_RATINGS: Mapping[str, str] = {
    "sustained": "blue",
    "at target": "green",
    "moving": "amber",
    "not moving": "red",
    "worse": "red",
}
"""What a piece of evidence shows, as a rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The limits of the rating rules, in days. Each is explained in resources/rating_rules.toml."""

    due_soon_days: int
    red_after_days: int
    late_without_forecast_days: int
    slip_days: int
    late_start_days: int


@cache
def default_rules() -> Rules:
    return data_files.parse(Rules, library.text("rating_rules.toml"), "rating_rules.toml")


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as it is shown, and what the rules suggest where a person overrode them."""

    value: str  # RATINGS
    word: str
    reason: str  # a sentence: "Delivery amber: the forecast is 14 days after the agreed date."
    suggested: str
    suggested_word: str
    overridden: bool = False

    @property
    def shape(self) -> str:
        return SHAPES[self.value]

    @property
    def rank(self) -> int:
        """0 for red, the worst, to 4 for grey."""
        return WORST_FIRST.index(self.value)


# --- late


def is_open(action: Action) -> bool:
    return action.status in OPEN_STATUSES


def is_late(action: Action, today: date) -> bool:
    """Open, and the agreed date is before today. On the agreed date itself it is not late."""
    return days_late(action, today) > 0


def days_late(action: Action, today: date) -> int:
    """Days since the agreed date of an open action; 0 where it is not late."""
    if action.agreed is None or not is_open(action):
        return 0
    return max(0, (today - action.agreed).days)


def is_due_soon(action: Action, today: date, rules: Rules) -> bool:
    """Open, and agreed for today or one of the next ``due_soon_days`` days."""
    if action.agreed is None or not is_open(action):
        return False
    return today <= action.agreed <= today + timedelta(days=rules.due_soon_days)


# --- the delivery rating of an action


def delivery(action: Action, today: date, rules: Rules, evidence: int) -> Rating:
    """Did we do it. ``evidence`` is how many pieces of evidence the action has."""
    value, word, because = _suggested(action, today, rules, evidence)
    return _rating("Delivery", DELIVERY_WORDS, value, word, because, action.delivery_override, action.delivery_reason)


def missing_for_embedded(action: Action, evidence: int) -> list[str]:
    """What *embedded* still needs: evidence, a second person's sign-off, a re-check date."""
    missing = []
    if evidence == 0:
        missing.append("evidence")
    if action.signed_off_by is None or action.signed_off_by == action.owner:
        missing.append("the sign-off of someone other than its owner")
    if action.recheck_on is None:
        missing.append("a re-check date")
    return missing


def _suggested(action: Action, today: date, rules: Rules, evidence: int) -> tuple[str, str, str]:
    """The value, its word, and why."""
    if action.status == "superseded":
        return "grey", "Closed", "it was superseded"
    if action.status == "embedded":
        missing = missing_for_embedded(action, evidence)
        if missing:
            return "green", "Complete", f"it is complete, but to count as embedded it needs {listed(missing)}"
        if action.recheck_on is not None and action.recheck_on < today:
            return "green", "Complete", f"it was to be checked again on {in_words(action.recheck_on)}"
        return "blue", "Embedded", f"it is embedded, with {plural(evidence, 'piece')} of evidence"
    if action.status == "complete":
        when = f" on {in_words(action.completed_on)}" if action.completed_on else ""
        return "green", "Complete", f"it was completed{when} and is not yet embedded"
    if action.on_hold:
        late = days_late(action, today)
        after = f", {plural(late, 'day')} after the agreed date" if late else ""
        return "grey", "On hold", f"it is on hold{after}"
    if action.agreed is None:
        return "grey", "No date", "no date has been agreed"
    if action.agreed < today:
        return _suggested_late(action, action.agreed, today, rules)
    return _suggested_in_time(action, action.agreed, today, rules)


def _suggested_late(action: Action, agreed: date, today: date, rules: Rules) -> tuple[str, str, str]:
    late = (today - agreed).days
    because = f"it is {plural(late, 'day')} late"
    if action.forecast is None:
        recovery = "no forecast is given"
    elif action.forecast < today:
        recovery = f"its forecast of {in_words(action.forecast)} has passed"
    else:
        recovery = ""
    if late > rules.red_after_days or (recovery and late > rules.late_without_forecast_days):
        return "red", "Off track", f"{because} and {recovery}" if recovery else because
    if recovery:
        return "amber", "Behind", f"{because} and {recovery}"
    assert action.forecast is not None
    return "amber", "Behind", f"{because} and forecast for {in_words(action.forecast)}"


def _suggested_in_time(action: Action, agreed: date, today: date, rules: Rules) -> tuple[str, str, str]:
    if action.forecast is not None and action.forecast < today:
        return "amber", "Behind", f"its forecast of {in_words(action.forecast)} has passed"
    if action.forecast is not None and (action.forecast - agreed).days > rules.slip_days:
        return (
            "amber",
            "Behind",
            f"the forecast is {plural((action.forecast - agreed).days, 'day')} after the agreed date",
        )
    if action.status == "not started":
        if action.start is not None and (today - action.start).days > rules.late_start_days:
            return "amber", "Behind", f"it was to start on {in_words(action.start)} and has not started"
        return "grey", "Not started", f"it has not started and is not due until {in_words(agreed)}"
    return "green", "On track", f"it is in progress and due on {in_words(agreed)}"


# --- an area


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """The actions of an area, by delivery rating: those open, and all of them."""

    open: Mapping[str, int]
    all: Mapping[str, int]
    superseded: int = 0  # among all, and not counted as work to do


def area_delivery(area: Area, counts: ActionCounts) -> Rating:
    """The worst open action decides, never an average: an area with one action off track is off track.

    With nothing open it is blue when all is embedded, otherwise green.
    """
    value, word, because = _suggested_of_area(counts)
    return _rating("Delivery", DELIVERY_WORDS, value, word, because, area.delivery_override, area.delivery_reason)


def _suggested_of_area(counts: ActionCounts) -> tuple[str, str, str]:
    total, still_open = sum(counts.all.values()), sum(counts.open.values())
    if total == 0:
        return "grey", "No actions", "no action stands under it"
    if still_open == 0:
        done = total - counts.superseded
        if done == 0:
            return "grey", "Closed", f"{'its only action was' if total == 1 else 'all its actions were'} superseded"
        if counts.all.get("blue", 0) == done:
            return "blue", "Embedded", f"{_all_of(done)} embedded"
        return "green", "Complete", f"{_all_of(done)} complete and {counts.all.get('blue', 0)} embedded"
    worst = next(value for value in WORST_FIRST if counts.open.get(value))
    word = DELIVERY_WORDS[worst]
    if worst == "blue":  # an open action that a person overrode to blue
        worst, word = "green", DELIVERY_WORDS["green"]
    done = total - still_open - counts.superseded
    if worst == "grey" and done:
        waiting = f"{plural(still_open, 'open action')} {'is' if still_open == 1 else 'are'}"
        because = f"{plural(done, 'action')} complete, and {waiting} not begun and not due, on hold or without a date"
        return "grey", "Part complete", because
    split = listed([f"{counts.open[value]} {value}" for value in WORST_FIRST if counts.open.get(value)])
    return worst, word, f"of {plural(still_open, 'open action')} {split}"


def _all_of(done: int) -> str:
    return "its only action is" if done == 1 else f"all {done} actions are"


def impact(newest: Evidence | None, override: str | None = None, reason: str | None = None) -> Rating:
    """Did it work: by ``newest``, the latest evidence that shows an impact, if there is any."""
    if newest is None or newest.impact is None:
        value, because = "grey", "no evidence shows whether it works"
    else:
        value = IMPACT_RATINGS[newest.impact]
        when = f" of {in_words(newest.on_day)}" if newest.on_day else ""
        because = f"the latest evidence{when} shows “{newest.impact}”"
    return _rating("Impact", IMPACT_WORDS, value, IMPACT_WORDS[value], because, override, reason)


def _rating(
    kind: str,
    words: Mapping[str, str],
    value: str,
    word: str,
    because: str,
    override: str | None,
    reason: str | None,
) -> Rating:
    if override is None:
        return Rating(value, word, f"{kind} {value}: {because}.", value, word)
    said = (reason or "").rstrip(".")
    sentence = f"{kind} {override}, set by hand: {said}. The rules suggest {value}: {because}."
    return Rating(override, words[override], sentence, value, word, overridden=True)
