"""What is late, and what each rating says and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import progress, scheme_files
from model.agreed_dates import Moves
from model.progress import ActionCounts
from model.records import IMPACTS, RATINGS, STATUSES, Action, Area, Evidence
from model.scheme_files import DELIVERY_CASES, IMPACT_CASES, Scheme

TODAY = date(2026, 6, 15)
SCHEME = scheme_files.usual()
RULES = SCHEME.limits
WITHOUT = "(red after 7 days without a forecast)"
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
            "amber", "Behind", "the forecast is 14 days after the agreed date (amber from the first day)",
        ),
        (
            {"agreed": in_days(20), "forecast": in_days(-1)},
            "amber", "Behind", "its forecast of 14 June 2026 has passed",
        ),
        ({"agreed": in_days(-1)}, "amber", "Behind", f"it is 1 day late and no forecast is given {WITHOUT}"),
        ({"agreed": in_days(-7)}, "amber", "Behind", f"it is 7 days late and no forecast is given {WITHOUT}"),
        ({"agreed": in_days(-8)}, "red", "Off track", f"it is 8 days late and no forecast is given {WITHOUT}"),
        (
            {"agreed": in_days(-8), "forecast": in_days(-2)},
            "red", "Off track", f"it is 8 days late and its forecast of 13 June 2026 has passed {WITHOUT}",
        ),
        (
            {"agreed": in_days(-31), "forecast": in_days(5)},
            "amber", "Behind", "it is 31 days late and forecast for 20 June 2026 (red after 31 days)",
        ),
        (
            {"agreed": in_days(-32), "forecast": in_days(5)},
            "red", "Off track", "it is 32 days late (red after 31 days)",
        ),
        (
            {"status": "not started", "agreed": in_days(20)},
            "grey", "Not started", "it has not started and is not due until 5 July 2026",
        ),
        (
            {"status": "not started", "agreed": in_days(20), "start": in_days(-15)},
            "amber", "Behind", "it was to start on 31 May 2026 and has not started (amber after 14 days)",
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
    rating = progress.delivery(replace(ACTION, **changes), TODAY, SCHEME, evidence=0)
    assert (rating.value, rating.word) == (value, word)
    assert rating.reason == f"Delivery {value} ({word}): {reason}."
    assert rating.because == f"{reason}."
    assert not rating.overridden


def test_blue_needs_everything_and_can_go_back() -> None:
    action = replace(ACTION, status="embedded", signed_off_by="q", recheck_on=in_days(30))
    assert progress.delivery(action, TODAY, SCHEME, 2).reason == (
        "Delivery blue (Embedded): it is embedded, with 2 pieces of evidence."
    )
    assert progress.delivery(action, in_days(30), SCHEME, 2).value == "blue"
    assert progress.delivery(action, in_days(31), SCHEME, 2).reason == (
        "Delivery green (Complete): it was to be checked again on 15 July 2026."
    )
    assert progress.delivery(action, TODAY, SCHEME, 0).reason.endswith("to count as embedded it needs evidence.")
    own = replace(action, signed_off_by="p", recheck_on=None)
    assert progress.delivery(own, TODAY, SCHEME, 0).reason.endswith(
        "it needs evidence, the sign-off of someone other than its owner and a re-check date."
    )


def test_an_override_keeps_what_the_rules_suggest() -> None:
    action = replace(ACTION, agreed=in_days(9), delivery_override="red", delivery_reason="The partner has withdrawn.")
    rating = progress.delivery(action, TODAY, SCHEME, 0)
    assert (rating.value, rating.word, rating.suggested, rating.suggested_word) == (
        "red",
        "Off track",
        "green",
        "On track",
    )
    assert rating.overridden
    assert rating.reason == (
        "Delivery red (Off track), set by hand: The partner has withdrawn. "
        "The rules suggest green (On track): it is in progress and due on 24 June 2026."
    )


def counts(superseded: int = 0, done: dict | None = None, **still_open: int) -> ActionCounts:
    every = dict(still_open)
    for rating, count in (done or {}).items():
        every[rating] = every.get(rating, 0) + count
    return ActionCounts(still_open, every, superseded)


def test_an_area_whose_open_actions_all_wait_is_part_complete() -> None:
    rating = progress.area_delivery(AREA, counts(done={"green": 3}, grey=1), SCHEME)
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
    rating = progress.area_delivery(AREA, given, SCHEME)
    assert (rating.value, rating.word, rating.reason) == (
        value,
        word,
        f"Delivery {value} ({word}): {reason}.",
    )


def test_impact_is_what_the_newest_evidence_shows() -> None:
    def shown(impact: str | None) -> Evidence:
        return Evidence("e", "a", None, "Audit", None, impact, date(2026, 3, 1), None, None, None)

    assert [progress.impact(shown(impact), SCHEME).value for impact in IMPACTS] == [
        "blue",
        "green",
        "amber",
        "red",
        "red",
    ]
    assert progress.impact(shown("worse"), SCHEME).reason == (
        "Impact red (Not moving): the latest evidence of 1 March 2026 shows “worse”."
    )
    assert progress.impact(None, SCHEME).reason == "Impact grey (No data): no evidence shows whether it works."
    assert progress.impact(shown("moving"), SCHEME, "green", "Seen on the visit").word == "At target"


def test_every_rating_has_a_shape_and_a_rank_and_every_finding_a_case() -> None:
    assert set(progress.SHAPES) == set(RATINGS)
    assert len(set(progress.SHAPES.values())) == len(RATINGS)
    assert sorted(progress.WORST_FIRST) == sorted(RATINGS)
    assert set(IMPACT_CASES) - {"no data"} == set(IMPACTS)


# --- schemes of a council's own


def scheme(**changes: Any) -> Scheme:
    return replace(SCHEME, **changes)


THREE = next(one for one in scheme_files.shipped() if one.name == "Three colours")
REPROGRAMMED = next(one for one in scheme_files.shipped() if one.name == "Exception report with reprogrammed")


def moved(was_late: int = 0, agreed_by: str | None = "the Board", days: int | None = 40) -> Moves:
    on = in_days(-3) if was_late else None
    return Moves(in_days(-20), in_days(20), 1, days, in_days(-3), agreed_by, None, "Staff", was_late, on)


def test_another_limit_is_named_in_the_reason() -> None:
    own = scheme(limits=replace(RULES, red_after_days=5, slip_days=10))
    late = progress.delivery(replace(ACTION, agreed=in_days(-6), forecast=in_days(1)), TODAY, own, 0)
    assert late.reason == "Delivery red (Off track): it is 6 days late (red after 5 days)."
    slips = progress.delivery(replace(ACTION, agreed=in_days(5), forecast=in_days(16)), TODAY, own, 0)
    assert slips.because == "the forecast is 11 days after the agreed date (amber after 10 days)."


def test_a_colour_that_is_not_used_falls_back_as_the_scheme_says() -> None:
    begun = replace(ACTION, agreed=in_days(9))
    assert progress.delivery(replace(begun, status="not started"), TODAY, THREE, 0).text == "Not started"
    assert progress.delivery(replace(begun, status="not started"), TODAY, THREE, 0).value == "green"
    assert progress.delivery(replace(begun, on_hold=True), TODAY, THREE, 0).value == "amber"
    for colour, shown, word in (
        ("blue", "green", "On track"),
        ("grey", "amber", "Behind"),
        ("red", "red", "Off track"),
    ):
        rating = progress.delivery(replace(begun, delivery_override=colour, delivery_reason="Seen"), TODAY, THREE, 0)
        assert (rating.value, rating.word, rating.suggested) == (shown, word, "green")
        assert ("which is not used any more" in rating.reason) is (colour != shown)


@pytest.mark.parametrize(
    ("late", "value", "text"),
    [("amber", "amber", "Behind, moved when late"), ("red", "red", "Off track, moved when late")],
)
def test_moving_a_date_never_turns_what_was_late_green(late: str, value: str, text: str) -> None:
    action = replace(ACTION, first_agreed=in_days(-20), agreed=in_days(20))
    rating = progress.delivery(action, TODAY, scheme(moved_late=late), 0, moved(17))
    assert (rating.value, rating.text) == (value, text)
    assert rating.because == (
        f"it was 17 days late when its date was moved on 12 June 2026 ({value} until it is delivered)."
    )
    done = replace(action, status="complete")
    assert progress.delivery(done, TODAY, scheme(moved_late=late), 0, moved(17)).text == "Complete"
    taken_away = replace(action, agreed=None)
    assert progress.delivery(taken_away, TODAY, scheme(moved_late=late), 0, moved(17)).value == value
    behind = replace(action, forecast=in_days(30))
    assert progress.delivery(behind, TODAY, scheme(moved_late=late), 0, moved(17)).value == value


def test_a_date_moved_in_time_is_rated_as_it_is_now_with_a_mark() -> None:
    action = replace(ACTION, first_agreed=in_days(-20), agreed=in_days(20))
    assert progress.delivery(action, TODAY, SCHEME, 0, moved()).text == "On track, moved"
    assert progress.delivery(action, TODAY, SCHEME, 0, moved(days=0)).text == "On track"
    assert progress.delivery(action, TODAY, SCHEME, 0).text == "On track"


@pytest.mark.parametrize(
    ("changes", "value", "because"),
    [
        ({}, "amber", "it is 20 days past the date first agreed and moved to 5 July 2026 (red after 31 days)."),
        (
            {"first_agreed": in_days(-32)}, "red", "it is 32 days past the date first agreed (red after 31 days)."
        ),
        (
            {"first_agreed": in_days(2)}, "amber",
            "the new date is 18 days after the date first agreed (amber from the first day).",
        ),
        (
            {"agreed": None}, "red",
            f"it is 20 days past the date first agreed and no forecast is given {WITHOUT}.",
        ),
        ({"first_agreed": in_days(30)}, "green", "it is in progress and due on 5 July 2026."),
    ],
)  # fmt: skip
def test_a_scheme_may_hold_an_action_to_its_first_date(changes: dict, value: str, because: str) -> None:
    action = replace(ACTION, **{"first_agreed": in_days(-20), "agreed": in_days(20), **changes})
    rating = progress.delivery(action, TODAY, scheme(moved="first agreed date"), 0, moved())
    assert (rating.value, rating.because) == (value, because)


def test_reprogrammed_with_approval_is_a_word_of_its_own() -> None:
    action = replace(ACTION, first_agreed=in_days(-20), agreed=in_days(20))
    rating = progress.delivery(action, TODAY, REPROGRAMMED, 0, moved())
    assert (rating.value, rating.text) == ("blue", "Reprogrammed")
    assert rating.because == "its date was moved to 5 July 2026, agreed by the Board."
    assert progress.delivery(action, TODAY, REPROGRAMMED, 0, moved(9)).text == "Reprogrammed, moved when late"
    nobody = progress.delivery(action, TODAY, REPROGRAMMED, 0, moved(agreed_by=None))
    assert (nobody.value, nobody.because) == (
        "amber", "its date was moved to 5 July 2026, and nobody is named who agreed it."
    )  # fmt: skip
    past = progress.delivery(replace(action, agreed=in_days(-40)), TODAY, REPROGRAMMED, 0, moved())
    assert past.word == "Over a month behind"
    area = progress.area_delivery(AREA, counts(blue=2), REPROGRAMMED)
    assert (area.value, area.word) == ("blue", "Reprogrammed")


def test_an_area_says_complete_where_embedded_has_no_colour_of_its_own() -> None:
    rating = progress.area_delivery(AREA, counts(done={"green": 2}), THREE)
    assert (rating.value, rating.word, rating.because) == ("green", "Complete", "all 2 actions are complete.")
    assert progress.area_delivery(AREA, counts(), THREE).value == "amber"


@pytest.mark.parametrize("given_scheme", scheme_files.shipped(), ids=lambda one: one.name)
def test_every_case_of_a_shipped_scheme_has_a_colour_that_it_uses(given_scheme: Scheme) -> None:
    used = {one.value for one in given_scheme.colours}
    assert {given_scheme.case(case)[0] for case in DELIVERY_CASES} <= used
    assert {given_scheme.shown(value) for value in RATINGS} == used
    assert given_scheme.source
    assert given_scheme.impact.case("no data")[1] == "No data"


@given(st.sampled_from(STATUSES), st.integers(-400, 400), st.integers(-400, 400) | st.none())
def test_a_later_forecast_never_makes_a_rating_better(status: str, agreed: int, forecast: int | None) -> None:
    action = replace(ACTION, status=status, agreed=in_days(agreed), forecast=in_days(forecast) if forecast else None)
    rating = progress.delivery(action, TODAY, SCHEME, 0)
    if action.forecast is not None and action.forecast >= TODAY:
        later = replace(action, forecast=action.forecast + timedelta(days=30))
        assert progress.delivery(later, TODAY, SCHEME, 0).rank <= rating.rank or rating.value == "grey"
