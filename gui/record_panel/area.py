"""The panel of an area: the inspector's words, where they come from, what is done about them and whether it works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from gui.dialogs.add_area import kind_choices
from gui.dialogs.add_evidence import edit_evidence
from gui.dialogs.open_document import open_document
from gui.dialogs.override_rating import override_rating
from gui.dialogs.source import add_source, edit_source
from gui.importing.links import open_source
from gui.record_panel.base import Field, RecordPanel
from gui.tables.plan_lines import short_day
from gui.widgets.golden_thread import GoldenThread
from gui.widgets.links import LinkList, LinkRow
from gui.widgets.text import label
from model import areas, commitments, evidence, finding, outline, ratings
from model.areas import ThreadStep
from model.commitments import CommitmentRow
from model.evidence import EvidenceItem
from model.finding import ActionRow
from model.ratings import AreaRatings
from model.records import Action, Area, Document, Framework, JudgementArea
from model.wording import days_late, plural, quoted, short

_SHOWN = 25
"""Actions listed here; the tree has them all."""


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area with what the panel shows beside it."""

    area: Area
    ratings: AreaRatings
    steps: tuple[ThreadStep, ...]
    documents: dict[str, str]
    actions: tuple[ActionRow, ...]
    also: tuple[Action, ...]
    evidence: tuple[EvidenceItem, ...]
    commitments: tuple[CommitmentRow, ...]


