"""The rules that deadlines follow from: edited where they stand, switched off, put back, and the plan's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.dialogs.listing import ListingDialog
from gui.tables.columns import Column, Edit
from gui.tables.fitted_view import FittedView
from gui.tables.row_table import RowTable
from gui.widgets.buttons import Button
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.widgets.sections import SectionHeader
from gui.widgets.text import label
from gui.workspace import Workspace
from model import deadline_rules, framework_files
from model.records import RULE_TRIGGERS, RULE_UNITS, DeadlineRule
from model.rule_files import OF_MEETINGS, Applies
from model.wording import a, in_words, listed, plural, sentence_case

_TRIGGER_WORDS = {
    "received": "report received", "published": "published", "notified": "notified",
    "fieldwork starts": "fieldwork starts", "fieldwork ends": "fieldwork ends", "meeting": "meeting",
    "decision": "decision",
}  # fmt: skip
_LISTS = ("frameworks", "types", "kinds", "outcomes", "bodies", "answered_by")
_FLAGS = ("approval", "expected", "approves")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the list shows it."""

    rule: DeadlineRule
    applies: Applies | None  # None: it cannot be read
    of_program: bool
    differs: bool

    @property
    def id(self) -> str:
        return self.rule.code

    @property
    def origin(self) -> str:
        if not self.of_program:
            return "own"
        return "changed" if self.differs else "as shipped"


def applies_in_words(rule: DeadlineRule, applies: Applies) -> str:
    """What a rule applies to, in a sentence or two."""
    if rule.counts_from in OF_MEETINGS:
        kinds = listed(applies.bodies, "or") if applies.bodies else "any body"
        first = f"Meetings of {kinds}" + (" that can approve the plan" if applies.approves else "")
    else:
        first = f"Inspections under {_either(applies.frameworks) or 'any framework'}"
        if applies.types:
            first += f" of the type {_either(applies.types)}"
        if applies.kinds:
            first += f", with a finding that is {a(_either(applies.kinds))}"
        if applies.outcomes:
            first += f", with the outcome {_either(applies.outcomes)}"
    more = [f"{first}."]
    if applies.approval:
        more.append("It has to be approved first: the last approving meeting is told.")
    if applies.expected:
        more.append("The inspectorate comes: it is expected, and never late.")
    return " ".join(more)


def _either(codes: tuple[str, ...]) -> str:
    """Codes as words: "SIF or ILACS", "focused visit"."""
    short = {file.family for file in framework_files.built_in() if file.family and len(file.family) < 6}
    return listed((code.upper() if code in short else code.replace("-", " ") for code in codes), "or")


