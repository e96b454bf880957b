"""What is late, and what each rating says and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import progress
from model.progress import ActionCounts
from model.records import IMPACTS, RATINGS, STATUSES, Action, Area, Evidence

TODAY = date(2026, 6, 15)
RULES = progress.default_rules()
ACTION = Action(
    id="a", area="r", area_number=3, item_number=2, title="Audit", how=None, owner="p", sponsor=None, support=None,
    start=None, first_agreed=None, agreed=None, forecast=None, status="in progress", percent=None, success=None,
    exempt=False, on_hold=False, awaiting_signoff=False, completed_on=None, signed_off_by=None, signed_off_on=None,
    recheck_on=None, delivery_override=None, delivery_reason=None, position=1.0, sample=False,
    deadline_words=None, review_on=None,
)  # fmt: skip
AREA = Area(
    id="r", number=3, title="Planning", words=None, kind="area for improvement", tag=None, theme=None,
    judgement_area=None, sponsor=None, outcome=None, delivery_override=None, delivery_reason=None, impact_override=None,
    impact_reason=None, position=1.0, sample=False, responsible_body=None,
)  # fmt: skip


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize("status", STATUSES)
def test_only_open_actions_are_late_and_only_after_their_day(status: str) -> None:
    action = replace(ACTION, status=status, agreed=in_days(-1))
    assert progress.is_late(action, TODAY) is (status in ("not started", "in progress"))
    assert not progress.is_late(action, in_days(-1))
    assert not progress.is_late(replace(action, agreed=None), TODAY)


def test_due_soon_is_today_and_the_fortnight_after_it() -> None:
    soon = [n for n in range(-3, 20) if progress.is_due_soon(replace(ACTION, agreed=in_days(n)), TODAY, RULES)]
    assert soon == list(range(15))
    assert not progress.is_due_soon(replace(ACTION, agreed=TODAY, status="complete"), TODAY, RULES)


@pytest.mark.parametrize(
    ("changes", "value", "word", "reason"),
    [
        ({}, "grey", "No date", "no date has been agreed"),
        ({"agreed": in_days(20)}, "green", "On track", "it is in progress and due on 5 July 2026"),
        ({"agreed": TODAY}, "green", "On track", "it is in progress and due on 15 June 2026"),
        (
            {"agreed": in_days(20), "forecast": in_days(34)},
            "amber", "Behind", "the forecast is 14 days after the agreed date",
        ),
        (
            {"agreed": in_days(20), "forecast": in_days(-1)},
            "amber", "Behind", "its forecast of 14 June 2026 has passed",
        ),
        ({"agreed": in_days(-1)}, "amber", "Behind", "it is 1 day late and no forecast is given"),
        ({"agreed": in_days(-7)}, "amber", "Behind", "it is 7 days late and no forecast is given"),
        ({"agreed": in_days(-8)}, "red", "Off track", "it is 8 days late and no forecast is given"),
        (
            {"agreed": in_days(-8), "forecast": in_days(-2)},
            "red", "Off track", "it is 8 days late and its forecast of 13 June 2026 has passed",
        ),
        (
            {"agreed": in_days(-31), "forecast": in_days(5)},
            "amber", "Behind", "it is 31 days late and forecast for 20 June 2026",
        ),
        ({"agreed": in_days(-32), "forecast": in_days(5)}, "red", "Off track", "it is 32 days late"),
        (
            {"status": "not started", "agreed": in_days(20)},
            "grey", "Not started", "it has not started and is not due until 5 July 2026",
        ),
        (
            {"status": "not started", "agreed": in_days(20), "start": in_days(-15)},
            "amber", "Behind", "it was to start on 31 May 2026 and has not started",
        ),
        (
            {"on_hold": True, "agreed": in_days(-40)},
            "grey", "On hold", "it is on hold, 40 days after the agreed date",
        ),
        ({"status": "superseded", "agreed": in_days(-40)}, "grey", "Closed", "it was superseded"),
        (
            {"status": "complete", "completed_on": date(2026, 5, 1), "agreed": in_days(-40)},
            "green", "Complete", "it was completed on 1 May 2026 and is not yet embedded",
        ),
    ],
)  # fmt: skip
def test_the_rules_say_the_rating_and_why(changes: dict, value: str, word: str, reason: str) -> None:
    rating = progress.delivery(replace(ACTION, **changes), TODAY, RULES, evidence=0)
    assert (rating.value, rating.word) == (value, word)
    assert rating.reason == f"Delivery {value}: {reason}."
    assert not rating.overridden


def test_blue_needs_everything_and_can_go_back() -> None:
    action = replace(ACTION, status="embedded", signed_off_by="q", recheck_on=in_days(30))
    assert progress.delivery(action, TODAY, RULES, 2).reason == (
        "Delivery blue: it is embedded, with 2 pieces of evidence."
    )
    assert progress.delivery(action, in_days(30), RULES, 2).value == "blue"
    assert progress.delivery(action, in_days(31), RULES, 2).reason == (
        "Delivery green: it was to be checked again on 15 July 2026."
    )
    assert progress.delivery(action, TODAY, RULES, 0).reason.endswith("to count as embedded it needs evidence.")
    own = replace(action, signed_off_by="p", recheck_on=None)
    assert progress.delivery(own, TODAY, RULES, 0).reason.endswith(
        "it needs evidence, the sign-off of someone other than its owner and a re-check date."
    )


def test_an_override_keeps_what_the_rules_suggest() -> None:
    action = replace(ACTION, agreed=in_days(9), delivery_override="red", delivery_reason="The partner has withdrawn.")
    rating = progress.delivery(action, TODAY, RULES, 0)
    assert (rating.value, rating.word, rating.suggested, rating.suggested_word) == (
        "red",
        "Off track",
        "green",
        "On track",
    )
    assert rating.overridden
    assert rating.reason == (
        "Delivery red, set by hand: The partner has withdrawn. "
        "The rules suggest green: it is in progress and due on 24 June 2026."
    )


def counts(superseded: int = 0, done: dict | None = None, **still_open: int) -> ActionCounts:
    every = dict(still_open)
    for rating, count in (done or {}).items():
        every[rating] = every.get(rating, 0) + count
    return ActionCounts(still_open, every, superseded)


def test_an_area_whose_open_actions_all_wait_is_part_complete() -> None:
    rating = progress.area_delivery(AREA, counts(done={"green": 3}, grey=1))
    assert (rating.value, rating.word) == ("grey", "Part complete")
    assert "3 actions complete, and 1 open action is not begun" in rating.reason


@pytest.mark.parametrize(
    ("given", "value", "word", "reason"),
    [
        (counts(), "grey", "No actions", "no action stands under it"),
        (counts(red=1, green=9), "red", "Off track", "of 10 open actions 1 red and 9 green"),
        (counts(amber=1, grey=2, done={"blue": 5}), "amber", "Behind", "of 3 open actions 1 amber and 2 grey"),
        (counts(green=1, grey=3), "green", "On track", "of 4 open actions 1 green and 3 grey"),
        (counts(grey=3), "grey", "Not started", "of 3 open actions 3 grey"),
        (counts(blue=1), "green", "On track", "of 1 open action 1 blue"),
        (counts(done={"green": 2, "blue": 1}), "green", "Complete", "all 3 actions are complete and 1 embedded"),
        (counts(done={"blue": 3}), "blue", "Embedded", "all 3 actions are embedded"),
        (counts(superseded=2, done={"blue": 1, "grey": 2}), "blue", "Embedded", "its only action is embedded"),
        (counts(superseded=2, done={"grey": 2}), "grey", "Closed", "all its actions were superseded"),
    ],
)
def test_the_worst_open_action_decides_for_its_area(given: ActionCounts, value: str, word: str, reason: str) -> None:
    rating = progress.area_delivery(AREA, given)
    assert (rating.value, rating.word, rating.reason) == (value, word, f"Delivery {value}: {reason}.")


def test_impact_is_what_the_newest_evidence_shows() -> None:
    def shown(impact: str | None) -> Evidence:
        return Evidence("e", "a", None, "Audit", None, impact, date(2026, 3, 1), None, None, None)

    assert [progress.impact(shown(impact)).value for impact in IMPACTS] == ["blue", "green", "amber", "red", "red"]
    assert progress.impact(shown("worse")).reason == ("Impact red: the latest evidence of 1 March 2026 shows “worse”.")
    assert progress.impact(None).reason == "Impact grey: no evidence shows whether it works."
    assert progress.impact(shown("moving"), "green", "Seen on the visit").word == "At target"


def test_every_rating_has_a_word_and_a_shape() -> None:
    for words in (progress.DELIVERY_WORDS, progress.IMPACT_WORDS, progress.SHAPES):
        assert set(words) == set(RATINGS)
        assert len(set(words.values())) == len(RATINGS)
    assert sorted(progress.WORST_FIRST) == sorted(RATINGS)
    assert set(progress.IMPACT_RATINGS) == set(IMPACTS)


@given(st.sampled_from(STATUSES), st.integers(-400, 400), st.integers(-400, 400) | st.none())
def test_a_later_forecast_never_makes_a_rating_better(status: str, agreed: int, forecast: int | None) -> None:
    action = replace(ACTION, status=status, agreed=in_days(agreed), forecast=in_days(forecast) if forecast else None)
    rating = progress.delivery(action, TODAY, RULES, 0)
    if action.forecast is not None and action.forecast >= TODAY:
        later = replace(action, forecast=action.forecast + timedelta(days=30))
        assert progress.delivery(later, TODAY, RULES, 0).rank <= rating.rank or rating.value == "grey"
