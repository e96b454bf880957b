"""Saved views: a named set of filters, order, groups and columns of a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from model.chosen import named, present
from model.errors import Refused
from model.filters import Filter
from model.finding import GROUPS
from model.ordering import SORTS, Sort
from model.placing import put
from model.records import RATINGS, STATUSES, SavedView
from model.store.plan import Plan
from model.wording import quoted

_MOST_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows and how. ``columns`` are the page's own names, in order; none means all."""

    filter: Filter = field(default_factory=Filter)
    sort: Sort = field(default_factory=Sort)
    group: str = "none"  # GROUPS
    columns: tuple[str, ...] = ()


def save(plan: Plan, page: str, name: str, view: View) -> str:
    """Keep a view of a page under a name that no other view of it has. Returns its id."""
    _refuse_name(plan, page, name)
    spec = as_text(view)
    with plan.batch(f"Save view {quoted(name)}"):
        new = plan.new_id()
        place = put(plan, "saved_view", [new], "t.page = ?", [page], None)[new]
        return plan.add("saved_view", id=new, name=name, page=page, spec=spec, position=place)


def overwrite(plan: Plan, view_id: str, view: View) -> None:
    """Keep what the page shows now under the name of a view that is there."""
    saved = plan.get(SavedView, view_id)
    with plan.batch(f"Overwrite view {quoted(saved.name)}"):
        plan.change("saved_view", view_id, spec=as_text(view))


def rename(plan: Plan, view_id: str, name: str) -> None:
    saved = plan.get(SavedView, view_id)
    _refuse_name(plan, saved.page, name, but=view_id)
    with plan.batch(f"Rename view {quoted(saved.name)} to {quoted(name)}"):
        plan.change("saved_view", view_id, name=name)


def remove(plan: Plan, ids: str | Iterable[str]) -> None:
    ids = present(plan, "saved_view", ids)
    with plan.batch(f"Delete {named(plan, 'saved_view', ids)}"):
        plan.remove("saved_view", ids)


def reorder(plan: Plan, ids: str | Iterable[str], before: str | None = None) -> None:
    """Put views of one page in front of another one of it, or at the end."""
    ids = present(plan, "saved_view", ids)
    page = plan.get(SavedView, ids[0]).page
    with plan.batch(f"Move {named(plan, 'saved_view', ids)}"):
        for row, place in put(plan, "saved_view", ids, "t.page = ?", [page], before).items():
            plan.change("saved_view", row, position=place)


def of_page(plan: Plan, page: str) -> list[SavedView]:
    return plan.all(SavedView, "t.page = ?", [page], "t.position, t.id")


def read(saved: SavedView) -> View:
    """The view as it was saved. Refused where it cannot be understood, such as one of a newer program."""
    try:
        return _view(json.loads(saved.spec))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as reason:
        raise Refused(
            f"The view {quoted(saved.name)} cannot be read; save it again or delete it. The plan is not affected."
        ) from reason


def as_text(view: View) -> str:
    """The view as it is kept. Refused where it holds what no view can."""
    filter = {
        one.name: value.isoformat() if isinstance(value, date) else value
        for one in fields(Filter)
        if (value := getattr(view.filter, one.name)) != one.default
    }
    given = {
        "filter": filter,
        "sort": {"column": view.sort.column, "descending": view.sort.descending},
        "group": view.group,
        "columns": list(view.columns),
    }
    text = json.dumps(given, sort_keys=True, ensure_ascii=False)
    try:
        same = _view(json.loads(text)) == view
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as reason:
        raise Refused(f"This view cannot be saved: {reason}.") from reason
    if not same:
        raise Refused("This view cannot be saved: it holds something that would be lost.")
    return text


def _view(spec: dict[str, Any]) -> View:
    """Raises ValueError and its like for anything that is not a view."""
    if set(spec) - {"filter", "sort", "group", "columns"}:
        raise ValueError("it has a part that is not known")
    kinds = {one.name: str(one.type) for one in fields(Filter)}
    filter = Filter(**{name: _value(kinds[name], value) for name, value in spec.get("filter", {}).items()})
    sort = Sort(**spec.get("sort", {}))
    group = spec.get("group", "none")
    columns = _texts(spec.get("columns", []))
    if sort.column not in SORTS or not isinstance(sort.descending, bool):
        raise ValueError("its order is not known")
    if group not in GROUPS:
        raise ValueError("its groups are not known")
    if set(filter.statuses) - set(STATUSES) or set(filter.deliveries) - set(RATINGS):
        raise ValueError("it names a status or rating that is not known")
    return View(filter, sort, group, columns)


def _value(kind: str, value: Any) -> Any:
    if kind.startswith("tuple"):
        return _texts(value)
    if value is None and "None" in kind:
        return None
    if kind.startswith("date"):
        return date.fromisoformat(value)
    wanted = {"bool": bool, "int": int, "str": str}[kind.partition(" ")[0]]
    if type(value) is not wanted:
        raise ValueError("a value is of the wrong kind")
    if isinstance(value, str):
        value.encode()  # half a character is a ValueError too
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) > _MOST_VALUES or not all(isinstance(v, str) for v in values):
        raise ValueError("a list is of the wrong kind")
    "".join(values).encode()  # half a character is a ValueError too
    return tuple(values)


def _refuse_name(plan: Plan, page: str, name: str, but: str | None = None) -> None:
    if not name.strip():
        raise Refused("Give the view a name.", field="name")
    for saved in of_page(plan, page):
        if saved.id != but and saved.name.casefold() == name.strip().casefold():
            raise Refused(
                f"There is a view {quoted(saved.name)} already; overwrite it or choose another name.", field="name"
            )
