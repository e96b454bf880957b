"""The program without a window, for scheduled papers and scripts.

Every call answers with exit status 0, 2 for a wrong call, 1 for anything refused, and then one
plain sentence on the error stream and no traceback. The clock is the caller's: today is given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from model import areas, checks, command_words, commitments, finding, inspections, people, samples
from model.deadlines import Wanted
from model.errors import Refused
from model.records import STATUSES, Meeting, Person
from model.sample_files import sample
from model.store import plan_file
from model.store.opening import create_plan, read_plan, write_new
from model.store.plan import Plan
from model.store.sitting import Sitting
from model.wording import in_words, listed, plural

LISTS = ("actions", "areas", "owners", "commitments", "inspections")
REPORTS = ("progress", "owner", "timeline")


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked on the command line."""

    name: str
    given: argparse.Namespace
    today: date | None = None


def understand(arguments: Sequence[str]) -> Call:
    """What the words ask for. A wrong call prints its usage and ends with status 2."""
    given = _parser().parse_args(list(arguments))
    return Call(given.call, given, getattr(given, "today", None))


def run(call: Call, sitting: Sitting, today: date, out: TextIO, errors: TextIO) -> int:
    """Do what was asked; the exit status."""
    if call.name in command_words.LATER:
        errors.write(f"“{call.name}” ({command_words.LATER[call.name]}) is not in this version of Turnaround yet.\n")
        return 1
    try:
        return _CALLS[call.name](call.given, sitting, call.today or today, call.today is not None, out)
    except Refused as refusal:
        errors.write(f"{refusal}\n")
    except BrokenPipeError:
        return 0  # whoever read our list has seen enough
    except OSError as error:
        errors.write(f"{error.filename or 'A file'} could not be used: {error.strerror}.\n")
    return 1


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise argparse.ArgumentTypeError(f"{text} is not a number of days from 0 to 99999")
    return int(text)


def _status(text: str) -> str:
    status = text.replace("-", " ").casefold()
    if status not in STATUSES:
        raise argparse.ArgumentTypeError(f"there is no status “{text}”; choose one of {listed(STATUSES)}")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Turnaround without a window.")
    calls = parser.add_subparsers(dest="call", required=True)

    new = calls.add_parser("new", help="make an empty plan, or a copy of a sample")
    new.add_argument("plan", type=Path, metavar="PLAN")
    kind = new.add_mutually_exclusive_group(required=True)
    kind.add_argument("--authority", metavar="NAME", help="the authority whose plan it is")
    kind.add_argument("--sample", choices=command_words.sample_names(), help="copy this sample")
    new.add_argument("--title", metavar="T", default=None, help="the plan's title")

    propose = calls.add_parser("propose", help="what an inspection report, letter or committee paper says")
    propose.add_argument("file", type=Path, metavar="FILE")
    propose.add_argument("--json", action="store_true", help="as JSON")

    take_in = calls.add_parser("import", help="show, or take in, what documents say")
    take_in.add_argument("plan", type=Path, metavar="PLAN")
    take_in.add_argument("files", type=Path, nargs="+", metavar="FILE", help="documents, or a folder of them")
    take_in.add_argument("--accept", action="store_true", help="write what is ticked, in one act")

    lists = calls.add_parser("list", help="what a plan holds")
    lists.add_argument("plan", type=Path, metavar="PLAN")
    lists.add_argument("what", choices=LISTS)
    lists.add_argument("--owner", metavar="N", help="only this owner's, by name or post")
    lists.add_argument("--status", type=_status, metavar="S", help="only actions of this status")
    lists.add_argument("--overdue", action="store_true", help="only what is late")
    lists.add_argument("--due-within", type=_days, metavar="DAYS", help="only what is due within so many days")
    lists.add_argument("--json", action="store_true", help="as JSON")

    dates = calls.add_parser("deadlines", help="every computed and agreed date with its explanation")
    dates.add_argument("plan", type=Path, metavar="PLAN")
    dates.add_argument("--json", action="store_true", help="as JSON: rule, trigger, day 0, skipped days, ...")

    report = calls.add_parser("report", help="the committee's paper, or one owner's sheet")
    report.add_argument("plan", type=Path, metavar="PLAN")
    report.add_argument("--kind", choices=REPORTS, default="progress")
    report.add_argument("--paper", choices=("a4", "a3"), default="a4", help="the sheet, with --kind timeline")
    report.add_argument("--owner", metavar="N", help="whose sheet, with --kind owner; only theirs, with timeline")
    report.add_argument("--body", metavar="NAME", help="the committee or board it is for")
    report.add_argument("--meeting", type=command_words.day, metavar="D", help="the day of its meeting")
    report.add_argument("--posts", action="store_true", help="print posts in place of names")
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help="FILE.pdf, .docx or .html")

    export = calls.add_parser("export", help="the action register, a calendar, or the whole plan as JSON")
    export.add_argument("plan", type=Path, metavar="PLAN")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="FILE.xlsx, .csv, .ics or .json")
    export.add_argument("--owner", metavar="N", help="a calendar (.ics) of this owner's dates")
    export.add_argument("--statutory", action="store_true", help="a calendar (.ics) of statutory dates and papers")

    check = calls.add_parser("check", help="whether the file is sound, and what the plan lacks")
    check.add_argument("plan", type=Path, metavar="PLAN")

    for call in (lists, dates, report, export, check):
        call.add_argument("--today", type=command_words.day, metavar="D", help="as on this day instead of today")
    for name, what in command_words.LATER.items():
        calls.add_parser(name, help=f"{what}: in a later version").add_argument("rest", nargs="*")
    return parser