class DeadlineRulesDialog(ListingDialog):
    """One line a rule; below the list what the chosen one applies to, its note, and whether it was checked."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            "Deadline rules",
            "What is due after an inspection and before a meeting, and who says so. A change holds for this plan. "
            "The date that a letter prints wins over a rule.",
            parent,
        )
        self.resize(1180, 680)
        can = workspace.writable
        flag = partial(_editable, can)
        self.table = RowTable(
            (
                Column("in_use", "In use", value=lambda row: row.rule.in_use, kind="flag", width=62,
                       edit=flag(Edit("flag", self._switch))),
                Column("code", "Rule", lambda row: row.rule.code, width=64),
                Column("name", "What is due", lambda row: row.rule.name, width=290,
                       edit=flag(Edit("line", partial(self._write, "name")))),
                Column("length", "Period", _period, value=lambda row: row.rule.length, kind="number", width=64,
                       edit=flag(Edit("number", partial(self._write, "length"), minimum=1, maximum=10_000))),
                Column("unit", "Counted in", lambda row: row.rule.unit or "", width=104,
                       edit=flag(Edit("choice", partial(self._write, "unit"), lambda row: row.rule.unit, _units))),
                Column("counts_from", "Counts from", lambda row: _TRIGGER_WORDS[row.rule.counts_from], width=120,
                       edit=flag(Edit("choice", partial(self._write, "counts_from"),
                                      lambda row: row.rule.counts_from, _triggers))),
                Column("authority", "Source", lambda row: row.rule.authority or "", width=220,
                       edit=flag(Edit("line", partial(self._write, "authority")))),
                Column("checked_on", "Checked on", value=lambda row: row.rule.checked_on, kind="date", width=104,
                       edit=flag(Edit("date", partial(self._write, "checked_on")))),
                Column("origin", "In this plan", lambda row: row.origin, width=92),
            ),
            self,
        )  # fmt: skip
        self.view = FittedView(
            workspace, "deadline-rules", self.table, self, fit="name", least=220, give_way=("origin", "authority")
        )
        self.view.setAccessibleName("Deadline rules")
        self.view.setMinimumHeight(240)
        self.view.opened.connect(self._edit)
        self.about = label("", wrap=True, selectable=True)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 4)
        self.add_button = Button("Add rule…")
        self.edit_button = Button("Edit…")
        self.switch_button = Button("Switch off")
        self.put_back_button = Button("Put back as shipped")
        self.remove_button = Button("Delete")
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit_chosen)
        self.switch_button.clicked.connect(self._switch_chosen)
        self.put_back_button.clicked.connect(self._put_back)
        self.remove_button.clicked.connect(self._remove)
        buttons = (self.add_button, self.edit_button, self.switch_button, self.put_back_button, self.remove_button)
        self.column.addWidget(self.about)
        self.finish(self.view, *buttons)
        self.refresh()
        self.view.select_ids([self.rows[0].id])

    @property
    def rows(self) -> list[RuleRow]:
        return self._rows

    def refresh(self) -> None:
        plan = self.workspace.plan
        applies = {rule.code: said for rule, said in deadline_rules.readable(plan)}
        self._rows = [
            RuleRow(rule, applies.get(rule.code), deadline_rules.of_program(rule), deadline_rules.differs(rule))
            for rule in deadline_rules.rules(plan)
        ]
        self.table.set_rows(self._rows)
        self.tell()

    def tell(self) -> None:
        codes = self.view.selected_ids()
        chosen = [row for row in self._rows if row.id in codes]
        one = chosen[0] if len(chosen) == 1 else None
        writable = self.workspace.writable
        self.add_button.setEnabled(writable)
        self.edit_button.setEnabled(writable and one is not None and one.applies is not None)
        self.switch_button.setEnabled(writable and bool(chosen))
        off = bool(chosen) and not any(row.rule.in_use for row in chosen)
        self.switch_button.setText("Switch on" if off else "Switch off")
        self.put_back_button.setEnabled(writable and any(row.differs for row in chosen))
        self.remove_button.setEnabled(writable and bool(chosen) and not any(row.of_program for row in chosen))
        self.about.setText(self._about(one) if one is not None else f"{plural(len(chosen), 'rule')} chosen.")

    def _about(self, row: RuleRow) -> str:
        rule = row.rule
        window = ""
        if rule.months_before or rule.months_after:
            window = f" A window from {plural(rule.months_before, 'month')} before to {rule.months_after} after."
        kinds = [word for word, said in (("statutory", rule.statutory), ("approximate", rule.approximate)) if said]
        checked = f"Checked on {in_words(rule.checked_on)}." if rule.checked_on else "Not checked: keep an eye on it."
        said = f"{sentence_case(listed(kinds))}. " if kinds else ""
        source = f"Source: {rule.authority}." if rule.authority else "No source is given."
        if row.applies is None:
            return "What this rule applies to cannot be read, so nothing is due by it: put it back, or delete it."
        lines = (applies_in_words(rule, row.applies) + window, f"{said}{source} {checked}", rule.note)
        return "\n".join(line for line in lines if line)

    # --- acts

    def _write(self, name: str, row: RuleRow, value: Any) -> Any:
        return self.act(deadline_rules.edit, row.id, **{name: value})

    def _switch(self, row: RuleRow, value: Any) -> Any:
        return self.act(deadline_rules.switch, row.id, bool(value))

    def _switch_chosen(self) -> None:
        self.act(deadline_rules.switch, self.view.selected_ids(), self.switch_button.text() == "Switch on")

    def _put_back(self) -> None:
        changed = [row.id for row in self._rows if row.differs]
        self.act(deadline_rules.put_back, [code for code in self.view.selected_ids() if code in changed])

    def _remove(self) -> None:
        self.act(deadline_rules.remove, self.view.selected_ids())

    def _edit_chosen(self) -> None:
        self._edit(self.view.selected_ids()[0])

    def _edit(self, code: str) -> None:
        if self.workspace.writable and any(row.id == code and row.applies is not None for row in self._rows):
            self._ask(RuleForm(self.workspace, self, code=code), code)

    def _add(self) -> None:
        self._ask(RuleForm(self.workspace, self), None)

    def _ask(self, form: RuleForm, code: str | None) -> None:
        try:
            if form.exec() == QDialog.DialogCode.Accepted:
                self.refresh()
                self.view.select_ids([code or str(form.result_value)])
        finally:
            form.deleteLater()


class RuleForm(DialogForm):
    """Everything of one rule; lists are typed with commas between."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, code: str | None = None) -> None:
        super().__init__(workspace, f"Edit rule {code}" if code else "Add rule", parent)
        self._code = code
        self.setMinimumWidth(640)
        self.add_fields(
            Field("code", "Code", "line", hint="LOCAL-1", required=True),
            Field("name", "What is due", "line", hint="Brief the lead member", required=True),
            Field("counts_from", "Counts from", "choice", choices=_triggers),
            Field("length", "Period", "number", minimum=1, maximum=10_000,
                  tip="Left empty, no date is worked out; one that a letter prints can be entered."),
            Field("unit", "Counted in", "choice", choices=_units),
            Field("months_before", "Window before", "number", maximum=120, suffix=" months"),
            Field("months_after", "Window after", "number", maximum=120, suffix=" months"),
            Field("authority", "Source", "line", hint="the statute, handbook or letter that says so"),
            Field("checked_on", "Checked on", "date", hint="not checked"),
            Field("statutory", "Statutory", "flag"),
            Field("approximate", "Approximate", "flag"),
            Field("note", "Note", "area"),
        )  # fmt: skip
        self.body.addWidget(SectionHeader("What it applies to"))
        self.body.addWidget(label("Left empty, a field leaves nothing out. Commas between.", "small", wrap=True))
        self.add_fields(
            Field("frameworks", "Frameworks", "line", hint="ilacs, sif, jtai, area-send, or a framework's own code"),
            Field("types", "Types", "line", hint="short, standard, focused-visit, inspection"),
            Field("kinds", "Findings", "line", hint="area for priority action"),
            Field("outcomes", "Outcomes", "line", hint="inadequate, outcome-3"),
            Field("bodies", "Bodies", "line", hint="committee, cabinet, board, panel: of a rule about meetings"),
            Field("answered_by", "Answered by", "line", hint="ilacs/short: the later inspection that it expects"),
            Field("approves", "Only bodies that can approve the plan", "flag"),
            Field("approval", "It has to be approved first", "flag"),
            Field("expected", "The inspectorate comes: never late", "flag"),
        )
        self.editors["code"].setVisible(code is None)
        if code is None:
            self.set_values(counts_from="received", unit="working days", months_before=0, months_after=0)
            for name in ("statutory", "approximate", *_FLAGS):
                self.editors[name].put(False)
        else:
            rule = deadline_rules.rule(workspace.plan, code)
            applies = deadline_rules.applies(rule)
            for name in self.editors:
                if name in _LISTS:
                    self.editors[name].put(", ".join(getattr(applies, name)) or None)
                elif name in _FLAGS:
                    self.editors[name].put(getattr(applies, name))
                else:
                    self.editors[name].put(getattr(rule, name))
        self.accept_with(self._save)

    def _save(self, values: dict[str, Any]) -> str:
        said: dict[str, Any] = {name: _split(values.pop(name)) for name in _LISTS}
        said |= {name: bool(values.pop(name)) for name in _FLAGS}
        values["applies"] = Applies(**said)
        for name in ("months_before", "months_after"):
            values[name] = values[name] or 0
        if values["length"] is None:
            values["unit"] = None
        if self._code is None:
            code = values.pop("code").strip()
            self.workspace.run(deadline_rules.add, code, **values)
            return str(code)
        before = deadline_rules.rule(self.workspace.plan, self._code)
        applies = deadline_rules.applies(before)
        changed = {
            name: value
            for name, value in values.items()
            if value != (applies if name == "applies" else getattr(before, name))
        }
        if changed:
            self.workspace.run(deadline_rules.edit, self._code, **changed)
        return self._code


def deadline_rules_list(workspace: Workspace, parent: QWidget | None) -> None:
    """Show the rules of the plan."""
    dialog = DeadlineRulesDialog(workspace, parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _editable(can: bool, edit: Edit) -> Edit | None:
    return edit if can else None


def _period(row: RuleRow) -> str:
    return "" if row.rule.length is None else str(row.rule.length)


def _units() -> list[tuple[str | None, str]]:
    return [(unit, unit) for unit in RULE_UNITS]


def _triggers() -> list[tuple[str, str]]:
    return [(trigger, sentence_case(_TRIGGER_WORDS[trigger])) for trigger in RULE_TRIGGERS]


def _split(words: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (words or "").split(",") if part.strip()))
