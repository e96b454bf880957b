"""Tables: Qt's item models are called so here, since a model is something else in this program."""

from __future__ import annotations
