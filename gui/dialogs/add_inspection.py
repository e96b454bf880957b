"""Enter an inspection with its judgements, or change how it was entered: by keyboard, in under a minute.

The framework follows from the first day of fieldwork, since reports published in the same week may come
in either shape; whether an inspection was short or standard is no report's words, so it is inferred from
the length of fieldwork and said to be.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QWidget

from gui import messages
from gui.style import space
from gui.widgets.buttons import Button
from gui.widgets.fields import Field, FieldEditor
from gui.widgets.form import DialogForm
from gui.widgets.inputs import TextInput
from gui.widgets.judgement_rows import JudgementRows
from gui.widgets.sections import Section
from gui.widgets.text import label
from gui.workspace import Workspace
from model import framework_files, frameworks, inspections
from model.errors import Refused
from model.framework_files import FrameworkFile
from model.records import Framework, Inspection, InspectionType
from model.store.plan import Plan
from model.wording import in_words, sentence_case

_DAYS = ("fieldwork_start", "fieldwork_end", "notified", "feedback", "received", "published", "embargo_until")
_WORDS = ("theme", "title", "lead_inspector", "link", "note")
_IN_MORE = ("notified", "feedback", "embargo_until", "lead_inspector", "title", "link", "note")


def add_inspection(workspace: Workspace, parent: QWidget | None) -> str | None:
    """Ask for an inspection and add it. Its id, or None where it was called off."""
    return _asked(InspectionDialog(workspace, parent))


def edit_inspection(workspace: Workspace, parent: QWidget | None, inspection_id: str) -> str | None:
    """Show how an inspection was entered, framework and judgements included, and change it."""
    return _asked(InspectionDialog(workspace, parent, inspection_id=inspection_id))


def _asked(dialog: InspectionDialog) -> str | None:
    try:
        return dialog.result_value if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def add_with_framework(plan: Plan, file: FrameworkFile, **values: Any) -> str:
    """Add an inspection under a framework of the user's own, which comes into the plan in the same act."""
    with plan.batch(f"Add an inspection under {file.name}"):
        frameworks.add(plan, file)
        return inspections.add(plan, **values)


def edit_with_framework(plan: Plan, file: FrameworkFile, inspection_id: str, **values: Any) -> None:
    """The same for an inspection that is in the plan already."""
    with plan.batch(f"Put an inspection under {file.name}"):
        frameworks.add(plan, file)
        inspections.edit(plan, inspection_id, **values)


