"""Looks for what the program needs of a Linux system; installs it where the user may, else names it.

    python3 tools/system_libraries.py [NEED...]

A NEED is ``venv`` (to make a virtual environment), ``qt`` (Qt without a screen), ``window`` (Qt on a
screen) or ``xvfb`` (a virtual screen). Exit status 0 when nothing is missing any more, 1 otherwise, with
the command to type on standard error. Standard library only: it runs before anything is installed.
On Windows and macOS nothing is needed and nothing is done.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping

# Library to Debian package. The libraries are those that the parts of Qt we load name as needed
# (objdump -p on Qt6Core, Gui, Widgets, DBus and the platform plugins).
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",  # and with it a font
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
XCB = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def loads(library: str) -> bool:
    """Whether the system's loader finds the library, with all that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(wanted: Mapping[str, str], loads: Callable[[str], bool] = loads) -> dict[str, str]:
    """Those of the wanted libraries that the loader does not find, with the package that brings each."""
    return {library: package for library, package in wanted.items() if not loads(library)}


def missing(needs: Iterable[str], screen: Mapping[str, str]) -> dict[str, str]:
    """What is missing for these needs: its name to the Debian package that brings it.

    ``screen`` is the environment: a session that has Wayland and no X needs Wayland's libraries.
    """
    found: dict[str, str] = {}
    for need in needs:
        if need == "venv":
            if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
                found["venv"] = f"python3.{sys.version_info.minor}-venv"
        elif need == "qt":
            found |= missing_libraries(QT)
        elif need == "window":
            only_wayland = bool(screen.get("WAYLAND_DISPLAY")) and not screen.get("DISPLAY")
            found |= missing_libraries(QT | (WAYLAND if only_wayland else XCB))
        elif need == "xvfb":
            if shutil.which("xvfb-run") is None:
                found["xvfb-run"] = "xvfb"
            if shutil.which("xauth") is None:
                found["xauth"] = "xauth"  # xvfb-run refuses to start without it
        else:
            raise SystemExit(f"There is no need called {need!r}: choose from venv, qt, window, xvfb.")
    return found


def administrator() -> list[str] | None:
    """What to put before a command that installs: nothing for root, sudo where it asks nothing, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install(packages: list[str], before: list[str]) -> bool:
    """Installs Debian packages, saying so; false where that failed. The list of packages is fetched once."""
    print(f"Installing what the system lacks: {' '.join(packages)}", flush=True)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # apt-get reports every package that it unpacks; that is of interest only when it fails. A list of
    # packages that cannot be fetched anew may still do, so only the second step decides.
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0


def main(needs: list[str]) -> int:
    if not sys.platform.startswith("linux"):
        return 0
    lacking = missing(needs, os.environ)
    if not lacking:
        return 0
    packages = sorted(set(lacking.values()))
    if shutil.which("apt-get") is None:
        names = ", ".join(sorted(lacking))
        print(f"Missing: {names}. Install them with your system's package manager.", file=sys.stderr)
        return 1
    before = administrator()
    if before is not None and install(packages, before):
        # What this process looked for and did not find, the loader remembers: look with a fresh one.
        again = subprocess.run(
            [sys.executable, __file__, "--look", *needs], capture_output=True, text=True, check=False
        )
        if again.returncode == 0:
            return 0
        lacking_still = again.stdout.strip()
        print(f"Still missing after installing: {lacking_still}.", file=sys.stderr)
        return 1
    command = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    print(f"Something that Turnaround needs of this system is missing. Type: {command}", file=sys.stderr)
    return 1


def look(needs: list[str]) -> int:
    """Only looks: prints what is missing, and exits 1 if anything is."""
    lacking = missing(needs, os.environ)
    print(", ".join(sorted(lacking)))
    return 1 if lacking else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(look(arguments[1:]) if arguments[:1] == ["--look"] else main(arguments))
