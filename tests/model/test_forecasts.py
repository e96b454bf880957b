"""When the next inspection may come, by rule and as measured, and what would be open then."""

from __future__ import annotations

from datetime import date

from model import actions, agreed_dates, areas, forecasts, inspections, rule_files
from model.inspections import Given
from model.store.plan import Plan
from tests.model.inspected import ilacs, send

TODAY = date(2025, 1, 15)


def test_the_intervals_are_those_measured() -> None:
    measured = rule_files.intervals()
    waits = {one.grade: (one.words, one.median_months, one.fewest_months) for one in measured.waits}
    assert waits == {
        "outstanding": ("4.4 years", 53, None),
        "good": ("3.6 years", 43, None),
        "requires-improvement": ("3.6 years", 43, None),
        "inadequate": ("3.5 years", 42, 30),
    }
    for wait in measured.waits:
        assert abs(float(wait.words.split()[0]) * 12 - wait.median_months) <= 0.5
    assert [(one.type, one.median_working_days, one.most_working_days) for one in measured.reports] == [
        ("standard", 30, 43), ("short", 30, 52),
    ]  # fmt: skip


def test_the_rule_and_what_was_measured_stand_side_by_side(plan: Plan) -> None:
    ilacs(plan, fieldwork_start=date(2023, 4, 24), judgements=[Given("ilacs-2023.overall", "outstanding")])
    by_rule, measured = forecasts.next_inspection(plan, TODAY)
    assert (by_rule.basis, by_rule.first, by_rule.last) == ("rule", date(2025, 10, 24), date(2026, 10, 24))
    assert by_rule.open_on == date(2025, 10, 24)
    assert (measured.basis, measured.likely, measured.first) == ("measured", date(2027, 9, 24), None)
    assert measured.sentence == (
        "Councils graded outstanding waited 4.4 years (median) for their next inspection: from 24 April 2023 that is "
        "about September 2027."
    )
    assert "covid" in (measured.note or "")


def test_the_latest_inspection_counts_and_an_inadequate_one_may_be_followed_early(plan: Plan) -> None:
    ilacs(plan, "standard", "ilacs-2018", fieldwork_start=date(2019, 4, 29), published=date(2019, 6, 11),
          judgements=[Given("ilacs-2018.overall", "good")])  # fmt: skip
    ilacs(plan, "standard", fieldwork_start=date(2024, 5, 13), published=date(2024, 7, 12),
          judgements=[Given("ilacs-2023.overall", "inadequate")])  # fmt: skip
    found = forecasts.next_inspection(plan, TODAY)
    assert [(one.what, one.basis) for one in found] == [
        ("First monitoring visit after an inadequate grade", "rule"),
        ("Next ILACS inspection", "rule"),
        ("Next ILACS inspection", "measured"),
    ]
    assert (found[2].first, found[2].likely) == (date(2026, 11, 13), date(2027, 11, 13))
    assert "The shortest wait measured would end in November 2026." in found[2].sentence


def test_without_an_overall_grade_the_lowest_stands_for_it(plan: Plan) -> None:
    given = [Given("ilacs-2026.leaders", "outstanding"), Given("ilacs-2026.in-care", "good")]
    ilacs(plan, "standard", "ilacs-2026", fieldwork_start=date(2026, 5, 11), judgements=given)
    *_, measured = forecasts.next_inspection(plan, date(2026, 9, 1))
    assert measured.likely == date(2029, 12, 11)
    assert "graded good (here the lowest grade, since no overall one is given)" in measured.sentence


def test_nothing_is_measured_from_an_inspection_without_its_overall_grade(plan: Plan) -> None:
    ilacs(plan, fieldwork_start=date(2023, 4, 24), judgements=[Given("ilacs-2023.leaders", "good")])
    assert [one.basis for one in forecasts.next_inspection(plan, TODAY)] == ["rule"]
    assert forecasts.next_inspection(plan, date(2023, 5, 1))[0].first == date(2025, 10, 24)


def test_an_area_send_inspection_is_followed_by_two(plan: Plan) -> None:
    send(plan, 3, received=date(2025, 2, 12))
    assert [(one.what, one.likely) for one in forecasts.next_inspection(plan, date(2025, 3, 1))] == [
        ("Area SEND monitoring inspection", date(2026, 8, 12)),
        ("Next full area SEND inspection", date(2028, 2, 12)),
    ]


def test_a_report_may_come_out_some_weeks_after_fieldwork(plan: Plan) -> None:
    inspection = ilacs(plan, fieldwork_start=date(2025, 1, 6), fieldwork_end=date(2025, 1, 10))
    report = forecasts.next_inspection(plan, TODAY)[-1]
    assert (report.likely, report.last) == (date(2025, 2, 21), date(2025, 3, 25))
    assert "nine of ten within 52" in report.sentence
    inspections.edit(plan, inspection, published=date(2025, 2, 20))
    assert [one.what for one in forecasts.next_inspection(plan, TODAY)] == ["Next ILACS inspection"]


def test_nothing_comes_after_nothing(plan: Plan) -> None:
    assert forecasts.next_inspection(plan, TODAY) == []


def test_what_would_be_open_goes_by_forecast_then_by_agreed_date(plan: Plan) -> None:
    day = date(2025, 10, 24)
    empty, done, later, slipping, late, undated = (areas.add(plan, name) for name in "abcdef")

    def action(area: str, agreed: date | None, **fields: object) -> str:
        made = actions.add(plan, area, "Do it", on_day=date(2024, 12, 1), **fields)  # type: ignore[arg-type]
        if agreed is not None:
            agreed_dates.agree_date(plan, made, agreed, date(2024, 12, 1), agreed_by="the Board")
        return made

    action(done, date(2025, 6, 30))
    action(done, date(2025, 1, 31), status="complete")
    action(later, date(2025, 6, 30))
    action(later, date(2026, 3, 31))
    action(slipping, date(2025, 9, 30), forecast=date(2025, 12, 19))
    action(late, date(2025, 1, 10))
    action(undated, None)
    found = {one.area.title: one for one in forecasts.areas_open_on(plan, day, TODAY)}
    assert list(found) == ["a", "c", "d", "e", "f"]
    assert found["a"].sentence == "It has no action yet."
    assert found["c"].sentence == "1 of 2 actions would be open, the last until 31 March 2026."
    assert found["c"].last == date(2026, 3, 31)
    assert found["d"].sentence == "1 of 1 action would be open, the last until 19 December 2025."
    assert found["e"].sentence == "1 action late without a forecast to come."
    assert found["f"].sentence == "1 action without a date."
    ilacs(plan, fieldwork_start=date(2023, 4, 24))
    (by_rule,) = forecasts.next_inspection(plan, TODAY)
    assert by_rule.open_sentence == "On 24 October 2025 5 areas would be open, if every date is kept: 1, 3, 4, 5, 6."
    assert empty == found["a"].area.id
