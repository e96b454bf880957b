"""The search for system libraries: what is missing is named by its package, and nothing else is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tools import system_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux needs anything")


def test_a_library_that_nobody_has_is_missing() -> None:
    wanted = {"libturnaround-has-no-such.so.1": "libturnaround1", "libc.so.6": "libc6"}
    assert system_libraries.missing_libraries(wanted) == {"libturnaround-has-no-such.so.1": "libturnaround1"}


@pytest.mark.parametrize(
    ("screen", "wanted", "not_wanted"),
    [
        ({"DISPLAY": ":0"}, "libxcb-cursor0", "libwayland-client0"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "libxcb-cursor0", "libwayland-client0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-client0", "libxcb-cursor0"),
    ],
)
def test_a_window_needs_the_libraries_of_its_screen(
    monkeypatch: pytest.MonkeyPatch, screen: dict[str, str], wanted: str, not_wanted: str
) -> None:
    monkeypatch.setattr(system_libraries, "missing_libraries", dict)
    packages = set(system_libraries.missing(["window"], screen).values())
    assert wanted in packages
    assert not_wanted not in packages
    assert "libegl1" in packages


def test_a_need_with_a_slip_of_the_pen_is_refused() -> None:
    with pytest.raises(SystemExit, match="no need called 'windows'"):
        system_libraries.missing(["windows"], {})


def test_who_may_not_install_gets_one_line_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    apt_get = tmp_path / "apt-get"
    apt_get.write_text("#!/bin/sh\nexit 1\n")
    apt_get.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))  # and no sudo
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_libraries, "missing", lambda needs, screen: {"libEGL.so.1": "libegl1"})
    assert system_libraries.main(["qt"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Something that Turnaround needs of this system is missing. "
        "Type: sudo apt-get update && sudo apt-get install -y libegl1\n"
    )


def test_without_apt_the_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system_libraries, "missing", lambda needs, screen: {"libEGL.so.1": "libegl1"})
    assert system_libraries.main(["qt"]) == 1
    assert capsys.readouterr().err == ("Missing: libEGL.so.1. Install them with your system's package manager.\n")
