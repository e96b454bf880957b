"""What every test stands on: no screen, no settings of this user's, the same day and zone everywhere."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from model.store.plan import Plan, Sitting

ROOT = Path(__file__).resolve().parent.parent

# Before anything imports Qt. `make window-test` asks for xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine is slow at times, which is no fault of the program's; CI repeats what it ran.
settings.register_profile(
    "turnaround",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("turnaround")

_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Puts settings, data and cache of the tests, and of programs they start, into a folder of their own."""
    home = Path(tempfile.mkdtemp(prefix="turnaround-tests-"))
    config.stash[_home] = home
    for name, folder in (("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")):
        (home / folder).mkdir(mode=0o700)
        os.environ[f"XDG_{name}_HOME"] = str(home / folder)
    if not sys.platform.startswith("linux"):
        # Elsewhere Qt does not ask the environment; on Linux its test mode would not.
        from PySide6.QtCore import QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
    # A zone with summer time, so that a time taken for a local one shows in half of the year.
    os.environ["TZ"] = "Europe/London"
    if hasattr(time, "tzset"):
        time.tzset()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_home], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ["QT_QPA_PLATFORM"] in ("offscreen", "minimal"):
        skip = pytest.mark.skip(reason="needs a screen: make window-test")
        for item in items:
            if item.get_closest_marker("window"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _fresh_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """What one test remembers in preferences or keeps in the data folder is gone in the next."""
    yield
    for folder in ("config", "data", "state"):
        for left in (request.config.stash[_home] / folder).iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


@pytest.fixture
def today() -> date:
    """The day on which the tests' plans are read: a Wednesday in summer time."""
    return date(2023, 8, 30)


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """The improvement officer at her desk. Each look at the clock is a second after the one before."""
    from tests.plans_made import officer

    local_folder = tmp_path / "local"
    local_folder.mkdir(mode=0o700)
    return officer(local_folder)


@pytest.fixture
def plan(sitting: Sitting) -> Iterator[Plan]:
    """An empty plan in memory."""
    from tests.plans_made import empty_plan

    made = empty_plan(sitting)
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real inspection reports, which stands beside the project where there is one."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real inspection reports are not here: they stand in ../shared, beside the project")
    return folder
