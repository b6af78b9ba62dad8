"""Stories of the command line: what a user types, sees and gets back."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossfoot.cli import main

HEAD = "name,text,metric,period,section,note\n"
ROWS = HEAD + "north,12,staff,,,\nsouth,15,staff,,,\nall,{total},staff,,,\nnote,<b>3</b>,x,,,\n"


def make(folder: Path, total: str = "27", extra: str = "") -> Path:
    """A project of one total."""
    (folder / "datasets").mkdir(parents=True)
    (folder / "expectations").mkdir()
    rows = ROWS.format(total=total).replace("note,<b>3</b>,x,,,\n", "")
    (folder / "datasets" / "staff.csv").write_text(rows, "utf-8")
    suite = folder / "expectations" / "staff.yaml"
    suite.write_text(
        "dataset: staff\nexpect:\n- total: {total: all, parts: [north, south]}\n"
        f"  because: the table adds them\n{extra}",
        "utf-8",
    )
    return suite


def crossfoot(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# -- what fails ----------------------------------------------------------------------------


def test_a_wrong_total_fails_with_exit_code_1(tmp_path: Path) -> None:
    """The finding names the check and both values."""
    result = crossfoot("check", make(tmp_path, total="28"), "--lang", "en")
    assert result.exit_code == 1
    assert "total[all]: fails" in result.output
    assert "12 + 15 gives 27, but 28 is printed" in result.output


def test_fail_on_never_reports_and_passes(tmp_path: Path) -> None:
    """A look without a gate."""
    result = crossfoot("check", make(tmp_path, total="28"), "--fail-on", "never")
    assert result.exit_code == 0


def test_fail_on_undecided_gates_what_could_not_be_judged(tmp_path: Path) -> None:
    """The default lets an undecided check pass, this does not."""
    suite = make(tmp_path, extra="- mean: {total: all, count: north, mean: m}\n")
    text = suite.read_text("utf-8").replace("expect:", "unknowns: {m: {}}\nexpect:")
    suite.write_text(text, "utf-8")
    assert crossfoot("check", suite).exit_code == 0
    assert crossfoot("check", suite, "--fail-on", "undecided").exit_code == 1


def test_fail_on_rounding_gates_what_only_rounding_saves(tmp_path: Path) -> None:
    """33.3 three times makes 100.0 only thanks to rounding."""
    suite = make(tmp_path)
    (tmp_path / "datasets" / "staff.csv").write_text(
        HEAD + "all,100.0,s,,,\nnorth,66.6,s,,,\nsouth,33.3,s,,,\n", "utf-8"
    )
    assert crossfoot("check", suite).exit_code == 0
    assert crossfoot("check", suite, "--fail-on", "rounding").exit_code == 1


@pytest.mark.parametrize(("rounding", "code"), [("half", 1), ("truncate", 0), ("any", 0)])
def test_a_document_that_cuts_off_is_judged_by_its_convention(
    rounding: str, code: int, tmp_path: Path
) -> None:
    """$120 million on $110 million is 9.09% more, which only cutting off prints as 9.0%."""
    document = tmp_path / "visitors.txt"
    text = "Spending was $120.00 million in 2025, up {} percent from $110.00 million in 2024.\n"
    for rate, wanted in (("9.0", code), ("9.3", 1)):
        document.write_text(text.format(rate), "utf-8")
        assert crossfoot("check", document, "--rounding", rounding).exit_code == wanted


@pytest.mark.parametrize("own", ["", "rounding: half\n"])
def test_the_convention_of_a_suite_comes_first(own: str, tmp_path: Path) -> None:
    """The option is for suites that name none."""
    suite = make(tmp_path)
    rows = HEAD + "now,120,staff,,,\nbefore,110,staff,,,\nrate,9.0%,staff,,,\n"
    (tmp_path / "datasets" / "staff.csv").write_text(rows, "utf-8")
    growth = "expect:\n- growth: {current: now, base: before, rate: rate}\n"
    suite.write_text(f"dataset: staff\n{own}{growth}", "utf-8")
    assert crossfoot("check", suite, "--rounding", "truncate").exit_code == bool(own)


def test_a_search_that_takes_too_long_says_so(tmp_path: Path) -> None:
    """The finding stands; that its suspects are not all is told, and the limit is a setting."""
    suite = make(tmp_path, total="28")
    assert "cut short" in crossfoot("check", suite, "--limit", "0.000001", "--lang", "en").output
    assert "cut short" not in crossfoot("check", suite, "--lang", "en").output
    with suite.open("a", encoding="utf-8") as file:
        file.write("limit: 0.000001\n")
    assert "cut short" in crossfoot("check", suite, "--lang", "en").output


def test_a_known_failure_does_not_gate_and_is_told(tmp_path: Path) -> None:
    """It is shown with its reason."""
    suite = make(tmp_path, total="28", extra="  known: a misprint of the source\n")
    result = crossfoot("check", suite, "--lang", "en")
    assert result.exit_code == 0
    assert "fails (known)" in result.output
    assert "a misprint of the source" in result.output


def test_a_known_failure_that_holds_again_is_told(tmp_path: Path) -> None:
    """The mark has to go when its reason has."""
    suite = make(tmp_path, extra="  known: a misprint of the source\n")
    result = crossfoot("check", suite, "--lang", "en")
    assert result.exit_code == 0
    assert "no longer fails" in result.output


def test_a_conflict_fails(tmp_path: Path) -> None:
    """Checks that could each be true gate when they cannot both be."""
    suite = make(
        tmp_path,
        extra="- same: {figures: [north, base]}\n- same: {figures: [south, base]}\n",
    )
    text = suite.read_text("utf-8").replace("expect:", "unknowns: {base: {}}\nexpect:")
    suite.write_text(text, "utf-8")
    result = crossfoot("check", suite, "--lang", "en")
    assert result.exit_code == 1
    assert "contradict each other" in result.output


# -- what cannot run -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere.yaml"], "no such file"),
        (["check", "."], "no expectations/ folder"),
        (["check"], "no project here"),
        (["check", "nowhere.yaml", "--report", "x.odt"], "no report ends in '.odt'"),
        (["explain", "grwoth"], "no relation 'grwoth'"),
        (["check", "--format", "yaml"], "Invalid value"),
        (["chekc"], "No such command"),
    ],
)
def test_what_cannot_run_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """One message, on the error stream, and no traceback."""
    monkeypatch.chdir(tmp_path)
    result = crossfoot(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not result.stdout


def test_a_bad_suite_leaves_reports_as_they_were(tmp_path: Path) -> None:
    """Nothing is half-written and nothing lost."""
    suite = make(tmp_path)
    report = tmp_path / "out.json"
    report.write_text("old", "utf-8")
    suite.write_text("dataset: staff\nexpect: [{total: {total: al, parts: [north]}}]\n", "utf-8")
    result = crossfoot("check", suite, "--report", report)
    assert result.exit_code == 2
    assert "Did you mean 'all'" in result.stderr
    assert report.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.json"]


def test_a_report_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """A folder stands where the report should go."""
    target = tmp_path / "out.json"
    target.mkdir()
    result = crossfoot("check", make(tmp_path / "p"), "--report", target)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert list(tmp_path.glob(".out*")) == []


def test_of_several_reports_all_are_written_or_none(tmp_path: Path) -> None:
    """A second report that cannot be written leaves neither the first nor a trace of it."""
    suite = make(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = crossfoot(
        "check", suite, "--report", tmp_path / "a.html", "--report", tmp_path / "file" / "b.md"
    )
    assert result.exit_code == 2 and "b.md" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", [["check"], ["diff", "other.md"]], ids=["check", "diff"])
def test_what_was_checked_is_not_replaced(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report under the name of the document is refused, however the name is written."""
    monkeypatch.chdir(tmp_path)
    text = "# Figures\n\nThere were 12 boats, up 20% from 10 boats.\n"
    for name in ("report.html", "other.md"):
        Path(name).write_text(text, encoding="utf-8")
    result = crossfoot(*command, "report.html", "--report", f"../{tmp_path.name}/report.html")
    assert result.exit_code == 2
    assert "would replace a file that was checked" in result.stderr
    assert Path("report.html").read_text(encoding="utf-8") == text


