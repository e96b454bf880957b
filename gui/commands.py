"""Every command of the window, a row each: menus, toolbars, context menus, shortcuts, the sheet of
shortcuts and "Find anything" are all made from here.

A handler is one of three, and is looked up when the command is first used:

* ``window:method`` of the main window, or of a part of it: ``window:files.open_plan``;
* ``page:method`` of the page that is shown (off where it has no such method), or
  ``page:plan.method``, which shows that page first;
* ``gui.dialogs.assign:assign_owner``, a function of the workspace and the window.

``when`` says when a command can be used: ``always``, ``plan`` (one is open), ``writable`` (and may be
changed), ``selection`` (something is selected, and the plan may be changed), or a table: something of
that table is selected.
"""

from __future__ import annotations

from dataclasses import dataclass

MENUS = ("File", "Edit", "View", "Insert", "Help")
"""The menus, in their order. "File/Export" is a menu inside a menu."""

SEPARATOR = "—"


@dataclass(frozen=True, slots=True)
class Command:
    """``title`` ends in … where something is asked before anything happens."""

    id: str
    title: str
    menu: str  # "Edit", "File/Export"; "" for one that no menu shows
    handler: str
    shortcut: str = ""  # as Qt writes it: "Ctrl+Shift+O"
    icon: str = ""
    when: str = "plan"
    tip: str = ""  # what it does, in a sentence
    group: int = 0  # a line between one group and the next in its menu
    checkable: bool = False


