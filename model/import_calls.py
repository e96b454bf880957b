"""``main.py propose`` and ``main.py import``: what documents say, and taking it in, without a window."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TextIO

from model import framework_files
from model.errors import Refused
from model.imports import accepting, as_json, child, review
from model.imports.proposals import InspectionSaid, Proposals, Stated, Words
from model.imports.review import Draft
from model.store.opening import open_plan, read_plan
from model.store.plan import Plan
from model.store.sitting import Sitting
from model.wording import in_words, plural, sentence_case, short

_WIDTH = 110
_ENDINGS = (".pdf", ".docx", ".docm", ".html", ".htm", ".txt")
"""Of the files that are taken from a folder; one that is named is read whatever it is called."""


def propose(path: Path, out: TextIO, *, json_wanted: bool) -> int:
    """Print what a document says: as the JSON of the design, or for a person."""
    _, said = child.propose_apart(path)
    if json_wanted:
        out.write(json.dumps(as_json.as_json(said), ensure_ascii=False, indent=2) + "\n")
    else:
        out.writelines(f"{line}\n" for line in in_lines(said))
    return 0


def take_in(plan_path: Path, files: Sequence[Path], sitting: Sitting, today: date, out: TextIO, *, accept: bool) -> int:
    """Show what would be taken in of these documents; with ``accept`` take it in, in one act.

    A folder stands for the documents in it. What cannot be read is said and left out; where nothing could be read the
    call is refused.
    """
    outcomes = {one.path: one for one in child.propose_many(list(_documents(files)))}
    read: list[tuple[Proposals, bytes | None]] = []
    for path in sorted(outcomes):
        one = outcomes[path]
        if one.proposals is None:
            out.write(f"{one.refused}\n")
        else:
            read.append((one.proposals, path.read_bytes()))
    if not read:
        raise Refused("None of these documents could be read.")
    if not accept:
        with closing(read_plan(plan_path, sitting)) as plan:
            for said, _ in read:
                out.writelines(f"{line}\n" for line in _of_draft(review.draft(plan, said, today)))
        out.write("Nothing was written; --accept takes in what is ticked.\n")
        return 0
    with closing(open_plan(plan_path, sitting)) as plan:
        if plan.read_only:
            raise Refused(plan.remark or "This plan can only be read.")
        _accept(plan, read, today, out)
    return 0


def _accept(plan: Plan, read: Sequence[tuple[Proposals, bytes | None]], today: date, out: TextIO) -> None:
    done, left = accepting.accept_all(plan, read, today)
    for one in done:
        out.write(f"{one.sentence}\n")
    for name, reason in left:
        out.write(f"{name} was left out: {reason}\n")


def _documents(files: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and for a folder those in it whose name says that they can be read."""
    for path in files:
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in _ENDINGS and one.is_file())
            if not found:
                raise Refused(f"There is no document in {path} that can be read.")
            yield from found
        else:
            yield path


# --- for a person


def in_lines(said: Proposals) -> Iterator[str]:
    """What a document says, a line each, with the page it stands on."""
    yield f"{said.name}: {said.kind}, {plural(said.pages, 'page')}"
    for sentence in said.remarks:
        yield f"  {sentence}"
    if said.authority is not None:
        yield _line("Authority", said.authority.value, said.authority.at)
    if said.inspection is not None:
        yield from _inspection(said.inspection)
    if said.meeting is not None:
        for label, stated in (("Body", said.meeting.body), ("Meeting", said.meeting.on_day)):
            if stated is not None:
                yield _line(label, _value(stated), stated.at)
    for judgement in said.judgements:
        yield _line(judgement.area, judgement.grade, judgement.at)
    for finding in said.findings:
        number = f"{finding.number} " if finding.number else ""
        tag = f" [{finding.tag}]" if finding.tag else ""
        yield _line(finding.kind.capitalize(), f"{number}{finding.text}{tag}", finding.at)
    for deadline in said.printed_deadlines:
        yield _line("Printed date", f"{in_words(deadline.day)}, {deadline.what}", deadline.at)
    for promise in said.commitments:
        due = f" (due {in_words(promise.due)})" if promise.due else ""
        yield _line("Commitment", f"{promise.text}{due}", promise.at)
    for resolution in said.resolutions:
        yield _line("Resolution", resolution.text, resolution.at)
    for question in said.questions:
        yield _line(f"Question of {question.member}" if question.member else "Question", question.text, question.at)
    for passage in said.passages:
        yield _line(passage.kind.capitalize(), passage.text, passage.at)
    for ask in said.asks:
        yield f"  Asks: {ask}"
    for doubt in said.unsure:
        yield f"  Unsure: {doubt}"


def _inspection(said: InspectionSaid) -> Iterator[str]:
    if said.framework is not None:
        inferred = " (inferred)" if said.type_inferred else ""
        yield f"  Framework and type: {_kind(said.framework, said.type)}{inferred}"
    labels = (*review.FACTS, ("outcome", "Outcome"))
    for field, label in labels:
        stated: Stated | None = getattr(said, field)
        if stated is not None:
            yield _line(label, _value(stated), stated.at)


def _kind(framework: str, code: str | None) -> str:
    """ "ILACS, 2018 to 2022: Standard inspection"; the codes are for the JSON."""
    file = framework_files.framework(framework)
    return f"{file.name}: {sentence_case(file.type(code).name) if code else 'type not known'}"


def _value(stated: Stated) -> str:
    try:
        words = in_words(date.fromisoformat(stated.value))
    except ValueError:
        words = stated.value
    return f"{words} (inferred)" if stated.inferred else words


def _line(label: str, words: str, at: Words | None) -> str:
    page = f" (page {at.page})" if at else ""
    return f"  {label}: {short(words, _WIDTH)}{page}"


def _of_draft(made: Draft) -> Iterator[str]:
    """The items of a document under their headings, ticked or not, with the reason why not."""
    yield f"{made.name}: {made.kind}, {plural(made.pages, 'page')}"
    if made.other_authority and made.authority is not None:
        yield f"  It is about {made.authority.value}, which is not this plan's authority: nothing is ticked."
    if made.inspection_match is not None:
        yield f"  The same as {made.inspection_match.title}: {made.inspection_match.sentence}"
    if not made.items:
        yield "  Nothing is proposed: it is no inspection report, letter or committee paper that could be read."
    for group, heading in review.GROUPS:
        items = made.of_group(group)
        if items:
            yield f"  {heading}"
        for item in items:
            why = f" ({item.why})" if item.why else ""
            page = f" (page {item.at.page})" if item.at else ""
            words = f"{item.label}: {item.text}" if item.kind in ("fact", "judgement", "deadline") else item.text
            yield f"    [{'x' if item.ticked else ' '}] {short(words, _WIDTH)}{page}{why}"
    for ask in made.asks:
        yield f"  Asks: {ask}"
    for doubt in made.unsure:
        yield f"  Unsure: {doubt}"
