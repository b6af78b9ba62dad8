"""Baselines: today's findings are accepted, new ones fail, and nothing is accepted by accident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossfoot.cli import main

ROWS = {
    "sales": "$8.1 million", "before": "$7.5 million", "rise": "up 9%", "fall": "down 3%",
    "north": "$5.1 million", "south": "$3.1 million",
}  # fmt: skip
FAILS = "  - growth: {current: sales, base: before, rate: fall}\n"
OTHER = "  - total: {total: before, parts: [north, south]}\n"
ROUNDING = "  - growth: {current: sales, base: before, rate: rise}\n"
CONFLICT = (
    "  - growth: {current: sales, base: past, rate: rise}\n"
    "  - growth: {current: sales, base: past, rate: fall}\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the working folder, at a desk."""
    for folder in ("datasets", "expectations"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def check(*checks: str, options: str = "", rows: dict[str, str] = ROWS) -> Result:
    """Run `crossfoot check` on a suite of these checks, with a baseline."""
    lines = [f"{name},{text},,,,\n" for name, text in rows.items()]
    Path("datasets/sales.csv").write_text("name,text,metric,period,section,note\n" + "".join(lines))
    unknowns = "unknowns: {past: {unit: USD, at_least: '0'}}\n"
    text = f"dataset: sales\n{unknowns}expect:\n{''.join(checks)}"
    Path("expectations/sales.yaml").write_text(text)
    arguments = ["check", "expectations/sales.yaml", "--baseline", "base.json", *options.split()]
    return CliRunner().invoke(main, arguments)


def test_todays_findings_are_accepted(project: Path) -> None:
    """The file is written, the run is green, and the findings are still shown."""
    first = check(FAILS, CONFLICT)
    assert first.exit_code == 0 and "accepting 2 findings" in first.stderr
    again = check(FAILS, CONFLICT)
    assert again.exit_code == 0 and "fails" in again.stdout
    assert again.stdout.count("accepted in base.json") == 2


def test_a_new_finding_fails(project: Path) -> None:
    """Next to accepted ones, whether a check or a conflict."""
    check(FAILS)
    assert check(FAILS, OTHER).exit_code == 1
    assert check(FAILS, CONFLICT).exit_code == 1


def test_a_changed_print_is_a_new_finding(project: Path) -> None:
    """What was accepted was this error in these figures."""
    check(FAILS)
    assert check(FAILS, rows={**ROWS, "fall": "down 4%"}).exit_code == 1


def test_moving_about_is_no_new_finding(project: Path) -> None:
    """Lines, order and further checks do not matter."""
    check(FAILS)
    assert check(ROUNDING, "\n\n", FAILS, rows=dict(reversed(ROWS.items()))).exit_code == 0


def test_what_is_mended_is_told(project: Path) -> None:
    """So that the file can be renewed, which makes the next such error fail."""
    check(FAILS, OTHER)
    mended = check(FAILS)
    assert mended.exit_code == 0 and "1 findings accepted in base.json no longer" in mended.stderr
    assert check(FAILS, options="--write-baseline").exit_code == 0
    assert check(FAILS, OTHER).exit_code == 1


def test_a_baseline_accepts_what_gates(project: Path) -> None:
    """With `--fail-on rounding` that is accepted, too; without, it need not be."""
    assert "accepting 0" in check(ROUNDING).stderr
    assert check(ROUNDING, options="--fail-on rounding").exit_code == 1
    assert check(ROUNDING, options="--fail-on rounding --write-baseline").exit_code == 0
    assert check(ROUNDING, options="--fail-on rounding").exit_code == 0


def test_a_missing_baseline_is_an_error_on_a_server(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it would be written again in every run, and accept everything."""
    monkeypatch.setenv("CI", "true")
    result = check(FAILS)
    assert result.exit_code == 2 and "no such baseline" in result.stderr
    assert not Path("base.json").exists()
    assert check(FAILS, options="--write-baseline").exit_code == 0


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"accepted": 3}', '{"accepted": [{}]}', "[" * 100_000, '{"accepted": [3]}'],
)
def test_what_is_no_baseline_is_refused(project: Path, text: str) -> None:
    """The file is named, and it is not written over."""
    Path("base.json").write_text(text)
    result = check(FAILS)
    assert result.exit_code == 2 and "base.json" in result.stderr
    assert Path("base.json").read_text() == text


def test_a_baseline_reads_well_in_a_review(project: Path) -> None:
    """It names the check and quotes the prints."""
    check(FAILS)
    (entry,) = json.loads(Path("base.json").read_text())["accepted"]
    assert entry["states"] == ["fall = sales / before - 1"]
    assert entry["figures"]["fall"] == "down 3%"


def test_writing_needs_a_file(project: Path) -> None:
    """`--write-baseline` alone does not guess one."""
    result = CliRunner().invoke(main, ["check", "--write-baseline", str(project)])
    assert result.exit_code == 2