COMMANDS: tuple[Command, ...] = (
    # --- File
    Command("file.new", "New plan…", "File", "window:files.new_plan", "Ctrl+N", "new", "always",
            "Make an empty plan for an authority."),
    Command("file.open", "Open…", "File", "window:files.open_plan", "Ctrl+O", "open", "always", "Open a plan file."),
    Command("file.copy", "Save a copy…", "File", "window:files.save_copy", "Ctrl+Shift+S", "save", "plan",
            "Save a copy of the plan, with its history, under another name.", 2),
    Command("file.copy_clean", "Save a copy without history…", "File", "window:files.save_copy_without_history", "", "",
            "plan", "Save a copy to send away: nothing of what was changed or deleted is in it.", 2),
    Command("file.restore", "Restore from a backup…", "File", "window:files.restore_backup", "", "", "always",
            "Put an earlier state of the plan in its place; what is there now is kept as a backup too.", 2),
    Command("file.details", "Plan details…", "File", "gui.dialogs.plan_details:plan_details", "", "edit", "plan",
            "Title, authority, period and how papers are made.", 3),
    Command("plan.rating_scheme", "Rating scheme…", "File", "gui.dialogs.rating_scheme:rating_scheme", "", "", "plan",
            "What the colours mean, in whose words and after how many days; see what changes before it is taken.", 3),
    Command("plan.deadline_rules", "Deadline rules…", "File", "gui.dialogs.deadline_rules:deadline_rules_list", "",
            "deadlines", "plan", "What is due after an inspection and before a meeting, by which rule; edit it.", 3),
    Command("plan.bank_holidays", "Bank holidays…", "File", "gui.dialogs.bank_holidays:bank_holidays", "", "", "plan",
            "The days that working days leave out; add one that was proclaimed later.", 3),
    Command("file.import", "Import…", "File", "gui.importing.start:import_documents", "Ctrl+I", "inspections",
            "writable", "Read reports, letters and council papers, and review what they say beside their pages.", 7),
    Command("file.import_folder", "Import a folder…", "File", "gui.importing.start:import_folder", "", "", "writable",
            "List every document of a folder with what it brings, and take in what is ticked.", 7),
    Command("file.print", "Print…", "File", "gui.dialogs.printing:print_paper", "Ctrl+P", "print", "plan",
            "See the paper as it will come out of the printer, and print it.", 4),
    Command("file.export.paper_pdf", "Committee paper as PDF…", "File/Export", "gui.dialogs.exporting:paper_pdf",
            "Ctrl+Shift+E", "export", "plan", "An accessible PDF for the committee."),
    Command("file.export.paper_word", "Committee paper as Word…", "File/Export", "gui.dialogs.exporting:paper_word",
            "", "", "plan", "The same paper as a Word file."),
    Command("file.export.paper_html", "Committee paper as a web page…", "File/Export",
            "gui.dialogs.exporting:paper_html", "", "", "plan", "The same paper as one HTML file."),
    Command("file.export.owner_sheet", "One owner's sheet…", "File/Export", "gui.dialogs.exporting:owner_sheet", "",
            "", "plan", "What one owner carries, on a sheet of its own.", 2),
    Command("file.export.register_xlsx", "Action register for Excel…", "File/Export",
            "gui.dialogs.exporting:register_xlsx", "", "", "plan", "Every action as a workbook.", 3),
    Command("file.export.register_csv", "Action register as CSV…", "File/Export",
            "gui.dialogs.exporting:register_csv", "", "", "plan", "Every action as plain rows.", 3),
    Command("file.export.calendar", "Calendar…", "File/Export", "gui.dialogs.calendar_export:export_calendar", "",
            "date", "plan", "The plan's dates for Outlook and other calendars; a second import moves them.", 4),
    Command("file.export.json", "Whole plan as JSON…", "File/Export", "gui.dialogs.exporting:plan_json", "", "",
            "plan", "Every record of the plan, for other programs.", 5),
    Command("file.preferences", "Preferences…", "File", "gui.dialogs.preferences:edit_preferences",
            "Ctrl+,", "settings", "always",
            "Your name, colours, size of text, folder for papers.", 5),
    Command("file.close", "Close plan", "File", "window:files.close_plan", "Ctrl+W", "", "plan",
            "Close the plan and go back to the start.", 6),
    Command("file.quit", "Quit", "File", "window:close", "Ctrl+Q", "", "always", "Close the window.", 6),
    # --- Edit
    Command("edit.undo", "Undo", "Edit", "window:undo", "Ctrl+Z", "undo", "writable", "Take back the last act."),
    Command("edit.redo", "Redo", "Edit", "window:redo", "Ctrl+Y", "redo", "writable", "Do again what was undone."),
    Command("edit.paste_document", "Paste text as a document", "Edit", "gui.importing.start:paste_document",
            "Ctrl+Shift+V", "", "writable", "Read what was copied elsewhere as if it were a document.", 1),
    Command("edit.rename", "Edit", "Edit", "page:edit_selected", "", "edit", "selection",
            "Edit what is selected (F2 in a table).", 2),
    Command("edit.assign", "Assign owner…", "Edit", "gui.dialogs.assign:assign_owner", "Ctrl+Shift+O", "assign",
            "action", "Give the selected actions an owner.", 2),
    Command("edit.remind", "Remind owners…", "Edit", "gui.dialogs.remind_owners:remind_owners", "", "", "plan",
            "The text of a reminder to each owner who has something late, due or unanswered; to copy, or as a draft.",
            2),
    Command("edit.agree_date", "Agree a date…", "Edit", "gui.dialogs.agree_date:agree_date", "Ctrl+Shift+D", "date",
            "action", "Agree or move the date of the selected actions; a move is kept with its reason.", 2),
    Command("edit.override_delivery", "Set delivery rating…", "Edit",
            "gui.dialogs.override_rating:override_delivery", "", "", "selection",
            "Set the delivery rating of the selected areas or actions by hand, with a reason.", 2),
    Command("edit.override_impact", "Set impact rating…", "Edit", "gui.dialogs.override_rating:override_impact", "",
            "", "area", "Set the impact rating of the selected areas by hand, with a reason.", 2),
    Command("plan.move_up", "Move up", "Edit", "page:move_up", "Alt+Up", "", "selection",
            "Move what is selected one place up in the plan.", 2),
    Command("plan.move_down", "Move down", "Edit", "page:move_down", "Alt+Down", "", "selection",
            "Move what is selected one place down in the plan.", 2),
    Command("edit.delete", "Delete", "Edit", "page:delete_selected", "", "delete", "selection",
            "Delete what is selected; Undo brings it back.", 2),
    Command("edit.delete_for_good", "Delete for good…", "Edit", "gui.dialogs.delete_for_good:delete_for_good", "", "",
            "selection", "Delete what is selected with its history and the backups, past recall.", 2),
    Command("edit.history", "History of what is selected", "Edit", "page:history.of_selected", "Ctrl+Shift+H",
            "history", "selection", "Show every act that changed the selected record, and put one back.", 3),
    Command("edit.find", "Find on this page", "Edit", "page:find", "Ctrl+F", "search", "plan",
            "Search in what this page shows.", 3),
    Command("edit.find_anything", "Find anything…", "Edit", "gui.dialogs.find_anything:find_anything",
            "Ctrl+K", "search", "always",
            "Find any record by its words or number, or any command by its name.", 3),
    # --- View (the pages come first: see page_commands)
    Command("view.panel", "Record panel", "View", "window:toggle_panel", "Ctrl+Shift+P", "panel", "plan",
            "Show or hide the record in hand, at the right.", 2, True),
    Command("view.reminders", "Show reminders", "View", "window:reminding.show", "", "date", "plan",
            "What is newly late, due soon or waiting, in a line over the page.", 2),
    Command("view.theme.system", "Colours as this computer", "View/Colours", "window:looks.system", "", "", "always",
            "Light or dark as this computer is set.", 3, True),
    Command("view.theme.light", "Light", "View/Colours", "window:looks.light", "", "", "always", "Dark on light.",
            3, True),
    Command("view.theme.dark", "Dark", "View/Colours", "window:looks.dark", "", "", "always", "Light on dark.",
            3, True),
    Command("view.larger", "Larger text", "View", "window:looks.larger", "Ctrl++", "", "always",
            "Make all text larger.", 4),
    Command("view.smaller", "Smaller text", "View", "window:looks.smaller", "Ctrl+-", "", "always",
            "Make all text smaller.", 4),
    Command("view.normal", "Normal text", "View", "window:looks.normal", "Ctrl+0", "", "always",
            "Text in this computer's size.", 4),
    # --- Insert
    Command("plan.add_inspection", "Add inspection…", "Insert", "page:inspections.add_inspection", "Ctrl+Shift+I",
            "inspections", "writable", "Enter an inspection or visit with its judgements."),
    Command("plan.add_area", "Add area…", "Insert", "page:plan.add_area", "Ctrl+Shift+A", "area", "writable",
            "Add an area for improvement, in the inspector's words.", 2),
    Command("plan.add_action", "Add action…", "Insert", "page:plan.add_action", "Ctrl+Shift+N", "action", "writable",
            "Add what will be done about the selected area.", 2),
    Command("plan.add_milestone", "Add milestone…", "Insert", "page:plan.add_milestone", "Ctrl+Shift+M", "milestone",
            "action", "Add a step under the selected action.", 2),
    Command("plan.add_update", "Add update…", "Insert", "page:actions.add_update", "Ctrl+Shift+U", "update",
            "action", "Note what was done, what is next and what stands in the way.", 3),
    Command("plan.add_evidence", "Add evidence…", "Insert", "page:actions.add_evidence", "", "evidence", "writable",
            "Attach or link what shows that it was done, or that it works.", 3),
    Command("plan.add_commitment", "Add commitment…", "Insert", "page:deadlines.add_commitment", "Ctrl+Shift+C",
            "commitment", "writable", "Keep a promise made in public with the sentence that was said.", 4),
    Command("plan.add_meeting", "Add meeting…", "Insert", "page:meetings.add_meeting", "Ctrl+Shift+G", "meetings",
            "writable", "Add a meeting of a committee, board or panel.", 4),
    Command("plan.add_body", "Add committee or board…", "Insert", "page:meetings.add_body", "", "", "writable",
            "Add a body that receives papers.", 4),
    Command("plan.add_person", "Add person or post…", "Insert", "page:owners.add_person", "", "person", "writable",
            "Add someone, or a post, team or partner, that can own an action.", 5),
    Command("plan.hand_over", "Hand over a leaver's actions…", "Insert", "page:owners.hand_over", "", "", "writable",
            "Move everything that one owner still has to do to another, in one act.", 5),
    # --- Help
    Command("help.shortcuts", "Keyboard shortcuts", "Help", "gui.dialogs.shortcuts:show_shortcuts", "F1",
            "help", "always",
            "Every command and its keys."),
    Command("help.about", "About Turnaround", "Help", "gui.dialogs.about:show_about", "", "", "always",
            "Which version this is, and where your files are."),
)  # fmt: skip


def page_commands() -> tuple[Command, ...]:
    """One command a page, with Ctrl and its place in the list."""
    from gui.pages import PAGES

    return tuple(
        Command(
            f"view.page.{page.id}",
            page.title,
            "View",
            f"page:{page.id}",
            f"Ctrl+{place}",
            page.icon,
            "plan",
            page.purpose,
            1,
        )
        for place, page in enumerate(PAGES, start=1)
    )


def every_command() -> tuple[Command, ...]:
    """All of them, the pages' first in the View menu."""
    pages = page_commands()
    first_of_view = next(place for place, row in enumerate(COMMANDS) if row.menu.startswith("View"))
    return (*COMMANDS[:first_of_view], *pages, *COMMANDS[first_of_view:])