# --- the calls


def _new(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    if given.sample:
        chosen = sample(given.sample)

        def fill(plan: Plan) -> None:
            plan.make(authority=chosen.plan.authority, title=chosen.plan.title)
            samples.fill(plan, chosen)

        write_new(given.plan, fill, sitting)
    else:
        title = given.title or f"{given.authority} improvement plan"
        create_plan(given.plan, sitting, authority=given.authority, title=title).close()
    out.write(f"Made {given.plan}\n")
    return 0


def _list(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    plan = read_plan(given.plan, sitting)
    try:
        day = today if asked else plan.today(today)
        for option, kinds in (("status", ("actions",)), ("owner", ("actions", "owners"))):
            if getattr(given, option) and given.what not in kinds:
                raise Refused(f"--{option} goes with {listed(kinds)}; {given.what} have none.")
        if given.what in ("areas", "inspections") and (given.overdue or given.due_within is not None):
            raise Refused(f"--overdue and --due-within go with actions, owners and commitments, not {given.what}.")
        heads, rows = _LISTERS[given.what](plan, given, day)
    finally:
        plan.close()
    if given.json:
        out.write(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        _print_table(heads, rows, out)
    return 0


def _list_actions(plan: Plan, given: argparse.Namespace, day: date) -> tuple[list[str], list[dict[str, Any]]]:
    wanted = finding.Filter(
        owners=(_owner(plan, given.owner).id,) if given.owner else (),
        statuses=(given.status,) if given.status else (),
        late=True if given.overdue else None,
        due_within=given.due_within,
    )
    ids = finding.action_ids(plan, wanted, finding.Sort("plan"), day)
    rows = [
        {
            "number": row.number,
            "action": row.title,
            "area": row.area_number,
            "area_title": row.area_title,
            "owner": row.owner_name,
            "first_agreed": row.first_agreed,
            "agreed": row.agreed,
            "moved": row.moves.sentence or None,
            "days_late_when_moved": row.was_late or None,
            "deadline_words": row.deadline_words,
            "review_on": row.review_on,
            "forecast": row.forecast,
            "status": row.status,
            "days_late": row.days_late,
            "delivery": row.rating.word,
            "delivery_rating": row.rating.value,
            "delivery_reason": row.rating.reason,
            "id": row.id,
        }
        for row in finding.action_rows(plan, ids, day)
    ]
    return ["number", "action", "owner", "agreed", "status", "days_late", "delivery"], rows


def _list_areas(plan: Plan, given: argparse.Namespace, day: date) -> tuple[list[str], list[dict[str, Any]]]:
    rows = [
        {
            "number": row.number,
            "area": row.title,
            "kind": row.kind,
            "actions": row.total,
            "open": row.open,
            "late": row.late,
            "delivery": row.delivery.word,
            "delivery_reason": row.delivery.reason,
            "impact": row.impact.word,
            "impact_reason": row.impact.reason,
            "sources": [step.name for step in areas.golden_thread(plan, row.id)],
            "id": row.id,
        }
        for row in finding.area_rows(plan, day)
    ]
    return ["number", "area", "actions", "open", "late", "delivery", "impact"], rows


def _list_owners(plan: Plan, given: argparse.Namespace, day: date) -> tuple[list[str], list[dict[str, Any]]]:
    only = _owner(plan, given.owner).id if given.owner else None
    soon = 14 if given.due_within is None else given.due_within
    rows = [
        {
            "owner": "Nobody" if load.person is None else load.person.name,
            "open": load.open,
            "late": load.late,
            "due_soon": load.due_soon,
            "unanswered": load.unanswered,
            "owned": load.owned,
            "id": None if load.person is None else load.person.id,
        }
        for load in people.loads(plan, day, soon)
        if (only is None or (load.person is not None and load.person.id == only))
        and (not given.overdue or load.late)
        and (given.due_within is None or load.due_soon)
    ]
    return ["owner", "open", "late", "due_soon", "unanswered", "owned"], rows


def _list_commitments(plan: Plan, given: argparse.Namespace, day: date) -> tuple[list[str], list[dict[str, Any]]]:
    rows = []
    for row in commitments.commitments(plan, day):
        left = row.clock.days_left
        if given.overdue and row.clock.state != "past":
            continue
        if given.due_within is not None and (row.clock.state != "due" or left is None or left > given.due_within):
            continue
        rows.append(
            {
                "number": row.commitment.number,
                "commitment": row.commitment.sentence,
                "speaker": row.commitment.speaker,
                "said": row.said,
                "due": row.clock.due,
                "days_left": None if row.clock.state == "met" else left,
                "state": row.clock.state,
                "phrase": row.commitment.phrase,
                "counted_from": row.commitment.counted_from,
                "counted_from_what": row.commitment.counted_from_what,
                "explained": row.clock.sentence,
                "first_due": row.first_due,
                "moved": row.moved,
                "actions": row.answered.total,
                "complete": row.answered.done,
                "late": row.answered.late,
                "id": row.commitment.id,
            }
        )
    return ["number", "commitment", "due", "days_left", "state"], rows


def _list_inspections(plan: Plan, given: argparse.Namespace, day: date) -> tuple[list[str], list[dict[str, Any]]]:
    rows = [
        {
            "number": row.inspection.number,
            "inspection": row.name,
            "framework": row.framework_name,
            "type": row.type_name,
            "fieldwork_start": row.inspection.fieldwork_start,
            "fieldwork_end": row.inspection.fieldwork_end,
            "received": row.inspection.received,
            "published": row.inspection.published,
            "judgements": row.judgements,
            "overall": row.overall,
            "areas": row.areas,
            "id": row.inspection.id,
        }
        for row in inspections.inspections(plan, day)
    ]
    return ["number", "inspection", "published", "overall", "areas"], rows


_LISTERS: dict[str, Callable[[Plan, argparse.Namespace, date], tuple[list[str], list[dict[str, Any]]]]] = {
    "actions": _list_actions,
    "areas": _list_areas,
    "owners": _list_owners,
    "commitments": _list_commitments,
    "inspections": _list_inspections,
}


def _propose(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    from model import import_calls

    return import_calls.propose(given.file, out, json_wanted=given.json)


def _import(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    from model import import_calls

    return import_calls.take_in(given.plan, given.files, sitting, today, out, accept=given.accept)


def _deadlines(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    from model.reports import deadline_list

    plan = read_plan(given.plan, sitting)
    try:
        day = today if asked else plan.today(today)
        rows = deadline_list.deadline_list(plan, day)
    finally:
        plan.close()
    if given.json:
        out.write(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        out.writelines(f"{line}\n" for line in deadline_list.deadline_text(rows, day))
    return 0


def _report(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    from model.reports import files, owner_sheet, progress_paper, timeline

    files.check_kind(given.out, files.PAPERS)
    plan = read_plan(given.plan, sitting)
    try:
        day = today if asked else plan.today(today)
        posts = True if given.posts else None
        if given.kind == "timeline":
            only = Wanted(owners=(_owner(plan, given.owner).id,)) if given.owner else None
            document = timeline.timeline(plan, day, sitting.clock(), wanted=only, paper=given.paper, posts=posts)
        elif given.kind == "owner":
            if not given.owner:
                raise Refused("An owner's sheet needs --owner with a name or post.")
            document = owner_sheet.owner_sheet(plan, _owner(plan, given.owner).id, day, sitting.clock(), posts=posts)
        else:
            meeting = _meeting(plan, given.body, given.meeting)
            document = progress_paper.progress_paper(
                plan, day, sitting.clock(), body=given.body, meeting=meeting, meeting_day=given.meeting, posts=posts
            )
    finally:
        plan.close()
    files.write_paper(document, given.out)
    out.write(f"Wrote {given.out}\n")
    return 0


def _export(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    from model.reports import action_register, files, plan_json

    ending = files.check_kind(given.out, (*files.REGISTERS, ".ics", ".json"))
    if ending != ".ics" and (given.owner or given.statutory):
        raise Refused("--owner and --statutory go with a calendar; give --out a name that ends in .ics.")
    plan = read_plan(given.plan, sitting)
    try:
        day = today if asked else plan.today(today)
        if ending == ".ics":
            from model.reports import calendar_file

            owner = _owner(plan, given.owner).id if given.owner else None
            content = calendar_file.write(plan, day, sitting.clock(), owner=owner, statutory=given.statutory)
            files.write_whole(given.out, content)
        elif ending == ".json":
            files.write_whole(given.out, plan_json.plan_json(plan).encode("utf-8"))
        else:
            files.write_register(action_register.action_register(plan, day, sitting.clock()), given.out)
    finally:
        plan.close()
    out.write(f"Wrote {given.out}\n")
    return 0


def _check(given: argparse.Namespace, sitting: Sitting, today: date, asked: bool, out: TextIO) -> int:
    header = plan_file.read_header(given.plan)
    plan = read_plan(given.plan, sitting)
    try:
        day = today if asked else plan.today(today)
        found = checks.problems(plan, day)
        sealed = "is what was saved" if header.seal else "has no seal, so it was saved by another program"
        out.write(f"The file is sound: it {sealed} (file version {header.version}).\n")
        out.write(f"{plan.details.title}: {checks.contents(plan)}.\n")
        for problem in found:
            out.write(f"- {problem.sentence}\n")
        out.write(f"{plural(len(found), 'thing')} to look at.\n" if found else "The checks found nothing.\n")
    finally:
        plan.close()
    return 0


_CALLS: dict[str, Callable[[argparse.Namespace, Sitting, date, bool, TextIO], int]] = {
    "new": _new,
    "propose": _propose,
    "import": _import,
    "list": _list,
    "deadlines": _deadlines,
    "report": _report,
    "export": _export,
    "check": _check,
}


# --- within


def _owner(plan: Plan, text: str) -> Person:
    found = people.find(plan, text)
    if found is not None:
        return found
    near = [person.name for person in people.people(plan) if text.casefold() in person.name.casefold()]
    if near:
        raise Refused(f"“{text}” is not the whole name of an owner; did you mean {listed(near[:3])}?")
    raise Refused(f"Nobody in this plan is called “{text}”; main.py list PLAN owners names them all.")


def _meeting(plan: Plan, body: str | None, day: date | None) -> Meeting | None:
    """The meeting the paper is for: of that body, on that day. None where the plan has no such meeting."""
    from model import meetings

    wanted = {one.id for one in meetings.bodies(plan) if body is None or one.name.casefold() == body.casefold()}
    if body is not None and not wanted:
        names = [one.name for one in meetings.bodies(plan)]
        known = f"it has {listed(names)}" if names else "it has none yet"
        raise Refused(f"This plan has no body called “{body}”; {known}.")
    if day is None:
        return None
    found = [one for one in plan.all(Meeting, "t.on_day = ?", [day.isoformat()]) if one.body in wanted]
    return found[0] if found else None


def _print_table(heads: Sequence[str], rows: Sequence[dict[str, Any]], out: TextIO) -> None:
    """Columns wide enough for what stands in them; long texts are cut where a screen would end."""
    cells = [[_shown(row[head]) for head in heads] for row in rows]
    titles = [head.replace("_", " ").capitalize() for head in heads]
    widths = [max(len(text) for text in column) for column in zip(titles, *cells, strict=True)]
    for line in (titles, ["-" * width for width in widths], *cells):
        out.write("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n")
    out.write(f"{plural(len(rows), 'row')}\n")


def _shown(value: object) -> str:
    if isinstance(value, date):
        return in_words(value)
    if value is None or (isinstance(value, Iterable) and not value):
        return ""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
