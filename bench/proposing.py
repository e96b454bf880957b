"""``python -m bench.proposing``: what is read from the real reports in ``../shared/corpus``, held against the labels.

The labels (``tests/files/labels``) were made by reading the reports. ``held out`` marks the third that was drawn by lot
before the rules were written. Figures are shares: of what the label says, how much was read exactly.
"""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors import Refused
from model.imports import reading
from model.imports.proposals import Finding, Proposals
from model.imports.proposing import propose

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = ROOT / "tests" / "files" / "labels"
KINDS = ("ilacs", "sif", "jtai", "send", "earlier")
FACTS = ("authority", "framework", "type", "fieldwork", "published", "lead inspector", "theme", "principal authority")
MEASURES = (
    *FACTS, "judgements", "findings found", "findings right", "priority actions found", "priority actions right",
    "numbers", "tags", "paragraphs", "pages", "themes", "bodies", "printed due dates",
)  # fmt: skip
PRIORITY = ("area for priority action", "priority and immediate action")


@dataclass(slots=True)
class Score:
    """Right ones and all of them, by measure, and a line for each miss."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, good: bool, what: str = "") -> None:
        self.all[measure] += 1
        self.right[measure] += good
        if not good:
            self.misses.append(f"{measure}: {what}")

    def take_in(self, other: Score) -> None:
        self.right += other.right
        self.all += other.all
        self.misses += other.misses

    def share(self, measure: str) -> str:
        if not self.all[measure]:
            return "-"
        return f"{self.right[measure] / self.all[measure]:.3f} of {self.all[measure]}"


def digest(text: str) -> str:
    """Of the folded text, as the labels have it."""
    return hashlib.sha256(" ".join(text.split()).rstrip(" .;,:").encode()).hexdigest()


def labels() -> Iterator[dict[str, Any]]:
    for path in sorted(LABELS.glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def score(label: dict[str, Any], found: Proposals) -> Score:
    """One report's proposals against its label."""
    made = Score()
    name, said = label["file"], found.inspection
    value = {
        "authority": found.authority.value if found.authority else None,
        "framework": said.framework if said else None,
        "type": said.type if said else None,
        "published": said.published.value if said and said.published else None,
        "theme": said.theme.value if said and said.theme else None,
        "principal authority": said.principal_authority.value if said and said.principal_authority else None,
    }
    for measure, got in value.items():
        wanted = label.get(measure.replace(" ", "_"))
        if wanted is not None or got is not None:
            made.count(measure, got == wanted, f"{name}: {got} for {wanted}")
    days = (said.fieldwork_start, said.fieldwork_end) if said else ()
    got_days = tuple(one.value if one else None for one in days)
    made.count("fieldwork", got_days == (label["fieldwork_start"], label["fieldwork_end"]), f"{name}: {got_days}")
    lead = said.lead_inspector.value if said and said.lead_inspector else None
    wanted = label.get("lead_inspector_digest")
    if lead is not None or wanted is not None:
        made.count("lead inspector", bool(lead) and hashlib.sha256(str(lead).encode()).hexdigest() == wanted, name)
    _score_judgements(made, label, found)
    _score_findings(made, label, found)
    due = {(str(one.day), one.at.page) for one in found.printed_deadlines}
    for one in label.get("deadlines", ()):
        made.count("printed due dates", (one["day"], one["page"]) in due, f"{name}: {due}")
    for one in due - {(one["day"], one["page"]) for one in label.get("deadlines", ())}:
        made.count("printed due dates", False, f"{name}: {one} too many")
    return made


def _score_judgements(made: Score, label: dict[str, Any], found: Proposals) -> None:
    wanted = {(one["area"], one["grade"]) for one in label.get("judgements", ())}
    got = {(one.area_id, one.grade_id) for one in found.judgements}
    for one in wanted | got:
        made.count("judgements", one in wanted and one in got, f"{label['file']}: {one}")


def _score_findings(made: Score, label: dict[str, Any], found: Proposals) -> None:
    name = label["file"]
    wanted = {(one["kind"], one["digest"]): one for one in label.get("findings", ())}
    counted = [one for one in found.findings if one.kind != "headline finding"]
    if not label.get("strengths_labelled"):
        counted = [one for one in counted if one.kind != "strength"]
    got = {(one.kind, digest(one.text)): one for one in counted}
    for key, one in wanted.items():
        words = f"{name}, page {one['page']}: {one['first']} ... {one['last']}"
        made.count("findings found", key in got, words)
        if one["kind"] in PRIORITY:
            made.count("priority actions found", key in got, words)
        if key in got:
            _score_details(made, one, got[key], words)
    for key, one_got in got.items():
        words = f"{name}, page {one_got.at.page}: {one_got.text[:70]} is in no label"
        made.count("findings right", key in wanted, words)
        if one_got.kind in PRIORITY:
            made.count("priority actions right", key in wanted, words)


def _score_details(made: Score, wanted: dict[str, Any], got: Finding, words: str) -> None:
    details = {
        "numbers": (wanted.get("number"), got.number),
        "tags": (wanted.get("tag"), got.tag),
        "paragraphs": (tuple(wanted.get("paragraphs", ())) or None, got.paragraphs or None),
        "pages": ((wanted["page"], wanted.get("last_page")), (got.at.page, got.at.last_page)),
        "themes": (wanted.get("theme"), got.theme),
        "bodies": (wanted.get("body"), got.body),
    }
    for measure, (one, other) in details.items():
        if one is not None or other is not None:
            made.count(measure, one == other, f"{words}: {other} for {one}")


# The table


