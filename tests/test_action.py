"""The action for GitHub and the hooks for pre-commit do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from crossfoot.cli import main

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
CHECK = ACTION["runs"]["steps"][-1]

SUITE = """\
dataset: sales
expect:
  - total: {total: sales, parts: [north, south]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project, with a blank in its name, whose one check fails."""
    folder = tmp_path / "the sales"
    for name in ("datasets", "expectations"):
        (folder / name).mkdir(parents=True)
    (folder / "datasets" / "sales.csv").write_text(
        "name,text,metric,period,section,note\nsales,9,,,,\nnorth,3,,,,\nsouth,4,,,,\n"
    )
    (folder / "expectations" / "sales.yaml").write_text(SUITE)
    return folder


def run(project: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks, as a runner would, with these inputs."""
    shim = project.parent / "crossfoot"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crossfoot "$@"\n')
    shim.chmod(0o755)
    values = {name: str(one["default"]) for name, one in ACTION["inputs"].items()} | inputs
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in CHECK["env"].items()
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", CHECK["run"]],
        cwd=project,
        env={
            "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "GITHUB_STEP_SUMMARY": str(project.parent / "summary"),
            "CI": "true",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_gates_and_reports(project: Path) -> None:
    """It annotates, writes summary and SARIF also where the check fails, and fails then."""
    done = run(project)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=expectations/sales.yaml,line=3,")
    assert "❌" in (project.parent / "summary").read_text(encoding="utf-8")
    assert (project / "crossfoot.sarif").is_file()
    assert run(project, **{"fail-on": "never"}).returncode == 0


def test_the_action_cannot_be_made_to_run_its_inputs(project: Path) -> None:
    """An input is a name of a file whatever it looks like; a missing baseline is an error."""
    done = run(project, baseline="$(touch harm) `touch harm`; touch harm")
    assert done.returncode == 2 and "no such baseline" in done.stderr
    assert run(project, targets="$(touch harm)").returncode == 2
    assert not (project / "harm").exists()


def test_the_action_only_passes_inputs_through_the_environment() -> None:
    """No expression stands in a script, where its value would be run."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
    declared = set(ACTION["inputs"])
    used = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert used == declared


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_run_the_command_on_what_they_name(
    hook: dict[str, Any], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is a command of crossfoot's, and the patterns choose the right files."""
    program, *arguments = hook["entry"].split()
    assert program == "crossfoot"
    chosen = [
        name
        for name in ("datasets/a.csv", "expectations/a.yaml", "report.docx", "src/a.py")
        if re.search(hook["files"], name) and not re.search(hook.get("exclude", "^$"), name)
    ]
    monkeypatch.chdir(project)
    if hook.get("pass_filenames", True):
        assert chosen == ["report.docx"]
        assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0
    else:
        assert chosen == ["datasets/a.csv", "expectations/a.yaml"]
        assert CliRunner().invoke(main, arguments).exit_code == 1
