"""The program without a window: what each call answers, and that a refusal is one plain sentence."""

from __future__ import annotations

import csv
import html
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document as WordDocument
from icalendar import Calendar

from model import command_line, command_words
from model.store.plan import Sitting
from tests.model.shell import Shell

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def call(sitting: Sitting) -> Shell:
    return Shell(sitting)


@pytest.fixture(scope="module")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample") / "lincolnshire.turnaround"


@pytest.fixture
def sample(_sample: Path, call: Shell) -> Path:
    if not _sample.exists():
        assert call("new", _sample, "--sample", "lincolnshire") == 0
    return _sample


def test_a_new_plan_is_made_once(call: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.turnaround"
    assert call("new", path, "--authority", "Borsetshire") == 0
    assert path.exists()
    assert call("list", path, "actions") == 0
    assert "no rows" in call.out
    before = path.read_bytes()
    assert call("new", path, "--authority", "Borsetshire") == 1
    assert "exists already" in call.error
    assert call("new", path, "--sample", "durham") == 1
    assert path.read_bytes() == before


def test_what_a_sample_holds_is_listed(call: Shell, sample: Path) -> None:
    for what in command_line.LISTS:
        assert call("list", sample, what, "--json") == 0
        rows = json.loads(call.out)
        assert rows
        assert call("list", sample, what) == 0
        assert call.out.splitlines()[-1] == f"{len(rows)} rows"


def test_every_date_is_listed_with_its_explanation(call: Shell, sample: Path) -> None:
    assert call("deadlines", sample, "--json") == 0
    rows = json.loads(call.out)
    assert {row["kind"] for row in rows} == {"statutory", "meeting", "action", "milestone", "commitment", "answer"}
    assert len({frozenset(row) for row in rows}) == 1
    (plan_due,) = [row for row in rows if row["rule"] == "R2" and row["day_0"] == "2023-06-14"]
    assert plan_due["computed"] == plan_due["due"] == "2023-09-21"
    assert (plan_due["trigger"], plan_due["count"], plan_due["unit"]) == ("received", 70, "working days")
    assert plan_due["skipped"] == [{"day": "2023-08-28", "name": "the summer bank holiday"}]
    assert (plan_due["standing"], plan_due["days_left"], plan_due["printed"]) == ("coming", 22, None)
    assert plan_due["last_meeting_papers_due"] == "2023-08-30"
    assert "Working day 70 is Thursday 21 September 2023." in plan_due["explanation"]
    (joint,) = [row for row in rows if row["rule"] == "R5"]
    assert (joint["printed"], joint["printed_words"]) == ("2017-03-07", "by 7 March 2017")
    assert joint["difference"].startswith("The printed date, 7 March 2017, is ")
    (papers,) = [row for row in rows if row["rule"] == "R15" and row["day_0"] == "2023-09-07"]
    assert papers["due"] == "2023-08-30"
    (moved,) = [row for row in rows if row["kind"] == "action" and row["number"] == "7.1"]
    assert (moved["first_agreed"], moved["agreed"], moved["standing"]) == ("2019-12-20", "2020-06-30", "met")
    assert moved["explanation"][0].startswith("Was 20 December 2019, now 30 June 2020; moved once")
    late = [row["due"] for row in rows if row["standing"] == "late"]
    assert late == sorted(late)
    assert rows[0]["standing"] == "late"
    assert call("deadlines", sample, "--today", "2023-10-01", "--json") == 0
    (plan_due,) = [row for row in json.loads(call.out) if row["id"] == plan_due["id"] and row["rule"] == "R2"]
    assert (plan_due["standing"], plan_due["days_left"]) == ("late", -10)


def test_every_date_is_listed_to_be_read(call: Shell, sample: Path) -> None:
    assert call("deadlines", sample) == 0
    assert "Thursday 21 September 2023: R2 Written statement of action" in call.out
    assert "    Left out: Saturdays, Sundays and 28 August 2023 (the summer bank holiday)." in call.out
    assert "24 October 2025 to 24 October 2026: R10 Next ILACS inspection" in call.out
    assert call.out.rstrip().endswith("as on Wednesday 30 August 2023.")
    assert call.out.index("Late (") < call.out.index("To come (") < call.out.index("Met or past (")


def test_late_actions_of_one_owner(call: Shell, sample: Path) -> None:
    assert call("list", sample, "actions", "--json") == 0
    everything = json.loads(call.out)
    assert call("list", sample, "actions", "--overdue", "--json") == 0
    late = json.loads(call.out)
    assert late == [row for row in everything if row["days_late"]]
    assert 0 < len(late) < len(everything)
    owner = late[0]["owner"]
    assert call("list", sample, "actions", "--overdue", "--owner", owner.upper(), "--json") == 0
    assert json.loads(call.out) == [row for row in late if row["owner"] == owner]
    # A sample is read as on its own day; any other day can be asked for.
    assert call("list", sample, "actions", "--overdue", "--today", "2013-01-01", "--json") == 0
    assert json.loads(call.out) == []
    assert call("list", sample, "actions", "--status", "in-progress", "--json") == 0
    assert {row["status"] for row in json.loads(call.out)} == {"in progress"}


def test_due_within_counts_from_the_day_asked_for(call: Shell, sample: Path) -> None:
    assert call("list", sample, "actions", "--json") == 0
    dated = [row for row in json.loads(call.out) if row["agreed"] and row["status"] == "in progress"]
    day = date.fromisoformat(dated[0]["agreed"])
    assert call("list", sample, "actions", "--due-within", "0", "--today", day.isoformat(), "--json") == 0
    assert dated[0]["number"] in {row["number"] for row in json.loads(call.out)}


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_the_committees_paper(call: Shell, sample: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"paper{ending}"
    assert call("report", sample, "--out", out) == 0
    assert call.out == f"Wrote {out}\n"
    if ending == ".pdf":
        words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out))
    elif ending == ".docx":
        words = "\n".join(paragraph.text for paragraph in WordDocument(str(out)).paragraphs)
    else:
        words = out.read_text("utf-8")
    assert "Lincolnshire" in words
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [out.name]


