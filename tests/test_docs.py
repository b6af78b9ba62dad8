"""Every code block of README.md and docs/*.md does what the page says.

A page is run from top to bottom in one folder: README.md in a copy of this repository's own
project, the others in an empty one.

- a block with a title, as in ```yaml title="expectations/a.yaml"```, is written to that file; what
  a workflow of GitHub or GitLab runs of crossfoot and pytest is run;
- `python` is run as one program a block, in one namespace a page;
- `console` lists commands; `cd` holds to the end of the block. With `$ ` before each, the lines
  below it are what it prints, `...` standing for any text or lines, and a last line `[1]` for the
  exit code where that is not 0;
- `yaml`, `json`, `toml`, `ini` have to be well formed;
- `text` shows something and is not run; so is what follows a comment `<!-- not run: reason -->`.

Other blocks fail: a page says nothing that nobody checks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAGES = [
    page
    for page in sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    if "```" in page.read_text("utf-8")
]

_BLOCK = re.compile(
    r"(?P<skip><!-- not run: [^\n]+ -->\n+)?"
    r"^(?P<indent> *)```(?P<language>\w*)(?: title=\"(?P<title>[^\"\n]+)\")?[ ]*\n"
    r"(?P<text>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One fenced block: its line in the page, language, title and text."""

    line: int
    language: str
    title: str | None
    text: str
    skipped: bool


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for match in _BLOCK.finditer(page):
        indent = len(match["indent"])
        text = "".join(line[indent:] for line in match["text"].splitlines(keepends=True))
        line = page.count("\n", 0, match.start("language")) + 1
        found.append(Block(line, match["language"], match["title"], text, bool(match["skip"])))
    return found


class Page:
    """Runs the blocks of one page, one after the other, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.namespace: dict[str, Any] = {"__name__": "page"}
        bin_ = folder.parent / "bin"
        bin_.mkdir()
        plugin = "-p crossfoot.pytest_plugin"  # without the others, which take longer to load
        for name, runs in (("crossfoot", "crossfoot"), ("pytest", f"pytest {plugin}")):
            command = bin_ / name
            command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {runs} "$@"\n')
            command.chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if not _of_this_run(key)}
        self.environment = kept | {
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, block: Block) -> None:
        """Do with a block what its language and title say. Raises where it does not work."""
        if block.skipped or block.language == "text":
            return
        if block.title is not None:
            path = self.folder / block.title
            assert path.resolve().is_relative_to(self.folder.resolve())
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            for command in _commands_of_workflow(block):
                self._command(command, None)
        match block.language:
            case "python":
                if block.title is None:
                    self._python(block)
                else:
                    compile(block.text, block.title, "exec")
            case "console":
                self._console(block)
            case "yaml":
                assert yaml.safe_load(block.text) is not None
            case "json":
                json.loads(block.text)
            case "toml":
                tomllib.loads(block.text)
            case "ini":
                ConfigParser().read_string(block.text)
            case "csv" if block.title is not None:
                pass
            case _:
                raise AssertionError(f"a block of {block.language or 'no language'} is not checked")

    def _python(self, block: Block) -> None:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            exec(compile("\n" * block.line + block.text, "page", "exec"), self.namespace)
        finally:
            os.chdir(before)

    def _console(self, block: Block) -> None:
        home = self.folder
        self._commands(block)
        self.folder = home

    def _commands(self, block: Block) -> None:
        if not block.text.startswith("$ "):
            for command in block.text.splitlines():
                self._command(command, None)
            return
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            self._command(command, expected)

    def _command(self, command: str, expected: str | None) -> None:
        """Run one command, or change the folder for those after it."""
        if moved := re.fullmatch(r"cd (\S+)", command):
            self.folder /= moved[1]
            return
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        printed = done.stdout.decode() + (f"[{done.returncode}]\n" if done.returncode else "")
        if expected is None:
            assert done.returncode == 0, f"{command}\n{printed}"
        else:
            assert _matches(printed, expected), f"{command}\n{printed}"


def _of_this_run(name: str) -> bool:
    """Variables by which this run would show through to the commands of a page."""
    return name in ("CI", "FORCE_COLOR") or name.startswith(("PYTEST", "GITHUB_"))


def _matches(printed: str, expected: str) -> bool:
    pattern = "".join(
        "(?:.*\n)*" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + "\n"
        for line in expected.strip("\n").splitlines()
    )
    lines = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, lines) is not None


def _commands_of_workflow(block: Block) -> list[str]:
    """The commands of crossfoot's and pytest's that a workflow runs."""
    title = block.title or ""
    if not title.startswith((".github/", ".gitlab-ci")):
        return []
    content = yaml.safe_load(block.text)
    jobs = content.get("jobs", content).values()
    steps = [step for job in jobs if isinstance(job, dict) for step in job.get("steps", [])]
    runs = [step["run"] for step in steps if "run" in step]
    runs += [line for job in jobs if isinstance(job, dict) for line in job.get("script", [])]
    return [run for run in runs if run.startswith(("crossfoot ", "pytest"))]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A page in an empty folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Page(folder)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_works(path: Path, page: Page) -> None:
    """A reader who types what the page says gets what it shows."""
    found = blocks(path.read_text(encoding="utf-8"))
    if path.name == "README.md":
        for name in ("datasets", "expectations", "checks", "docs"):
            without = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, page.folder / name, ignore=without)
    for block in found:
        try:
            page.run(block)
        except BaseException as error:
            error.add_note(f"in the block at {path.name}:{block.line}")
            raise


@pytest.mark.parametrize(
    "text",
    [
        "```console\n$ exit 3\n```\n",
        "```console\n$ echo one\ntwo\n```\n",
        "```console\nfalse\n```\n",
        "```python\nassert 1 == 2\n```\n",
        "```yaml\na: [\n```\n",
        "```\nx\n```\n",
        "```ruby\nx\n```\n",
        '```yaml title=".gitlab-ci.yml"\na: {script: ["crossfoot no-such-command"]}\n```\n',
    ],
)
def test_a_block_that_does_not_work_is_found(text: str, page: Page) -> None:
    """The convention above is checked, not only followed."""
    (block,) = blocks(text)
    with pytest.raises((AssertionError, yaml.YAMLError)):
        page.run(block)


def test_what_a_command_prints_may_be_abridged(page: Page) -> None:
    """`...` is any text in a line, and any lines on one of its own; `[3]` the exit code."""
    text = (
        "```console\n$ printf 'one two\\nthree\\nfour\\n'; exit 3\none ...\n...\nfour\n[3]\n```\n"
    )
    (block,) = blocks(text)
    page.run(block)
