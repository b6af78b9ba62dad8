"""A project: a folder with datasets, expectations and its own checks; and targets to check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from crossfoot.check import Check
from crossfoot.dataset import is_dataset, load_dataset, read_rows, reread
from crossfoot.errors import CrossfootError, SuiteError
from crossfoot.figure import Figure
from crossfoot.problem import Problem, problems
from crossfoot.reading import read_document
from crossfoot.relation import Relation
from crossfoot.rounding import Rounding
from crossfoot.suite import Report, Suite
from crossfoot.suite_file import load_suite

EXPECTATIONS = "expectations"
SUITE_SUFFIXES = (".yaml", ".yml")

Progress = Callable[[Sequence[Check]], Iterable[Check]]


def find_project(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `expectations/`."""
    start = start.resolve()
    return next(
        (folder for folder in (start, *start.parents) if (folder / EXPECTATIONS).is_dir()), None
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """A project's own rules in `checks/`: relations, and pandera schemas of its datasets."""

    relations: Mapping[str, Relation] = field(default_factory=dict)
    schemas: tuple[type[Any], ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Rules:
        """The rules of every module of the folder. Raises SuiteError where one cannot run."""
        relations: dict[str, Relation] = {}
        schemas: list[type[Any]] = []
        for path in sorted(folder.glob("*.py")):
            module = _run(path)
            for value in vars(module).values():
                if isinstance(value, Relation):
                    relations[value.name] = value
                elif _is_schema(value, module):
                    schemas.append(value)
        return cls(relations, tuple(schemas))


def _run(path: Path) -> ModuleType:
    name = f"crossfoot_checks_{path.stem}"
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # pandera looks annotations up in the module of a schema
    try:
        spec.loader.exec_module(module)
    except CrossfootError:
        raise
    except Exception as error:  # whatever a project's own module raises is told with its place
        trace = error.__traceback__
        line = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == str(path):
                line = trace.tb_lineno
            trace = trace.tb_next
        remedy = (
            "Install it, or crossfoot with its extra: crossfoot[pandera]."
            if isinstance(error, ImportError)
            else ""
        )
        raise SuiteError(
            f"{type(error).__name__}: {error}.", remedy=remedy, file=path, line=line
        ) from error
    return module


def _is_schema(value: object, module: ModuleType) -> bool:
    """Whether this is a pandera model of the module itself, not one that it imports."""
    return (
        isinstance(value, type)
        and value.__module__ == module.__name__
        and any(base.__module__.startswith("pandera.") for base in value.__mro__)
        and hasattr(value, "validate")
    )


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that holds `expectations/`, and beside it `datasets/`, `checks/`, `reports/`."""

    root: Path

    @property
    def suite_files(self) -> list[Path]:
        """The suites by name. Raises SuiteError when there is none."""
        folder = self.root / EXPECTATIONS
        found = sorted(path for path in folder.iterdir() if path.suffix in SUITE_SUFFIXES)
        if not found:
            raise SuiteError(
                "holds no suite (*.yaml).", remedy="`crossfoot init` writes one.", file=folder
            )
        return found

    def suites(
        self, only: Sequence[Path] | None = None, *, rounding: Rounding = "half"
    ) -> Iterator[Suite]:
        """The suites, or only those of these files, with the project's own rules applied.

        `rounding` is the convention of suites that name none.
        """
        rules = Rules.load(self.root / "checks")
        validated: set[Path] = set()
        for path in self.suite_files if only is None else only:
            suite = load_suite(
                path,
                relations=rules.relations,
                datasets=self.root / "datasets",
                rounding=rounding,
            )
            if suite.dataset is not None and suite.dataset not in validated:
                validated.add(suite.dataset)
                _apply(rules, suite.dataset)
            yield suite


def _apply(rules: Rules, dataset: Path) -> None:
    if rules.schemas:
        from crossfoot.engines.pandera import validate_rows

        validate_rows(rules.schemas, read_rows(dataset), dataset)


def load_target(
    target: Path,
    *,
    strict: bool = False,
    undecided: bool = False,
    rounding: Rounding = "half",
) -> Iterator[Suite]:
    """The suites that a target on the command line stands for.

    A project folder stands for all of its suites, a suite file for itself, a document (`-` is
    standard input) for what it states; `strict` and `undecided` are for documents. `rounding` is
    the convention where neither suite nor figure names one. Raises SuiteError or DocumentError.
    """
    if target.is_dir():
        if not (target / EXPECTATIONS).is_dir():
            raise SuiteError(
                f"holds no {EXPECTATIONS}/ folder.",
                remedy="Name a document, a suite or a project; `crossfoot init` makes a project.",
                file=target,
            )
        yield from Project(target).suites(rounding=rounding)
    elif str(target) != "-" and not target.exists():
        raise SuiteError("there is no such file.", file=target)
    elif target.suffix in SUITE_SUFFIXES:
        root = find_project(target.parent)
        if root is not None and target.resolve().parent == root / EXPECTATIONS:
            yield from Project(root).suites([target], rounding=rounding)
        else:
            yield load_suite(target, rounding=rounding)
    else:
        yield read_document(target, strict=strict, undecided=undecided, rounding=rounding)


Version = Suite | None
"""A suite in one of two versions; None where that version has none of it."""


def load_versions(old: Path, new: Path, suite: Path | None = None) -> list[tuple[Version, Version]]:
    """The suites of two versions of a document, dataset, suite or project, side by side.

    Datasets are checked by `suite`, or by those suites of the project around either one that
    are about it. Suites of two projects are paired by name. Raises SuiteError or DocumentError.
    """
    kinds = [_kind(path) for path in (old, new)]
    if kinds[0] != kinds[1]:
        raise SuiteError(
            f"is a {kinds[1]}, and {old} a {kinds[0]}.",
            remedy="Name two versions of one thing.",
            file=new,
        )
    if kinds[0] == "dataset":
        return list(_dataset_versions(old, new, suite))
    if suite is not None:
        raise SuiteError("a suite is for two versions of a dataset.", file=suite)
    before, after = list(load_target(old)), list(load_target(new))
    if kinds[0] != "project":
        return [(before[0], after[0])]
    names = sorted({one.name for one in (*before, *after)})
    by_name = [{one.name: one for one in suites} for suites in (before, after)]
    return [(by_name[0].get(name), by_name[1].get(name)) for name in names]


def _kind(path: Path) -> str:
    if path.is_dir():
        return "project"
    if path.suffix in SUITE_SUFFIXES:
        return "suite"
    return "dataset" if path.suffix == ".csv" and is_dataset(path) else "document"


def _dataset_versions(old: Path, new: Path, suite: Path | None) -> Iterator[tuple[Suite, Suite]]:
    root = find_project((suite or new).parent) or find_project(old.parent)
    relations = {} if root is None else Rules.load(root / "checks").relations
    files = [] if suite is None else [suite]
    if suite is None and root is not None:
        either = {old.resolve(), new.resolve()}
        for path in Project(root).suite_files:
            dataset = load_suite(path, relations=relations, datasets=root / "datasets").dataset
            files += [path] if dataset is not None and dataset.resolve() in either else []
    for file in files:
        before, after = (load_suite(file, relations=relations, version=one) for one in (old, new))
        yield before, after
    if not files:
        before, after = (Suite(one.stem, (), load_dataset(one), dataset=one) for one in (old, new))
        yield before, after


def run(suites: Iterable[Suite], progress: Progress | None = None) -> list[Report]:
    """Run the suites. Raises SuiteError when not every planned check was evaluated."""
    reports = []
    for suite in suites:
        report = suite.run(progress, reread)
        if len(report.verdicts) != len(suite.checks):
            raise SuiteError(
                f"{len(suite.checks)} checks were planned and {len(report.verdicts)} evaluated.",
                file=suite.source,
            )
        reports.append(report)
    return reports


def gating(reports: Iterable[Report], fail_on: str) -> list[Problem]:
    """What the run fails for: findings that are not known and have an outcome that gates."""
    if fail_on == "never":
        return []
    outcomes = ("fails", "conflict", fail_on)
    return [
        problem
        for report in reports
        for problem in problems(report)
        if problem.outcome in outcomes and problem.known is None
    ]


def gates(reports: Iterable[Report], fail_on: str, accepted: Container[str] = frozenset()) -> bool:
    """Whether the run fails, for anything but findings whose identities are accepted."""
    return any(problem.identity not in accepted for problem in gating(reports, fail_on))


def chinese(figures: Iterable[Figure]) -> bool:
    """Whether the figures are mostly those of a Chinese text."""
    marks = [any("\u4e00" <= c <= "\u9fff" for c in f.text + f.metric) for f in figures]
    return 2 * sum(marks) > len(marks)