class InspectionDialog(DialogForm):
    """Framework, days, type, grades, report; everything else waits under More."""

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, *, inspection_id: str | None = None
    ) -> None:
        super().__init__(
            workspace, "Edit inspection" if inspection_id else "Add inspection", parent,
            ok="Save" if inspection_id else "Add inspection",
        )  # fmt: skip
        self.setMinimumWidth(620)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field
        self._own: list[FrameworkFile] = []
        self._choices = frameworks.choices(workspace.plan)
        self._type_by_hand = inspection_id is not None
        self._before: Inspection | None = None
        self._build()
        self.accept_with(self._save)
        if inspection_id is not None:
            self._fill(inspection_id)
        else:
            self.editors["family"].put(self._families()[0][0])
        self._follow()

    # --- building

    def _build(self) -> None:
        self._row(Field("family", "Framework", "choice", choices=self._families, required=True))
        self._pair(
            Field("fieldwork_start", "Fieldwork from", "date", hint="24/4/23"),
            Field("fieldwork_end", "to", "date", hint="28/4/23"),
        )
        self.framework_words = label("", "small", wrap=True)
        self.body.addWidget(self.framework_words)
        self._row(Field("type", "Type", "choice", choices=self._types))
        self.type_words = label("", "small", wrap=True)
        self.body.addWidget(self.type_words)
        self._row(Field("theme", "Topic", "line", hint="what the visit was about"))
        self.judgements = JudgementRows()
        self.judgements_words = label("", "muted", wrap=True)
        self.details_button = Button("Pages and printed words", kind="link")
        self.details_button.clicked.connect(self._ask_details)
        head = QHBoxLayout()
        head.addWidget(label("Judgements", "strong"))
        head.addStretch(1)
        head.addWidget(self.details_button)
        self.body.addSpacing(space.xs)
        self.body.addLayout(head)
        self.body.addWidget(self.judgements_words)
        self.body.addWidget(self.judgements)
        self.body.addSpacing(space.xs)
        self._pair(
            Field("received", "Report received", "date", tip="The day the council received it."),
            Field("published", "published", "date", tip="The day the inspectorate published it."),
        )
        self.more = Section("More", is_open=False)
        self.body.addWidget(self.more)
        self.more.toggled.connect(self._fit)
        self._pair(Field("notified", "Notified", "date"), Field("feedback", "feedback", "date"), self.more)
        self._row(Field("embargo_until", "Embargo until", "date", tip="The day on which it may be told."), self.more)
        self._row(Field("lead_inspector", "Lead inspector", "line"), self.more)
        self._row(Field("title", "Called", "line", hint="named by framework, type and days if left empty"), self.more)
        self._row(Field("link", "Link", "line", hint="https://…"), self.more)
        self._row(Field("note", "Note", "area"), self.more)
        self.body.addStretch(1)
        self.file_button = Button("Use a framework file…", kind="link", tip="A framework of your own, as a TOML file.")
        self.file_button.clicked.connect(self.use_framework_file)
        self.foot.insertWidget(0, self.file_button)
        self.judgements.rebuilt.connect(self._order_focus)
        for name in ("family", "type"):
            self.editors[name].committed.connect(self._chosen)
        for name in ("fieldwork_start", "fieldwork_end"):
            self.editors[name].committed.connect(self._day_taken)

    def _order_focus(self) -> None:
        """Tab goes down the page; the link for pages comes after the grades, which need a letter and a Tab each."""
        first = ("family", "fieldwork_start", "fieldwork_end", "type", "theme")
        later = [name for name in self.editors if name not in (*first, "received", "published")]
        order: list[QWidget] = [self.editors[name].input for name in first]
        order += [*self.judgements.inputs(), self.details_button]
        order += [self.editors[name].input for name in ("received", "published")]
        order += [self.more.button, *(self.editors[name].input for name in later)]
        order += [self.file_button, self.cancel_button, self.ok_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _row(self, field: Field, into: Section | None = None) -> FieldEditor:
        editor = self._editor(field)
        (into.body if into is not None else self.body).addWidget(editor)
        return editor

    def _pair(self, first: Field, second: Field, into: Section | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self._editor(first), 1)
        row.addWidget(self._editor(second), 1)
        (into.body if into is not None else self.body).addLayout(row)

    def _editor(self, field: Field) -> FieldEditor:
        editor = FieldEditor(self.workspace, field, self)
        editor.input.installEventFilter(self)
        self.editors[field.name] = editor
        return editor

    # --- framework and type

    @property
    def framework(self) -> FrameworkFile:
        """The framework of the chosen family that was in force on the first day of fieldwork."""
        family = self.editors["family"].input.value
        of_family = [one for one in (*self._own, *self._choices) if (one.family or one.code) == family]
        start = self._first_day()
        if self._before is not None and self._unmoved(family, start):
            return self._framework_before
        fitting = [one for one in of_family if one.valid_on(start or self.workspace.today())]
        # Outside every framework of the family, the one that ended or begins nearest is offered with a doubt.
        return (fitting or of_family)[0]

    def _unmoved(self, family: str, start: object) -> bool:
        before = self._framework_before
        return self._before is not None and (before.family or before.code, self._before.fieldwork_start) == (
            family, start,
        )  # fmt: skip

    def _first_day(self) -> Any:
        return self._day("fieldwork_start")

    def _day(self, name: str) -> Any:
        """The day as it is typed now; None where it is no day yet."""
        try:
            return self.editors[name].value()
        except Refused:
            return None

    def _families(self) -> list[tuple[str, str]]:
        found: dict[str, list[FrameworkFile]] = {}
        for one in (*self._own, *self._choices):
            found.setdefault(one.family or one.code, []).append(one)
        return [(family, files[0].name if len(files) == 1 else family.upper()) for family, files in found.items()]

    def _types(self) -> list[tuple[str, str]]:
        if self.editors["family"].input.value is None:
            return []  # the dialog is still being built
        return [(kind.code, sentence_case(kind.name)) for kind in self.framework.types]

    def _chosen(self, name: str, value: object) -> None:
        if name == "type":
            self._type_by_hand = value is not None
        else:
            self._type_by_hand = False
            self.editors["type"].put(None)
        self._follow()

    def _day_taken(self, _name: str, _value: object) -> None:
        self._follow()

    def _follow(self) -> None:
        """Have everything that follows from framework, days and type follow."""
        file, start = self.framework, self._first_day()
        doubt = self._doubt(file)
        if doubt:
            words = doubt
        elif start is None and self._before is not None and file == self._framework_before:
            words = f"{file.name}: as it was entered. The first day of fieldwork decides."
        elif start is None:
            words = f"{file.name}: in force today. The first day of fieldwork decides."
        else:
            words = f"{file.name}: chosen by the first day of fieldwork, {in_words(start)}."
        self.framework_words.setText(words)
        kind = self.editors["type"]
        kept = kind.input.value
        kind.put(kept if kept in {entry.code for entry in file.types} else None)
        inferred = inspections.likely_type(file, start, self._day("fieldwork_end"))
        if not self._type_by_hand:
            only = file.types[0].code if len(file.types) == 1 else None
            kind.put(inferred.type if inferred else only or kind.input.value)
        said = inferred is not None and not self._type_by_hand
        self.type_words.setText(inferred.sentence if inferred is not None and said else "")
        self.type_words.setVisible(said)
        self._follow_type(file)

    def _follow_type(self, file: FrameworkFile) -> None:
        kind = next((one for one in file.types if one.code == self.editors["type"].input.value), None)
        themes = kind.themes if kind is not None else ()
        theme = self.editors["theme"]
        theme.setVisible(bool(themes) or theme.input.value is not None or (kind is not None and not kind.graded))
        completer = QCompleter(list(themes), theme.input)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        theme.input.setCompleter(completer)
        graded = (kind is None or kind.graded) and bool(file.areas)
        self.judgements.setVisible(graded)
        self.details_button.setVisible(graded)
        self.judgements_words.setVisible(not graded)
        self.judgements_words.setText(
            f"{file.name} gives no grades." if kind is None or not file.areas else f"No grades: {kind.name}."
        )
        if graded:
            self.judgements.show_framework(file)
        self._fit()

    def _doubt(self, file: FrameworkFile) -> str:
        start = self._first_day()
        if start is None or file.valid_on(start):
            return ""
        if file in self._own:
            return f"{file.name} was not in force on {in_words(start)}."
        found = frameworks.doubt(self.workspace.plan, file.code, start)
        return found.sentence if found is not None else ""

    def use_framework_file(self) -> None:
        """Offer a framework from a file of the user's own; a wrong one is refused with the reason."""
        path = messages.open_file(self, "Use a framework file", [("Framework", "toml")])
        if path is None:
            return
        self.clear_refusals()
        try:
            file = framework_files.read_framework(path, self._choices)
        except Refused as error:
            self.editors["family"].refuse(str(error))
            return
        self._own = [file, *(one for one in self._own if one.code != file.code)]
        self.editors["family"].put(file.family or file.code)
        self._chosen("family", file.family)

    # --- filling and saving

    def _fill(self, inspection_id: str) -> None:
        plan = self.workspace.plan
        self._before = plan.get(Inspection, inspection_id)
        self._framework_before = frameworks.choice(plan, plan.get(Framework, self._before.framework).code)
        self._type_before = plan.get(InspectionType, self._before.type).code
        self._given_before = inspections.judgements_given(plan, inspection_id)
        self.editors["family"].put(self._framework_before.family or self._framework_before.code)
        for name in (*_DAYS, *_WORDS):
            self.editors[name].put(getattr(self._before, name))
        self.editors["type"].put(self._type_before)
        self._follow()
        self.judgements.set_given(self._given_before)
        self.more.set_open(any(getattr(self._before, name) for name in _IN_MORE))

    def _ask_details(self) -> None:
        self.judgements.show_details()
        self._fit()

    def _save(self, values: dict[str, Any]) -> str:
        self._follow()
        file = self.framework
        values.pop("family")
        kind = self.editors["type"].input.value
        values.pop("type", None)
        if kind is None:
            raise Refused("Choose the type of inspection; the days of fieldwork do not tell it.", field="type")
        values.setdefault("theme", None)
        given = self.judgements.given() if file.type(kind).graded else []
        if self._before is not None:
            return self._edit(file, kind, given, values)
        filled = {name: value for name, value in values.items() if value is not None}
        filled.update(framework=file.code, type=kind, judgements=given)
        if self._inferred():
            filled["type_inferred"] = True
        if file in self._own:
            return str(self.workspace.run(add_with_framework, file, **filled))
        return str(self.workspace.run(inspections.add, **filled))

    def _inferred(self) -> bool:
        """Whether the type follows from the length of fieldwork, and nobody chose it."""
        likely = inspections.likely_type(self.framework, self._first_day(), self._day("fieldwork_end"))
        return likely is not None and not self._type_by_hand

    def _edit(self, file: FrameworkFile, kind: str, given: list[inspections.Given], values: dict[str, Any]) -> str:
        before = self._before
        assert before is not None
        changed = {name: value for name, value in values.items() if value != getattr(before, name)}
        if file.code != self._framework_before.code:
            changed["framework"] = file.code
        if kind != self._type_before:
            changed["type"] = kind
            if before.type_inferred != self._inferred():
                changed["type_inferred"] = self._inferred()
        if tuple(given) != self._given_before:
            changed["judgements"] = given
        if file in self._own:
            self.workspace.run(edit_with_framework, file, before.id, **changed)
        elif changed:
            self.workspace.run(inspections.edit, before.id, **changed)
        return before.id

    # --- Qt

    def _fit(self, *_: object) -> None:
        """Grow with what follows from a choice, as far as the screen has room; never shrink under the hand."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        inside = self._scroll.widget()
        wanted = max(inside.sizeHint().height(), inside.minimumSizeHint().height())
        missing = wanted - self._scroll.viewport().height()
        if missing > 0:
            room = self.screen().availableGeometry().height() - 80
            self.resize(self.width(), min(room, self.height() + missing))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def show_refusal(self, error: Refused) -> None:
        if error.field in ("framework", "family"):
            error = Refused(str(error), field="family")
        elif error.field in _IN_MORE:
            self.more.set_open(True)
        super().show_refusal(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves from any field, once what is typed there has been taken."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not (isinstance(watched, TextInput) and not event.modifiers())
        ):
            editor = next((one for one in self.editors.values() if one.input is watched), None)
            if editor is not None and editor.commit():
                self.accept()
            return True
        return super().eventFilter(watched, event)
