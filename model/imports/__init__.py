"""From a document to the plan: read → propose → match → accept. Only accepting writes, in one batch."""

from __future__ import annotations
