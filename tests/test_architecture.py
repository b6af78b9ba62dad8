"""Who may import whom, how large a file may be, and what a start may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import crossfoot

ROOT = Path(crossfoot.__file__).parent
KERNEL = {
    "errors", "interval", "rounding", "figure", "expression", "formula", "feasibility",
    "linear", "power", "factors",
    "dimension", "relation", "boxes", "finding", "message", "show", "check", "suite", "solver",
}  # fmt: skip
HEAVY = ("pandas", "pandera", "great_expectations", "duckdb", "polars", "pyspark", "docx",
         "openpyxl", "pypdfium2", "numpy")  # fmt: skip
FILES = sorted(path for path in ROOT.rglob("*.py") if "scaffold/project" not in path.as_posix())


def imports(path: Path) -> set[str]:
    """Modules imported at the top level of a file, type checking aside."""
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            if node.module == "crossfoot":
                found.update(f"crossfoot.{alias.name}" for alias in node.names)
    return found


def inside(modules: set[str]) -> set[str]:
    """Parts of crossfoot among the modules."""
    return {name.split(".")[1] for name in modules if name.startswith("crossfoot.")}


def part(path: Path) -> str:
    """The part of crossfoot that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """Kernel below relations below languages and linking below project below the command."""
    used, here = inside(imports(path)) - {part(path)}, part(path)
    if here in KERNEL:
        assert used <= KERNEL
        others = {name.split(".")[0] for name in imports(path)} - {"crossfoot"}
        assert others <= set(sys.stdlib_module_names)
    if here == "relations":
        assert used <= KERNEL
    if here in ("languages", "linking", "documents"):
        assert not used & {"project", "cli", "engines", "reports", "pytest_plugin"}
    if here not in ("cli", "__main__"):
        assert "cli" not in used
    if here in ("reports", "engines"):
        assert not used & {"project", "pytest_plugin"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_holds_one_idea(path: Path) -> None:
    """No file over about four hundred lines."""
    assert len(path.read_text("utf-8").splitlines()) <= 420


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_heavy_libraries_load_only_when_used(path: Path) -> None:
    """Nothing heavy is imported at the top of a file, but by the plug-ins of that library."""
    tops = {name.split(".")[0] for name in imports(path)}
    assert not tops & set(HEAVY) or part(path) in ("engines", "strategies")


def test_a_plain_check_loads_nothing_heavy(tmp_path: Path) -> None:
    """The command starts without data frames, frameworks and document libraries."""
    code = (
        "import sys\nfrom crossfoot.cli import main\n"
        "try:\n    main(['explain', 'growth'])\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"