def main() -> int:
    if not CORPUS.is_dir():
        print("The real reports are not here: they stand in ../shared/corpus, beside the project.")
        return 0
    read: dict[str, Proposals | str] = {}
    seconds: dict[str, tuple[float, float]] = {}
    for path in sorted(CORPUS.glob("*.pdf")):
        start = time.process_time()
        try:
            one = reading.read(path)
        except Refused as refused:
            read[path.name], seconds[path.name] = str(refused), (time.process_time() - start, 0.0)
            continue
        middle = time.process_time()
        read[path.name] = propose(one)
        seconds[path.name] = (middle - start, time.process_time() - middle)
    _print_scores(read)
    _print_times(read, seconds)
    _print_against_the_index(read)
    return 0


def _print_scores(read: dict[str, Proposals | str]) -> None:
    made = {(kind, held): Score() for kind in KINDS for held in (False, True)}
    for label in labels():
        found = read.get(label["file"])
        if isinstance(found, Proposals):
            made[label["file"].partition("-")[0], label["held_out"]].take_in(score(label, found))
    columns = [(kind, held) for kind in KINDS for held in (False, True) if made[kind, held].all]
    width = max(len(measure) for measure in MEASURES) + 2
    print(" " * width + "".join(f"{kind + (' held out' if held else ''):>18}" for kind, held in columns))
    for measure in MEASURES:
        print(f"{measure:{width}}" + "".join(f"{made[column].share(measure):>18}" for column in columns))
    misses = [miss for column in columns for miss in made[column].misses]
    print(f"\n{len(misses)} differences from the labels" + (":" if misses else "."))
    print("\n".join(f"  {miss}" for miss in misses))


def _print_times(read: dict[str, Proposals | str], seconds: dict[str, tuple[float, float]]) -> None:
    print("\nSeconds of processor time: reading, proposing")
    for name, (reads, proposes) in sorted(seconds.items(), key=lambda one: -sum(one[1]))[:6]:
        found = read[name]
        pages = found.pages if isinstance(found, Proposals) else 0
        print(f"  {name:44} {pages:3} pages  {reads:6.2f} {proposes:6.2f}")
    twelve = [sum(seconds[name]) for name, one in read.items() if isinstance(one, Proposals) and one.pages == 12]
    if twelve:
        print(f"  a report of 12 pages: at most {max(twelve):.2f}")
    print(f"  all {len(seconds)} files: {sum(map(sum, seconds.values())):.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    longest = max((one.pages, name) for name, one in read.items() if isinstance(one, Proposals))
    print(f"  peak memory: {peak:.0f} MB for all, {_peak_alone(longest[1]):.0f} MB for {longest[1]} alone")


def _peak_alone(name: str) -> float:
    """The most memory of a process that reads one file only, in MB."""
    program = (
        "import resource, sys; from pathlib import Path; from model.imports import reading; "
        "from model.imports.proposing import propose; propose(reading.read(Path(sys.argv[1]))); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    run = subprocess.run([sys.executable, "-c", program, str(CORPUS / name)], cwd=ROOT, capture_output=True, text=True)
    return float(run.stdout or 0)


# Against the index, which another program made


_GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "inadequate": "inadequate",
}
_COLUMNS = {
    "overall_effectiveness_grade": ("overall",),
    "impact_of_leaders_grade": ("leaders",),
    "help_and_protection_grade": ("help-and-protection",),
    "in_care_grade": ("in-care", "in-care-and-care-leavers"),
    "care_leavers_grade": ("care-leavers",),
}


def _print_against_the_index(read: dict[str, Proposals | str]) -> None:
    print("\nAgainst index.csv, which is another program's reading and no truth:")
    agreed = 0
    with (CORPUS / "index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            differences = list(_differences(row, read.get(row["file"], "not read")))
            agreed += not differences
            for difference in differences:
                print(f"  {row['file']}: {difference}")
    print(f"  {agreed} files without a difference")


def _differences(row: dict[str, str], found: Proposals | str) -> Iterator[str]:
    if isinstance(found, str):
        yield found
        return
    said = found.inspection
    if said is None:
        yield "no inspection report, though the index lists it"
        return
    if found.authority is None or found.authority.value != row["authority"]:
        yield f"authority {found.authority and found.authority.value} for {row['authority']}"
    framework = said.framework or ""
    family = {"area-send": "send", "pre-2013": "earlier"}.get(framework, framework.split("-")[0])
    if family != row["kind"]:
        yield f"the file is listed as {row['kind']}, its title says {family}"
    if row["inspection_framework"] and said.type != row["inspection_framework"]:
        yield f"type {said.type} for {row['inspection_framework']}"
    for column, stated in (
        ("inspection_start_date", said.fieldwork_start),
        ("inspection_end_date", said.fieldwork_end),
    ):
        if row[column] and (stated is None or stated.value != _iso(row[column])):
            yield f"{column} {stated and stated.value} for {row[column]}"
    if said.published is not None and said.published.value != row["published_by_file_date"]:
        yield f"published {said.published.value} as printed, {row['published_by_file_date']} by the file's name"
    grades = {(one.area_id or "").partition(".")[2]: one.grade_id for one in found.judgements}
    for column, areas in _COLUMNS.items():
        wanted = _GRADES.get(row[column])
        got = next((grades[area] for area in areas if area in grades), None)
        if wanted is not None and got != wanted:
            yield f"{column} {got} for {wanted}"
        if row[column] == "not_reported_post_reform" and got is not None:
            yield f"{column} {got}, where none is graded"


def _iso(day: str) -> str:
    """Of "14/06/2023"."""
    return "-".join(reversed(day.split("/")))


if __name__ == "__main__":
    if "--json" in sys.argv:
        from model.imports.as_json import as_json

        print(json.dumps(as_json(propose(reading.read(Path(sys.argv[-1])))), indent=1, ensure_ascii=False))
        raise SystemExit(0)
    raise SystemExit(main())
