"""The director's three minutes: what is late, due soon and not working, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.dialogs.paper_for import paper_for
from gui.pages.base import Page
from gui.pages.overview_cards import CommitmentsCard, JudgementLine, LatelyCard, MeetingCard
from gui.pages.overview_dates import ForecastCard, StatutoryCard
from gui.pages.overview_start import Begun, StartSteps
from gui.pages.overview_words import about, done_words, headline, read_as_on, trend_words
from gui.style import space
from gui.widgets.area_progress import AreaLines
from gui.widgets.badge import Badge
from gui.widgets.buttons import Button
from gui.widgets.cards import Card, StatTile
from gui.widgets.text import ElidedLabel, label
from gui.widgets.trend_chart import TrendChart
from gui.workspace import Workspace
from model import commitments, finding, history, judgement_grid, meetings, ratings, trend
from model.finding import AreaRow, Counts, Filter
from model.records import Inspection
from model.wording import plural

AREAS_SHOWN = 12
AFTER = 120
"""Milliseconds after the page was first filled, so that it is drawn before rules and frameworks are read."""

_LEAST = 380  # pixels at 100 % that everything fits into
_TWO_COLUMNS, _ONE_LINE = 800, 660  # from which on the cards stand side by side, the figures in one line

TILES = ("late", "soon", "not working", "no owner", "sign-off")


class _Inside(QWidget):
    """What is scrolled: as high as it has to be at its width, where Qt asks for what it would be at its narrowest."""

    widened = Signal(int)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.widened.emit(event.size().width())
        super().resizeEvent(event)


class OverviewPage(Page):
    """Every figure is a button that opens what it counts."""

    WATCHES = (
        "plan", "action", "area", "evidence", "commitment", "answer", "date_change", "meeting", "body", "inspection",
        "judgement", "person", "source", "deadline_rule", "inspection_deadline", "calendar_day",
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.areas: list[AreaRow] = []
        self._only_not_working = False
        self.dates_known = False
        self._dates_timer = QTimer(self)
        self._dates_timer.setSingleShot(True)
        self._dates_timer.setInterval(AFTER)
        self._dates_timer.timeout.connect(self._show_dates)
        self.header.set_title("Overview")
        self.stands_on = Badge(self)
        self.header.add_widget(self.stands_on)
        self.header.add_action("file.print")
        self.scroll = QScrollArea(self)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = _Inside()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        self.start = StartSteps(workspace, inside)
        self.headline = label("", "heading", wrap=True, selectable=True, parent=inside)
        self.judgements = JudgementLine(workspace, inside)
        self.figures = self._figures(inside)
        self.cards = self._cards(inside)
        for part in (self.headline, self.start, self.figures, self.judgements):
            column.addWidget(part)
        column.addWidget(self.cards, 1)
        column.addStretch(0)
        inside.widened.connect(self._fit)
        self.scroll.setWidget(inside)
        self.body.addWidget(self.scroll)
        # Any act is one of the last acts, whatever it changed.
        workspace.changed.connect(self._acted)

    def _figures(self, parent: QWidget) -> QWidget:
        whole = QWidget(parent)
        self._figure_grid = QGridLayout(whole)
        self._figure_grid.setContentsMargins(0, 0, 0, 0)
        self._figure_grid.setSpacing(space.m)
        self.tiles = {}
        for name in TILES:
            tile = StatTile(whole)
            tile.clicked.connect(partial(self._tile_pressed, name))
            self.tiles[name] = tile
        self._place_figures(len(TILES))
        return whole

    def _place_figures(self, across: int) -> None:
        for place, tile in enumerate(self.tiles.values()):
            self._figure_grid.addWidget(tile, place // across, place % across)
        for column in range(len(TILES)):
            self._figure_grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across

    def _fit(self, width: int) -> None:
        """Where there is little room, as beside the record panel, one under the other."""
        across = len(TILES) if width >= _ONE_LINE else 3
        if across != self._across:
            self._place_figures(across)
        way = QBoxLayout.Direction.LeftToRight if width >= _TWO_COLUMNS else QBoxLayout.Direction.TopToBottom
        if way != self._columns.direction():
            self._columns.setDirection(way)

    def _cards(self, parent: QWidget) -> QWidget:
        whole = QWidget(parent)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(space.m)
        self.areas_card = Card(whole, title="Areas for improvement")
        self.areas_button = Button("", kind="link")
        self.areas_button.clicked.connect(self._areas_pressed)
        self.areas_card.head.addWidget(self.areas_button)
        self.area_lines = AreaLines(self.areas_card)
        self.area_lines.area_opened.connect(partial(self.workspace.open, "area"))
        self.area_lines.actions_asked.connect(self._open_actions_of)
        self.areas_card.body.addWidget(self.area_lines)
        self.areas_card.body.addStretch(1)
        self.trend_card = Card(whole, title="Progress")
        self.trend_words = ElidedLabel("", "muted", self.trend_card)
        self.trend_card.head.takeAt(1)
        self.trend_card.head.addWidget(self.trend_words, 1)
        self.chart = TrendChart(self.trend_card)
        self.chart.pointed.connect(self._pointed)
        self.trend_card.body.addWidget(self.chart, 1)
        self.forecast = ForecastCard(self.workspace, whole)
        self.commitments = CommitmentsCard(self.workspace, whole)
        self.statutory = StatutoryCard(self.workspace, whole)
        self.meeting = MeetingCard(self.workspace, whole)
        self.meeting.print_asked.connect(self._print_for)
        self.lately = LatelyCard(self.workspace, whole)
        for stretch, parts in (
            (13, ((self.areas_card, 0), (self.trend_card, 1), (self.forecast, 0))),
            (7, ((self.statutory, 0), (self.commitments, 0), (self.meeting, 0), (self.lately, 1))),
        ):
            part = QWidget(whole)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(space.m)
            for card, grows in parts:
                column.addWidget(card, grows)
            self._columns.addWidget(part, stretch)
        return whole

    # --- reading

    def refresh(self) -> None:
        plan, today = self.workspace.plan, self.workspace.today()
        details = plan.details
        rules = ratings.rules_of(plan)
        tallies = ratings.tally(plan, today)
        counts = finding.counts(plan, Filter(), today, tallies)
        self.areas = finding.area_rows(plan, today, tallies)
        promised = commitments.commitments(plan, today)
        self.header.set_summary(about(details))
        self.stands_on.setVisible(details.stands_on is not None)
        if details.stands_on is not None:
            is_sample = any(area.sample for area in self.areas) or self._has_sample_actions()
            short, sentence = read_as_on(details.stands_on, sample=is_sample)
            self.stands_on.show_words(short, "notice", sentence)
            self.stands_on.updateGeometry()
        begun = Begun(len(plan.all(Inspection)), len(self.areas), counts.total)
        self.start.setVisible(not counts.total)
        self.start.show_begun(begun, writable=self.workspace.writable)
        upcoming = [row for row in meetings.meetings(plan, today) if row.days >= 0]
        # A letter that has come sets the clock running before anything else is entered.
        anything = bool(counts.total or self.areas or promised or upcoming or begun.inspections)
        for part in (self.headline, self.figures):
            part.setVisible(bool(counts.total))
        self.cards.setVisible(anything)
        self.headline.setText(headline(counts, rules.due_soon_days))
        self._show_figures(counts, rules.due_soon_days)
        self._show_areas()
        self.judgements.show_grid(judgement_grid.judgement_grid(plan))
        self.commitments.show_commitments(promised)
        self.meeting.show_meeting(upcoming[0] if upcoming else None, today)
        if self.dates_known:
            self._show_dates()
        elif not self._dates_timer.isActive():
            self._dates_timer.start()
        points = trend.over_time(plan, today) if counts.total else []
        self._trend_sentence = trend_words(points)
        self.trend_words.set_words(self._trend_sentence)
        shown = bool(points and (points[-1].due or points[-1].complete))
        self.chart.set_points(points if shown else [])
        self.chart.setVisible(shown)
        self.trend_card.setVisible(bool(counts.total))
        self._show_lately()

    def _show_dates(self) -> None:
        """What others have set: read with its rules a moment after the page is first drawn, and then with it."""
        if not self.workspace.has_plan:
            return
        from model import forecasts, statutory_dates

        plan, today = self.workspace.plan, self.workspace.today()
        self.dates_known = True
        self.statutory.show_dates(statutory_dates.all_of(plan, today))
        self.forecast.show_forecasts(forecasts.next_inspection(plan, today))

    _trend_sentence = ""

    def _has_sample_actions(self) -> bool:
        plan, today = self.workspace.plan, self.workspace.today()
        return bool(finding.action_ids(plan, Filter(sample=True), finding.Sort(), today, limit=1))

    def _not_working_word(self) -> str:
        return ratings.scheme_of(self.workspace.plan).impact.word("red")

    def _show_figures(self, counts: Counts, soon_days: int) -> None:
        red = sum(area.impact.value == "red" for area in self.areas)
        known = sum(area.impact.case != "no data" or area.impact.overridden for area in self.areas)
        show = {
            "late": (counts.late, "late", f"of {counts.open:,} open", "red", "Open, and past the agreed date"),
            "soon": (counts.due_soon, "due soon", f"in the next {plural(soon_days, 'day')}", "amber",
                     "Open, and agreed for today or one of these days"),
            "not working": (red, "not working", f"of {plural(len(self.areas), 'area')}, {known:,} with evidence", "red",
                            (f"Areas whose impact is rated red ({self._not_working_word()}): "
                             "the latest evidence shows no change, or worse")),
            "no owner": (counts.no_owner, "without owner", f"of {counts.open:,} open", "amber",
                         "Open actions that nobody owns"),
            "sign-off": (counts.awaiting_signoff, "awaiting sign-off", f"of {counts.total:,} actions", "blue",
                         "Marked as waiting for a second person's sign-off"),
        }  # fmt: skip
        for name, (number, words, more, tone, tip) in show.items():
            self.tiles[name].show_number(f"{number:,}", words, more, tone=tone if number else "plain", tip=tip)

    def _show_areas(self) -> None:
        shown: Sequence[AreaRow] = self.areas
        not_working = [area for area in self.areas if area.impact.value == "red"]
        self._only_not_working = self._only_not_working and bool(not_working)
        remark = f"All {len(self.areas)} in the plan" if len(self.areas) > 1 else "In the plan"
        if self._only_not_working:
            shown = not_working
            remark = f"Not working only. Show all {len(self.areas)}"
        if len(shown) > AREAS_SHOWN:
            worst = sorted(shown, key=lambda area: (min(area.delivery.rank, area.impact.rank), -area.late))
            kept = {area.id for area in worst[:AREAS_SHOWN]}
            shown = [area for area in shown if area.id in kept]
            remark = f"The {AREAS_SHOWN} that most need looking at. Show all {len(self.areas)}"
        self.areas_card.setVisible(bool(self.areas))
        self.areas_button.setText(remark)
        self.areas_button.setAccessibleName(remark)
        self.area_lines.show_areas(shown, [done_words(area) for area in shown])

    def _show_lately(self) -> None:
        self.lately.show_acts(history.acts(self.workspace.plan, limit=self.lately.most), datetime.now(UTC))

    def _acted(self, *_: object) -> None:
        if self.isVisible() and not self.stale and self.workspace.has_plan:
            self._show_lately()
        else:
            self.stale = True

    def _pointed(self, words: str) -> None:
        self.trend_words.set_words(words or self._trend_sentence)

    # --- opening what is counted

    def _tile_pressed(self, name: str, *_: object) -> None:
        if name == "not working":
            self._show_not_working()
            return
        asked: dict[str, dict[str, Any]] = {
            "late": {"late": True},
            "soon": {"due_within": ratings.rules_of(self.workspace.plan).due_soon_days},
            "no owner": {"no_owner": True, "open": True},
            "sign-off": {"awaiting_signoff": True},
        }
        self.workspace.go("actions", **asked[name])

    def _show_not_working(self) -> None:
        red = [area for area in self.areas if area.impact.value == "red"]
        if len(red) == 1:
            self.workspace.open("area", red[0].id)
            return
        self._only_not_working = bool(red)
        self._show_areas()
        if red:
            self.scroll.ensureWidgetVisible(self.areas_card)
            self.area_lines.lines[0].title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.workspace.say("No area is rated red for impact.")

    def _areas_pressed(self) -> None:
        if self._only_not_working:
            self._only_not_working = False
            self._show_areas()
        else:
            self.workspace.go("plan")

    def _open_actions_of(self, area_id: str) -> None:
        self.workspace.go("actions", area=area_id)

    # --- acts

    def _print_for(self, meeting_id: str) -> None:
        paper_for(self.workspace, self.window(), meeting_id)

    def find(self) -> None:
        """Everything is in reach of Find anything."""
        self.workspace.command("edit.find_anything")