class AreaPanel(RecordPanel):
    """One area."""

    TABLE = "area"
    WATCHES: ClassVar[Sequence[str]] = (
        "source", "action", "also_answers", "milestone", "evidence", "answer", "commitment", "inspection", "meeting",
        "document", "person", "judgement_area", "plan",
    )  # fmt: skip
    EDIT = staticmethod(areas.edit)

    def read(self, record_id: str) -> AreaView | None:
        plan, today = self.workspace.plan, self.workspace.today()
        area = plan.find(Area, record_id)
        if area is None:
            return None
        steps = areas.golden_thread(plan, record_id)
        named = {step.source.document for step in steps}
        held = (plan.find(Document, row) for row in named if row is not None)
        ids = outline.actions_under(plan, [record_id]).get(record_id, [])
        return AreaView(
            area,
            ratings.area_ratings(plan, today)[record_id],
            steps,
            {document.id: document.title for document in held if document is not None},
            tuple(finding.action_rows(plan, ids, today)),
            tuple(areas.also_answered_by(plan, record_id)),
            tuple(evidence.of_area(plan, record_id)),
            tuple(
                row
                for row in commitments.commitments(plan, today)
                if any(answering.id == record_id for answering in row.areas)
            ),
        )

    # --- what stands where

    def build(self) -> None:
        said = self.section("What was asked")
        said.fields(
            Field("title", "Title", "text", read=attrgetter("area.title"), required=True),
            Field("words", "The inspector's words", "area", read=attrgetter("area.words"),
                  hint="Word for word, as printed"),
            Field("kind", "Kind", "choice", read=attrgetter("area.kind"), choices=kind_choices),
            Field("tag", "National framework", "line", read=attrgetter("area.tag"), hint="As printed: outcome 4",
                  tip="The outcome or enabler of the national framework, as the report prints it."),
            Field("judgement_area", "Judgement area", "choice", read=attrgetter("area.judgement_area"),
                  choices=self._judgement_areas),
            Field("theme", "Theme", "line", read=attrgetter("area.theme"), hint="Your own word to group by"),
        )  # fmt: skip
        wanted = self.section("What is wanted")
        wanted.fields(
            Field("outcome", "Outcome wanted", "text", read=attrgetter("area.outcome"),
                  hint="What will be different for children and families"),
            Field("sponsor", "Sponsor", "person", read=attrgetter("area.sponsor")),
        )  # fmt: skip
        self._build_ratings()
        self._build_lists()

    def _build_ratings(self) -> None:
        section = self.section("Ratings and why")
        self.reasons = {}
        self.rate_buttons = {}
        for which in ("delivery", "impact"):
            self.reasons[which] = label("", wrap=True, selectable=True)
            section.add(self.reasons[which])
            self.rate_buttons[which] = section.add_button(f"Set {which} by hand…", partial(self._rate, which))

    def _build_lists(self) -> None:
        section = self.section("Where it comes from")
        self.no_source = label("Nobody has said yet which inspection or meeting raised this.", "muted", wrap=True)
        section.add(self.no_source)
        self.thread = GoldenThread()
        self.thread.opened.connect(self.workspace.open)
        self.thread.document_asked.connect(self._open_source)
        self.thread.edit_asked.connect(self._edit_source)
        self.thread.remove_asked.connect(self._remove_source)
        section.add(self.thread)
        self.add_source_button = section.add_button("Add source…", self._add_source)
        self.actions = LinkList("Actions", most=_SHOWN, none="No action answers it yet.")
        self.actions.opened.connect(self.workspace.open)
        self.actions.more_asked.connect(self._show_in_tree)
        self.section("Actions").add(self.actions).add_button("Add action…", "plan.add_action")
        self.evidence = LinkList("Evidence", none="Nothing yet shows whether it works.")
        self.evidence.opened.connect(self._open_evidence)
        self.evidence.edit_asked.connect(self._edit_evidence)
        self.evidence.remove_asked.connect(self._remove_evidence)
        self.section("Evidence").add(self.evidence).add_button("Add evidence…", "plan.add_evidence")
        self.commitments = LinkList("Commitments", none="It answers no promise made in public.")
        self.commitments.opened.connect(self.workspace.open)
        self.section("Commitments it answers", is_open=False).add(self.commitments)

    def title(self, record: AreaView) -> tuple[str, str, str]:
        area = record.area
        under = ", ".join(part for part in (area.kind, area.tag, "made up for a sample" if area.sample else "") if part)
        return f"Area {area.number}", area.title, under[:1].upper() + under[1:]

    def marks(self, record: AreaView) -> Iterable[tuple[str | None, str, str]]:
        delivery, impact = record.ratings.delivery, record.ratings.impact
        return (
            (delivery.value, f"Delivery: {delivery.word}", delivery.reason),
            (impact.value, f"Impact: {impact.word}", impact.reason),
        )

    def refreshed(self, record: AreaView) -> None:
        writable = self.workspace.writable
        for which, words in self.reasons.items():
            rating = getattr(record.ratings, which)
            words.setText(rating.reason)
            self.rate_buttons[which].setText(
                f"Change or clear the {which} set by hand…" if rating.overridden else f"Set {which} by hand…"
            )
            self.rate_buttons[which].setVisible(writable)
        self.thread.show_steps(record.steps, record.documents, writable=writable)
        self.thread.setVisible(bool(record.steps))
        self.no_source.setVisible(not record.steps)
        self.add_source_button.setVisible(writable)
        times = f"raised {plural(len(record.steps), 'time')}" if len(record.steps) > 1 else ""
        self.sections["Where it comes from"].set_remark(times)
        late = sum(row.days_late > 0 for row in record.actions)
        counted = f"{len(record.actions)}, {late} late" if late else str(len(record.actions) or "")
        self.sections["Actions"].set_remark(counted)
        self.actions.show_rows([*(_action_row(row) for row in record.actions), *map(_also_row, record.also)])
        self.evidence.show_rows([_evidence_row(item, writable) for item in record.evidence])
        self.sections["Evidence"].set_remark(str(len(record.evidence) or ""))
        self.commitments.show_rows([_commitment_row(row) for row in record.commitments])
        self.sections["Commitments it answers"].set_remark(str(len(record.commitments) or ""))

    def _judgement_areas(self) -> list[tuple[str | None, str]]:
        """Those of every framework in the plan, the newest framework first."""
        plan = self.workspace.plan
        frameworks = sorted(plan.all(Framework), key=lambda row: (row.valid_from is None, row.valid_from or 0))
        dated = [row for row in frameworks if row.valid_from is not None]
        ordered = [*reversed(dated), *(row for row in frameworks if row.valid_from is None)]
        found: list[tuple[str | None, str]] = [(None, "Not said")]
        held = sorted(plan.all(JudgementArea), key=attrgetter("position"))
        for framework in ordered:
            found += [(row.id, f"{row.name} ({framework.name})") for row in held if row.framework == framework.id]
        return found

    # --- what the lists do

    def _rate(self, which: str, *_: object) -> None:
        if self.record_id is not None:
            override_rating(self.workspace, self.window(), table="area", ids=(self.record_id,), which=which)

    def _add_source(self) -> None:
        if self.record_id is not None:
            add_source(self.workspace, self.window(), self.record_id)

    def _edit_source(self, source_id: str) -> None:
        edit_source(self.workspace, self.window(), source_id)

    def _remove_source(self, source_id: str) -> None:
        self.workspace.do(areas.remove_source, source_id)

    def _open_source(self, document_id: str, page: int, quote: str) -> None:
        open_source(self.workspace, self.window(), document_id, page or None, quote or None)

    def _open_document(self, document_id: str) -> None:
        open_document(self.workspace, self.window(), document_id)

    def _open_evidence(self, _: str, evidence_id: str) -> None:
        item = self._evidence_item(evidence_id)
        if item is not None and item.document is not None:
            self._open_document(item.document.id)
        else:
            self._edit_evidence("evidence", evidence_id)

    def _edit_evidence(self, _: str, evidence_id: str) -> None:
        edit_evidence(self.workspace, self.window(), evidence_id)

    def _remove_evidence(self, _: str, evidence_id: str) -> None:
        self.workspace.do(evidence.remove, evidence_id)

    def _evidence_item(self, evidence_id: str) -> EvidenceItem | None:
        held: Sequence[EvidenceItem] = self.record.evidence if self.record is not None else ()
        return next((item for item in held if item.evidence.id == evidence_id), None)

    def _show_in_tree(self) -> None:
        self.workspace.go("plan", area=self.record_id)


