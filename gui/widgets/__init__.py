"""Parts that pages, panels and dialogs are built from. None of them reads a plan by itself."""

from __future__ import annotations