def test_a_suite_and_its_dataset_are_not_replaced(tmp_path: Path) -> None:
    """Nor are the files that a suite names."""
    suite = make(tmp_path)
    document = tmp_path / "source.md"
    document.write_text("Nothing.\n", encoding="utf-8")
    content = suite.read_text(encoding="utf-8")
    suite.write_text(f"document: {document}\n{content}", encoding="utf-8")
    result = crossfoot("check", suite, "--report", document)
    assert result.exit_code == 2 and document.read_text(encoding="utf-8") == "Nothing.\n"


def test_an_error_of_a_projects_own_module_names_its_line(tmp_path: Path) -> None:
    """A check file that cannot run does not look like a wrong figure."""
    suite = make(tmp_path)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "own.py").write_text("x = 1\nraise ValueError('no')\n", "utf-8")
    result = crossfoot("check", suite)
    assert result.exit_code == 2
    assert "own.py:2: ValueError: no" in result.stderr


def test_a_dataset_that_breaks_its_schema_is_refused(tmp_path: Path) -> None:
    """The pandera schema in checks/ is applied whenever a dataset is loaded."""
    suite = make(tmp_path)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "figures.py").write_text(
        "import pandera.pandas as pa\n"
        "from pandera.typing import Series\n\n\n"
        "class Staff(pa.DataFrameModel):\n"
        "    metric: Series[str] = pa.Field(isin=['people'])\n",
        "utf-8",
    )
    result = crossfoot("check", suite)
    assert result.exit_code == 2
    assert "staff.csv:2: breaks the schema Staff: line 2: metric (staff)" in result.stderr


# -- what is written -----------------------------------------------------------------------


