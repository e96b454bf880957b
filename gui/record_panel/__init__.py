"""The panels for one record at the right, by the record's table. A panel's module is imported at need."""

from __future__ import annotations

PANELS: dict[str, str] = {
    "action": "gui.record_panel.action:PANEL",
    "area": "gui.record_panel.area:PANEL",
    "milestone": "gui.record_panel.milestone:PANEL",
    "inspection": "gui.record_panel.inspection:PANEL",
    "person": "gui.record_panel.person:PANEL",
    "commitment": "gui.record_panel.commitment:PANEL",
    "meeting": "gui.record_panel.meeting:PANEL",
}
