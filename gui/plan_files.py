"""The plan's file, as the File menu knows it: new, open, samples, copies, backups, close."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from gui import messages
from gui.importing.dropping import may_leave
from gui.start_page import SAMPLES
from gui.widgets.text import mnemonic_free
from gui.workspace import Workspace
from model.errors import NotAPlan, PlanInUse, Refused
from model.store.sitting import Sitting

if TYPE_CHECKING:
    from model.store.plan import Plan

KINDS = (("Turnaround plan", "turnaround"),)


class PlanFiles(QObject):
    """Opens plans into the workspace. Whatever is refused leaves the plan that is open as it is."""

    remarked = Signal(str)  # what was unusual at opening, in a sentence

    def __init__(self, workspace: Workspace, sitting: Sitting, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._sitting = sitting
        self._window = window
        self._sample_folder: Path | None = None
        workspace.changed.connect(self._keep_sample)
        workspace.closed.connect(self._drop_sample)

    def sitting(self) -> Sitting:
        """Who sits here now, by the name in the preferences."""
        return replace(self._sitting, who=self._workspace.preferences.who())

    # --- opening

    def new_plan(self) -> None:
        from gui.dialogs.new_plan import ask_new_plan
        from model.store import opening

        asked = ask_new_plan(self._workspace, self._window)
        if asked is not None:
            create = partial(opening.create_plan, authority=asked.authority, title=asked.title)
            if self._open(asked.path, create) and not self._workspace.preferences["print_posts"]:
                self._set_names_printed()

    def open_plan(self) -> None:
        path = messages.open_file(self._window, "Open a plan", KINDS, self._folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open this plan. False where it was refused; why stands in a message or the banner."""
        from model.store import opening

        if self._workspace.writable and self._workspace.plan.path == Path(os.path.realpath(path)):
            self._workspace.say(f"{path.stem} is open already")
            return True
        return self._open(path, opening.open_plan)

    def open_sample(self, name: str) -> bool:
        """A fresh copy of a sample plan, which goes when it is closed unless something was done in it."""
        from model import samples
        from model.sample_files import sample
        from model.store import opening

        if not may_leave(self._workspace):
            return False
        folder: Path | None = None
        try:
            chosen = sample(name)
            place = self._sitting.local_folder / "samples"
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=place))

            def fill(plan: Plan) -> None:
                plan.make(authority=chosen.plan.authority, title=chosen.plan.title)
                samples.fill(plan, chosen)

            path = folder / f"{_file_name(chosen.plan.title)} (sample).turnaround"
            opening.write_new(path, fill, self.sitting())
            plan = opening.open_plan(path, self.sitting())
        except (Refused, OSError) as error:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            messages.tell(self._window, "Open sample", str(error))
            return False
        self._workspace.release()
        self._sample_folder = folder
        self._workspace.take(plan)
        self._workspace.say(f"{self._workspace.opened_words()}, a sample: yours to try things on")
        return True

    def close_plan(self) -> None:
        if may_leave(self._workspace):
            self._workspace.release()

    def fill_recent(self, menu: QMenu) -> None:
        """The plans opened lately, made when the menu opens."""
        menu.clear()
        for path in self._workspace.preferences.recent_plans():
            action = menu.addAction(mnemonic_free(f"{path.stem}    {path.parent}"))
            action.triggered.connect(partial(self._recent_chosen, path))
        if menu.isEmpty():
            menu.addAction("No plan was opened yet").setEnabled(False)

    def fill_samples(self, menu: QMenu) -> None:
        for name, title, words in SAMPLES:
            action = menu.addAction(title)
            action.setStatusTip(words)
            action.triggered.connect(partial(self._sample_chosen, name))

    # --- beside another's

    def show_both(self) -> None:
        """Someone else saved the plan meanwhile: the folder in which theirs and ours stand side by side."""
        path = self._workspace.plan.path
        if path is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self._workspace.say(f"The folder could not be shown here: {path.parent if path else ''}")

    # --- copies and backups

    def save_copy(self) -> None:
        from model.store import copies

        self._save_copy("Save a copy", "copy", copies.save_copy)

    def save_copy_without_history(self) -> None:
        from model.store import copies

        self._save_copy("Save a copy without history", "without history", copies.save_copy_without_history)

    def restore_backup(self) -> None:
        """Put a backup in the place of the open plan or, where none is open, of one that is chosen."""
        if not self._workspace.has_plan:
            path = messages.open_file(self._window, "The plan to restore", KINDS, self._folder())
            if path is not None:
                self._restore(path)
            return
        if self._workspace.plan.path is None:
            self._workspace.refuse("This plan is kept in no file, so it has no backups.")
        elif self._workspace.plan.read_only:
            self._workspace.refuse("This plan is open to read only; a backup can only replace a plan you can change.")
        else:
            self._restore(self._workspace.plan.path)

    def _restore(self, path: Path) -> None:
        from gui.dialogs.restore import choose_backup
        from model.store import opening

        backup = choose_backup(self.sitting(), opening.absolute(path), self._window)
        if backup is None:
            return
        self._workspace.release()
        try:
            opening.restore_backup(backup, path, self.sitting())
        except Refused as error:
            messages.tell(self._window, "Restore from a backup", str(error))
            return
        if self.open(path):
            self._workspace.say("Restored from a backup; what was there before is kept as a backup too")

    # --- within

    def _open(self, path: Path, how: Callable[[Path, Sitting], Plan]) -> bool:
        if not may_leave(self._workspace):
            return False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            plan = how(path, self.sitting())
        except PlanInUse as error:
            QGuiApplication.restoreOverrideCursor()
            read = "Open to read only"
            if messages.choose(self._window, "In use", str(error), (read, "Cancel")) != read:
                return False
            from model.store import opening

            return self._open(path, opening.read_plan)
        except NotAPlan as error:
            QGuiApplication.restoreOverrideCursor()
            self._offer_backups(path, str(error))
            return False
        except (Refused, OSError) as error:
            QGuiApplication.restoreOverrideCursor()
            messages.tell(self._window, "Open a plan", str(error))
            return False
        QGuiApplication.restoreOverrideCursor()
        self._workspace.take(plan)
        if plan.path is not None:
            self._workspace.preferences.remember_plan(plan.path)
        if plan.remark:
            self.remarked.emit(plan.remark)
        elif plan.read_only:
            self.remarked.emit("This plan is open to read only. Save a copy to change it.")
        return True

    def _offer_backups(self, path: Path, sentence: str) -> None:
        """A damaged plan may have backups on this computer: then they are one press away."""
        from model.store import backups, opening

        if not backups.backups_of(self.sitting(), opening.absolute(path)):
            messages.tell(self._window, "Open a plan", sentence)
            return
        restore = "Restore from a backup…"
        if messages.choose(self._window, "Open a plan", sentence, (restore, "Cancel")) == restore:
            self._restore(path)

    def _save_copy(self, title: str, suffix: str, save: Callable[[Plan, Path], None]) -> None:
        plan = self._workspace.plan
        name = f"{plan.path.stem if plan.path is not None else _file_name(plan.details.title)} ({suffix})"
        folder = Path(self._folder())
        path = messages.save_file(self._window, title, KINDS, str(folder / f"{name}.turnaround"))
        if path is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            save(plan, path)
        except Refused as error:
            self._workspace.refuse(str(error))
        else:
            self._workspace.say(f"Saved a copy as {path}")
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _set_names_printed(self) -> None:
        plan = self._workspace.plan
        with plan.batch("Print names in papers"):
            plan.change("plan", plan.details.id, print_posts=False)

    def _folder(self) -> str:
        plan = self._workspace.plan if self._workspace.has_plan else None
        if plan is not None and plan.path is not None and self._sample_folder is None:
            return str(plan.path.parent)
        recent = self._workspace.preferences.recent_plans()
        return str(recent[0].parent if recent else Path.home())

    def _recent_chosen(self, path: Path, *_: object) -> None:
        self.open(path)

    def _sample_chosen(self, name: str, *_: object) -> None:
        self.open_sample(name)

    def _keep_sample(self) -> None:
        """Something was done in a sample: from now on it is a plan like any other."""
        path = self._workspace.plan.path
        if self._sample_folder is not None and path is not None:
            self._sample_folder = None
            self._workspace.preferences.remember_plan(path)

    def _drop_sample(self) -> None:
        if self._sample_folder is not None:
            shutil.rmtree(self._sample_folder, ignore_errors=True)
            self._sample_folder = None


def _file_name(title: str) -> str:
    """A title as the name of a file on any system."""
    return "".join(c for c in title if c.isalnum() or c in " -_,.()").strip(" .")[:80] or "Plan"