def test_json_keeps_its_contract(tmp_path: Path) -> None:
    """Other programs read these keys."""
    result = crossfoot("check", make(tmp_path, total="28"), "--format", "json")
    (report,) = json.loads(result.stdout)["reports"]
    assert {"document", "figures", "verdicts", "conflicts", "counts"} <= report.keys()
    figure = report["figures"][2]
    assert figure["name"] == "all"
    assert figure["value"] == figure["low"] == figure["high"] == "28"
    assert figure["integer"] is True
    assert figure["kind"] == "count"
    assert figure["start"] is None
    verdict = report["verdicts"][0]
    assert verdict["figures"] == {"total": "all", "parts": ["north", "south"]}
    assert verdict["outcome"] == "fails"
    assert verdict["claimed"] == ["28", "28"]
    assert verdict["computed"] == ["27", "27"]
    assert verdict["implied"] == {
        "total": ["27", "27"], "parts[0]": ["13", "13"], "parts[1]": ["16", "16"],
    }  # fmt: skip
    assert verdict["message"].keys() == {"en", "zh"}
    assert verdict["because"] == "the table adds them"


def test_jsonl_has_a_line_a_finding(tmp_path: Path) -> None:
    """Line-wise tools can read it."""
    result = crossfoot("check", make(tmp_path), "--format", "jsonl")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["type"] == "verdict"


def test_github_annotations_point_at_the_suite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing check is an error at the line that states it."""
    make(tmp_path, total="28")
    monkeypatch.chdir(tmp_path)
    result = crossfoot("check", "expectations/staff.yaml", "--format", "github", "--lang", "en")
    assert result.stdout.startswith("::error file=expectations/staff.yaml,line=3,")
    assert "title=total[all]::These cannot all be true" in result.stdout


def test_reports_of_every_suffix_are_written(tmp_path: Path) -> None:
    """JUnit counts the failure, Markdown and the page show it."""
    paths = [tmp_path / f"out{suffix}" for suffix in (".xml", ".md", ".json", ".html", ".txt")]
    options = [part for path in paths for part in ("--report", path)]
    result = crossfoot("check", make(tmp_path / "p", total="28"), *options)
    assert result.exit_code == 1
    junit = ET.fromstring(paths[0].read_text("utf-8"))
    suite = junit.find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert all("28" in path.read_text("utf-8") for path in paths)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    """Reports can be compared and committed, whatever Python's hash seed."""
    suite = make(tmp_path / "p", total="28")
    contents = []
    for seed in ("1", "2"):
        out = [tmp_path / f"{seed}{suffix}" for suffix in (".html", ".json", ".xml", ".md")]
        options = [str(part) for path in out for part in ("--report", path)]
        subprocess.run(
            [sys.executable, "-m", "crossfoot", "check", str(suite), *options],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=False,
            capture_output=True,
        )
        contents.append([path.read_bytes() for path in out])
    assert contents[0] == contents[1]


def test_a_project_writes_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a target the project here is checked, from any folder inside it."""
    make(tmp_path)
    monkeypatch.chdir(tmp_path / "datasets")
    result = crossfoot("check")
    assert result.exit_code == 0
    index = tmp_path / "reports" / "index.html"
    assert "staff.html" in index.read_text("utf-8")
    assert (tmp_path / "reports" / "staff.html").exists()
    assert stat.S_IMODE(index.stat().st_mode) & 0o044 == 0o044


def test_both_languages_tell_the_finding(tmp_path: Path) -> None:
    """--lang chooses, auto follows the figures."""
    suite = make(tmp_path, total="28")
    assert "不可能同时成立" in crossfoot("check", suite, "--lang", "zh").output
    assert "cannot all be true" in crossfoot("check", suite).output


# -- a new project -------------------------------------------------------------------------


def test_a_new_project_checks_and_tests_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What init writes passes crossfoot check and its own pytest."""
    assert crossfoot("init", tmp_path / "new").exit_code == 0
    monkeypatch.chdir(tmp_path / "new")
    result = crossfoot("check", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "3 holds" in result.output
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "crossfoot.pytest_plugin"],
        # Installed or not, the plug-in is loaded once.
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A second init stops before it writes."""
    crossfoot("init", tmp_path)
    dataset = tmp_path / "datasets" / "example.csv"
    dataset.write_text("mine", "utf-8")
    result = crossfoot("init", tmp_path)
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert dataset.read_text("utf-8") == "mine"


def test_explain_tells_a_relation_with_examples() -> None:
    """The docstring, the formula and judged examples, in either language."""
    english = crossfoot("explain", "growth").output
    assert "rate = current / base - 1" in english
    assert "8079 / 6725 - 1 = 20.134%, prints as 20.1%" in english
    assert "增长率" in crossfoot("explain", "growth", "--lang", "zh").output
    assert "growth" in crossfoot("explain").output


def test_help_shows_the_exit_codes() -> None:
    """A user need not look further."""
    assert "2 it could not be checked" in crossfoot("check", "--help").output
