"""Questions that the window asks before an act: each a function of the workspace and its parent."""

from __future__ import annotations
