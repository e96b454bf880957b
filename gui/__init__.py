"""The window. Everything it knows of a plan it asks of model/; Qt lives only here."""

from __future__ import annotations