def _action_row(row: ActionRow) -> LinkRow:
    parts = [row.owner_name or "No owner"]
    if row.days_late > 0:
        parts.append(days_late(row.days_late))
    elif row.agreed is not None:
        parts.append(f"agreed for {short_day(row.agreed)}")
    else:
        parts.append(row.deadline or "no date agreed")
    quiet = [", ".join(parts), row.moves.sentence, row.moves.late_words if row.was_late else ""]
    rating: Any = (row.rating.value, row.rating.word, row.rating.reason)
    return LinkRow(
        "action", row.id, f"{row.number}  {row.title}", "\n".join(filter(None, quiet)), late=row.days_late > 0,
        rating=rating,
    )  # fmt: skip


def _also_row(action: Action) -> LinkRow:
    return LinkRow("action", action.id, f"{action.number}  {action.title}", "Stands under another area")


def _evidence_row(item: EvidenceItem, writable: bool) -> LinkRow:
    held = item.evidence
    parts = [
        held.shows or "",
        f"impact: {held.impact}" if held.impact else "",
        short_day(held.on_day),
        f"checked by {item.checked_by_name}" if item.checked_by_name else "",
    ]
    quiet = " · ".join(short(part, 200) for part in parts if part)
    return LinkRow("evidence", held.id, held.title, quiet, can_change=writable)


def _commitment_row(row: CommitmentRow) -> LinkRow:
    clock = row.clock
    return LinkRow(
        "commitment", row.commitment.id, quoted(row.commitment.sentence, 120), clock.words, late=clock.state == "past"
    )


PANEL = AreaPanel