def test_one_owners_sheet(call: Shell, sample: Path, tmp_path: Path) -> None:
    assert call("list", sample, "owners", "--json") == 0
    owner = json.loads(call.out)[0]["owner"]
    assert call("report", sample, "--kind", "owner", "--owner", owner, "--out", tmp_path / "sheet.html") == 0
    assert html.escape(owner) in (tmp_path / "sheet.html").read_text("utf-8")
    assert call("report", sample, "--kind", "owner", "--out", tmp_path / "no.html") == 1
    assert call("report", sample, "--kind", "owner", "--owner", "Nobody Such", "--out", tmp_path / "no.html") == 1
    assert not (tmp_path / "no.html").exists()


def test_the_register_and_the_whole_plan(call: Shell, sample: Path, tmp_path: Path) -> None:
    assert call("list", sample, "actions", "--json") == 0
    numbers = {row["number"] for row in json.loads(call.out)}
    assert call("export", sample, "--out", tmp_path / "register.xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "register.xlsx").active
    assert sheet is not None
    assert numbers <= {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert call("export", sample, "--out", tmp_path / "register.csv") == 0
    with (tmp_path / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        assert numbers <= {cell for row in csv.reader(file) for cell in row}
    assert call("export", sample, "--out", tmp_path / "plan.json") == 0
    whole = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert len(whole["action"]) == len(numbers)
    assert whole["plan"][0]["authority"].startswith("Lincolnshire")


def test_a_calendar_of_the_plan_and_of_one_owner(call: Shell, sample: Path, tmp_path: Path) -> None:
    found = {}
    for name, more in (("whole", ()), ("one", ("--owner", "Head of Leaving Care")), ("law", ("--statutory",))):
        path = tmp_path / f"{name}.ics"
        assert call("export", sample, "--out", path, *more) == 0
        found[name] = {str(event["UID"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert found["one"] < found["whole"]
    assert found["law"]
    assert not found["one"] & found["law"]
    assert call("export", sample, "--out", tmp_path / "x.ics", "--statutory", "--owner", "Head of Leaving Care") == 1
    assert "one or the other" in call.error


def test_the_check_says_the_file_is_sound_and_what_the_plan_lacks(call: Shell, sample: Path, tmp_path: Path) -> None:
    assert call("check", sample) == 0
    assert call.out.startswith("The file is sound: it is what was saved")
    damaged = tmp_path / "damaged.turnaround"
    damaged.write_bytes(sample.read_bytes()[:-5000])
    assert call("check", damaged) == 1
    assert "damaged" in call.error


@pytest.mark.parametrize(
    "words",
    [
        ("list", "{missing}", "actions"),
        ("list", "{sample}", "areas", "--overdue"),
        ("list", "{sample}", "inspections", "--owner", "Head"),
        ("report", "{sample}", "--out", "paper.rtf"),
        ("report", "{sample}", "--out", "no/such/folder/paper.html"),
        ("report", "{sample}", "--body", "No Such Committee", "--out", "paper.html"),
        ("export", "{sample}", "--out", "register.csv", "--statutory"),
        ("export", "{sample}", "--out", "calendar.ics", "--owner", "Nobody At All"),
        ("export", "{sample}", "--out", "register"),
        ("propose", "letter.pdf"),
        ("deadlines", "{missing}"),
        ("new", "{sample}", "--authority", " "),
        ("check", "{text}"),
    ],
)
def test_a_refusal_is_one_sentence_and_leaves_nothing(
    call: Shell, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = tmp_path / "text.turnaround"
    text.write_text("not a plan")
    places = {"sample": sample, "missing": tmp_path / "missing", "text": text}
    assert call(*(word.format(**places) for word in words)) == 1
    assert call.error.strip().endswith((".", "?"))
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [text.name]


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "plan", "everything"),
        ("list", "plan", "actions", "--today", "30 February 2026"),
        ("list", "plan", "actions", "--status", "done-ish"),
        ("list", "plan", "actions", "--due-within", "-3"),
        ("new", "plan"),
        ("new", "plan", "--sample", "atlantis"),
        ("report", "plan"),
        ("--sample", "atlantis"),
        ("plan", "--sample", "durham"),
    ],
)
def test_a_wrong_call_ends_with_status_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    understand = command_line.understand if command_words.is_call(words) else command_words.window_call
    with pytest.raises(SystemExit) as caught:
        understand(words)
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_opens_the_window() -> None:
    assert not command_words.is_call([])
    assert command_words.window_call([]) == command_words.WindowCall()
    assert command_words.window_call(["--sample"]).sample == "lincolnshire"
    opened = command_words.window_call(["plan.turnaround", "--today", "30/08/2023"])
    assert opened == command_words.WindowCall(Path("plan.turnaround"), None, date(2023, 8, 30))


def test_the_program_itself_without_a_display(tmp_path: Path) -> None:
    """As a script would call it: a process of its own, exit status, streams, no traceback."""
    without = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }

    def program(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *words],
            env={**without, "XDG_DATA_HOME": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
        )

    made = program("new", str(tmp_path / "plan.turnaround"), "--authority", "Borsetshire")
    assert (made.returncode, made.stderr) == (0, "")
    window = program(str(tmp_path / "plan.turnaround"))
    assert window.returncode == 1
    assert "no display" in window.stderr
    assert "list, deadlines, report, export, check" in window.stderr
    wrong = program("list")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
