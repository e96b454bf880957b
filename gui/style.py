"""How the window looks: theme, sizes and type.

``theme()`` is the one in force; it is made by ``dress`` when the program starts and changes its
colours, never its identity, when the system or the user switches between light and dark.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from gui import icons, palette
from gui.palette import Inks, RatingColours
from model import library
from model.errors import Fault


class space:
    """Distances in pixels at 100 %."""

    xs: Final = 4
    s: Final = 8
    m: Final = 12
    l: Final = 16  # noqa: E741
    xl: Final = 24
    xxl: Final = 40


ROLES = {
    # how much larger than the text of the system, and how heavy
    "body": (1.0, QFont.Weight.Normal),
    "strong": (1.0, QFont.Weight.DemiBold),
    "small": (0.9, QFont.Weight.Normal),
    "muted": (1.0, QFont.Weight.Normal),
    "refusal": (0.95, QFont.Weight.Normal),
    "heading": (1.15, QFont.Weight.DemiBold),
    "title": (1.6, QFont.Weight.DemiBold),
    "number": (2.0, QFont.Weight.DemiBold),
}

_SCHEMES = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}


class Theme(QObject):
    """The colours and sizes in force. ``changed`` is for what draws itself."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._base = QFont(app.font())
        self._choice = "system"
        self._percent = 100
        self.dark = False
        self._applied: tuple[bool, int] | None = None
        self.inks: Inks = palette.LIGHT
        self.native = sys.platform in ("win32", "darwin")
        if not self.native:
            app.setStyle("Fusion")
            self._base = _legible(self._base)
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def choose(self, scheme: str, percent: int) -> None:
        """Light, dark or as the system says, and the size of text in per cent of the system's."""
        if scheme not in _SCHEMES:
            raise Fault(f"There is no colour scheme {scheme}")
        self._choice, self._percent = scheme, percent
        if self._app.styleHints().colorScheme() is not _SCHEMES[scheme]:
            self._app.styleHints().setColorScheme(_SCHEMES[scheme])
        self._apply()

    def ink(self, name: str) -> QColor:
        return QColor(getattr(self.inks, name))

    def rating(self, value: str | None) -> RatingColours:
        """The colours of a rating; of grey where there is none."""
        found = palette.DARK_RATINGS if self.dark else palette.LIGHT_RATINGS
        return found[value or "grey"]

    def font(self, role: str = "body") -> QFont:
        larger, weight = ROLES[role]
        font = QFont(self._app.font())
        font.setPointSizeF(font.pointSizeF() * larger)
        font.setWeight(weight)
        return font

    def _scheme_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        scheme = self._app.styleHints().colorScheme()
        wanted = _SCHEMES[self._choice]
        # A platform without schemes of its own (Xvfb, offscreen) does not take ours over.
        dark = (scheme if wanted is Qt.ColorScheme.Unknown else wanted) is Qt.ColorScheme.Dark
        if self._applied == (dark, self._percent):
            return  # dressing every widget anew is dear
        self._applied = (dark, self._percent)
        self.dark = dark
        self.inks = palette.DARK if self.dark else palette.LIGHT
        font = QFont(self._base)
        font.setPointSizeF(self._base.pointSizeF() * self._percent / 100)
        self._app.setFont(font)
        if not self.native:
            self._app.setPalette(palette.qt_palette(self.inks))
        self._app.setStyleSheet(_stylesheet(self.inks, dark=self.dark, controls=not self.native))
        self.changed.emit()


_theme: Theme | None = None


def dress(app: QApplication, scheme: str = "system", percent: int = 100) -> Theme:
    """Give the application its looks. Called once; again it only takes the new choice."""
    global _theme
    if _theme is None or _theme.parent() is not app:
        _theme = Theme(app)
    _theme.choose(scheme, percent)
    return _theme


def theme() -> Theme:
    if _theme is None:
        raise Fault("The window is drawn before style.dress was called")
    return _theme


def ink(name: str) -> QColor:
    return theme().ink(name)


def rating_colours(value: str | None) -> tuple[QColor, QColor, QColor]:
    """Ground, word, and mark of a rating in the theme in force."""
    found = theme().rating(value)
    return QColor(found.fill), QColor(found.ink), QColor(found.solid)


def icon(name: str, ink_name: str = "text", chosen: str = "") -> QIcon:
    """A drawing of ``resources/icons`` in a colour of the theme in force."""
    inks = theme().inks
    return icons.icon(name, getattr(inks, ink_name), getattr(inks, chosen) if chosen else "")


def set_rule(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet looks at, and have it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _legible(font: QFont) -> QFont:
    """The system's font; where no desktop set one, the papers' own rather than a fallback of X11."""
    if QFontInfo(font).family() not in ("DejaVu Sans", "Sans Serif", "Bitstream Vera Sans", ""):
        return font
    loaded = [
        QFontDatabase.addApplicationFont(str(library.path("fonts", file)))
        for file in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
    ]
    families = QFontDatabase.applicationFontFamilies(loaded[0]) if loaded[0] >= 0 else []
    if not families:
        return font
    better = QFont(families[0])
    better.setPointSizeF(max(font.pointSizeF(), 10.0))
    return better


def _stylesheet(inks: Inks, *, dark: bool, controls: bool) -> str:
    rules = library.text("style", "own.qss")
    if controls:
        rules += library.text("style", "controls.qss")
    named = {name: getattr(inks, name) for name in palette.names()}
    for drawing in ("arrow", "check"):
        # The stylesheet cannot colour a picture, so there is one a theme.
        file = library.path("icons", f"{drawing}-{'dark' if dark else 'light'}.svg")
        named[drawing] = f'"{file.as_posix()}"'
    for value, colours in (palette.DARK_RATINGS if dark else palette.LIGHT_RATINGS).items():
        named[value] = colours.ink
    return re.sub(r"@(\w+)", lambda found: named[found[1]], rules)
