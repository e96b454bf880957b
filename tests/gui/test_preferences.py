"""Preferences: described once, unknown ones refused, odd ones in the file left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.dialogs.preferences import PreferencesDialog
from gui.preferences import PREFERENCES, RECENT, Preferences
from gui.workspace import Workspace
from model.errors import Fault


def test_every_preference_has_a_meaning_and_its_default_fits(preferences: Preferences) -> None:
    for row in PREFERENCES:
        assert row.meaning.endswith(".")
        assert preferences[row.key] == row.default


def test_what_is_set_is_there_next_time(preferences: Preferences, tmp_path: Path) -> None:
    preferences["theme"] = "dark"
    preferences["text_size"] = 150
    preferences["print_posts"] = False
    preferences["recent"] = ("a, b.turnaround", "c.turnaround")
    preferences.set_layout("table/actions", {"widths": {"title": 300}})
    preferences.sync()
    again = Preferences(tmp_path / "preferences.ini")
    assert (again["theme"], again["text_size"], again["print_posts"]) == ("dark", 150, False)
    assert again["recent"] == ("a, b.turnaround", "c.turnaround")
    assert again.layout("table/actions") == {"widths": {"title": 300}}


@pytest.mark.parametrize(("key", "value"), [("theme", "pink"), ("text_size", 5), ("text_size", 1000)])
def test_what_does_not_fit_is_our_mistake(preferences: Preferences, key: str, value: object) -> None:
    with pytest.raises(Fault):
        preferences[key] = value


def test_an_unknown_key_is_our_mistake(preferences: Preferences) -> None:
    with pytest.raises(Fault):
        _ = preferences["colour of the curtains"]


def test_odd_values_in_the_file_count_as_the_default(tmp_path: Path) -> None:
    file = tmp_path / "odd.ini"
    file.write_text("[General]\ntheme=pink\ntext_size=huge\nrecent={1}\n[layout]\npage=not json\n", encoding="utf-8")
    odd = Preferences(file)
    assert (odd["theme"], odd["text_size"], odd["recent"], odd.layout("page")) == ("system", 100, (), None)


def test_recent_plans_are_newest_first_and_bounded(preferences: Preferences) -> None:
    for number in range(RECENT + 3):
        preferences.remember_plan(Path(f"{number}.turnaround"))
    preferences.remember_plan(Path("5.turnaround"))
    assert len(preferences.recent_plans()) == RECENT
    assert preferences.recent_plans()[0] == Path("5.turnaround")
    preferences.forget_plan(Path("5.turnaround"))
    assert Path("5.turnaround") not in preferences.recent_plans()


def test_the_dialog_shows_and_takes_every_preference(workspace: Workspace) -> None:
    dialog = PreferencesDialog(workspace, None)
    assert set(dialog.editors) == {row.key for row in PREFERENCES if row.label}
    dialog.editors["who"].put("Improvement Officer")
    dialog.editors["theme"].put("dark")
    dialog.editors["print_posts"].put(False)
    dialog.accept()
    preferences = workspace.preferences
    assert (preferences["who"], preferences["theme"], preferences["print_posts"]) == (
        "Improvement Officer",
        "dark",
        False,
    )
