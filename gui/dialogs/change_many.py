"""Small questions before something is set for all selected actions at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.dialogs.override_rating import override_rating
from gui.widgets.fields import Field
from gui.widgets.form import DialogForm
from gui.workspace import Workspace
from model import actions
from model.dates import add_period
from model.records import Action
from model.wording import plural, quoted

Ask = Callable[[Workspace, QWidget | None, Iterable[str]], bool]
FlagVerb = Callable[..., None]


def set_forecast(workspace: Workspace, parent: QWidget | None, ids: Iterable[str]) -> bool:
    """When they are now expected to be done; an empty day takes the forecast away."""
    ids = tuple(ids)
    only = workspace.plan.find(Action, ids[0]) if len(ids) == 1 else None
    field = Field("forecast", "Forecast", "date", tip="The agreed dates stay as they are.")
    return _ask(workspace, parent, ids, "Forecast", "Leave it empty to take the forecast away.", (field,),
                {"forecast": only.forecast if only else None}, _write_forecast)  # fmt: skip


def set_percent(workspace: Workspace, parent: QWidget | None, ids: Iterable[str]) -> bool:
    """How much is done; nothing takes the figure away."""
    ids = tuple(ids)
    only = workspace.plan.find(Action, ids[0]) if len(ids) == 1 else None
    field = Field("percent", "Per cent done", "number", suffix="%")
    return _ask(workspace, parent, ids, "Per cent done", "", (field,),
                {"percent": only.percent if only else None}, _write_percent)  # fmt: skip


def set_sponsor(workspace: Workspace, parent: QWidget | None, ids: Iterable[str]) -> bool:
    """Who is accountable; nobody where it is left empty."""
    ids = tuple(ids)
    only = workspace.plan.find(Action, ids[0]) if len(ids) == 1 else None
    field = Field("sponsor", "Sponsor", "person")
    return _ask(workspace, parent, ids, "Sponsor", "Who is accountable for them.", (field,),
                {"sponsor": only.sponsor if only else None}, _write_sponsor)  # fmt: skip


def set_delivery(workspace: Workspace, parent: QWidget | None, ids: Iterable[str]) -> bool:
    """A delivery rating by hand with its reason, or by the rules again."""
    return override_rating(workspace, parent, table="action", ids=tuple(ids), which="delivery")


def sign_off(workspace: Workspace, parent: QWidget | None, ids: Iterable[str]) -> bool:
    """A second person says that it is done, and when it is looked at again."""
    fields = (
        Field("by", "Signed off by", "person", required=True, tip="Someone other than the owner."),
        Field("on_day", "Signed off on", "date", required=True),
        Field("recheck_on", "Re-check on", "date"),
    )
    today = workspace.today()
    values = {"by": None, "on_day": today, "recheck_on": add_period(today, 6, "months")}
    return _ask(workspace, parent, tuple(ids), "Sign off", "By someone other than the owner.", fields, values,
                _write_sign_off)  # fmt: skip


Write = Callable[[Workspace, tuple[str, ...], dict[str, Any]], Any]


def _ask(
    workspace: Workspace,
    parent: QWidget | None,
    ids: tuple[str, ...],
    title: str,
    words: str,
    fields: tuple[Field, ...],
    values: dict[str, Any],
    write: Write,
) -> bool:
    if not ids:
        workspace.refuse(f"{title}: select the actions first.")
        return False
    dialog = ChangeManyDialog(workspace, ids, title, words, fields, values, write, parent)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class ChangeManyDialog(DialogForm):
    """A field or two, and what is written for every action in hand."""

    def __init__(
        self,
        workspace: Workspace,
        ids: tuple[str, ...],
        title: str,
        words: str,
        fields: tuple[Field, ...],
        values: dict[str, Any],
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, title, parent, words=f"{_named(workspace, ids)} {words}".strip())
        self._ids = ids
        self._write = write
        self.add_fields(*fields)
        self.set_values(**values)
        self.accept_with(self._done)

    def _done(self, values: dict[str, Any]) -> Any:
        return self._write(self.workspace, self._ids, values)


def _named(workspace: Workspace, ids: tuple[str, ...]) -> str:
    if len(ids) == 1:
        action = workspace.plan.find(Action, ids[0])
        if action is not None:
            return f"Action {action.number} {quoted(action.title)}."
    return f"{plural(len(ids), 'action')}."


def _write_forecast(workspace: Workspace, ids: tuple[str, ...], values: dict[str, Any]) -> Any:
    return workspace.run(actions.set_forecast, ids, values["forecast"])


def _write_percent(workspace: Workspace, ids: tuple[str, ...], values: dict[str, Any]) -> Any:
    return workspace.run(actions.set_percent, ids, values["percent"])


def _write_sponsor(workspace: Workspace, ids: tuple[str, ...], values: dict[str, Any]) -> Any:
    return workspace.run(actions.set_sponsor, ids, values["sponsor"])


def _write_sign_off(workspace: Workspace, ids: tuple[str, ...], values: dict[str, Any]) -> Any:
    return workspace.run(actions.sign_off, ids, values["by"], values["on_day"], values["recheck_on"])
