"""The pytest plug-in: checks of suites as tests, `claimed` told well, fixtures and a report.

pytest loads this module at every start, in every project, so it imports nothing but pytest;
what it needs of crossfoot it imports when there is a suite to collect or a claim to tell about.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from crossfoot.check import Verdict
    from crossfoot.figure import Figure
    from crossfoot.suite import Conflict, Report, Suite

OUTCOMES = ("holds", "rounding", "fails", "undecided")
_PROPERTY = "crossfoot"  # of a test report: the outcome, which so survives the way from a worker
_SUITES = "crossfoot_suites"  # of a worker's output: the files whose suites it collected
_FILES = pytest.StashKey[dict[Path, "Report | None"]]()
_LOADED = pytest.StashKey[dict[Path, "Suite"]]()
_WRITTEN = pytest.StashKey[list[str]]()


# -- options -------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--crossfoot-report` and the setting `crossfoot`."""
    group = parser.getgroup("crossfoot")
    group.addoption(
        "--crossfoot-report",
        action="append",
        default=[],
        metavar="PATH",
        help="Write a report on the collected suites; the suffix says which. Repeatable.",
    )
    parser.addini(
        "crossfoot",
        "auto: collect the suites in folders named expectations; off: do not.",
        default="auto",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and refuse settings that mean nothing before anything runs."""
    config.addinivalue_line(
        "markers",
        "crossfoot(suite): checks of a suite; on a test, the suite that its fixtures "
        "`crossfoot_suite` and `figures` hold.",
    )
    config.stash[_FILES] = {}
    config.stash[_LOADED] = {}
    setting = config.getini("crossfoot")
    if setting not in ("auto", "off"):
        raise pytest.UsageError(f"crossfoot = {setting}: use auto or off")
    if config.getoption("crossfoot_report"):
        from crossfoot.errors import CrossfootError
        from crossfoot.reports import writer_for

        try:
            for path in config.getoption("crossfoot_report"):
                writer_for(Path(path))
        except CrossfootError as error:
            raise pytest.UsageError(str(error)) from None


# -- collection ----------------------------------------------------------------------------------

_KEY = re.compile(
    r"^(?:dataset|document|rounding|trailing_zeros|margin|unknowns|trust|expect)[ \t]*:", re.M
)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SuiteFile | None:
    """Collect what is a suite: YAML in a folder named expectations with a suite's keys.

    A file named on the command line is taken at its word.
    """
    if file_path.suffix not in (".yaml", ".yml") or file_path.parent.name != "expectations":
        return None
    if parent.config.getini("crossfoot") == "off":
        return None
    if not parent.session.isinitpath(file_path) and not _looks_like_a_suite(file_path):
        return None
    return SuiteFile.from_parent(parent, path=file_path)


def _looks_like_a_suite(path: Path) -> bool:
    try:
        return bool(_KEY.search(path.read_text("utf-8-sig", errors="replace")))
    except OSError:
        return True  # to be told about when it is loaded


class SuiteFile(pytest.File):
    """A suite as a collector: one item a check, one a conflict of several checks."""

    def collect(self) -> Iterator[pytest.Item]:
        """Run the suite, which is quick, since only then its conflicts are known.

        A suite that cannot be run becomes one item, which is an error; other files go on.
        """
        from crossfoot.errors import CrossfootError
        from crossfoot.problem import conflict_name
        from crossfoot.project import load_target, run

        self.config.stash[_FILES][self.path] = None
        try:
            (report,) = run(load_target(self.path))
        except CrossfootError as error:
            yield BrokenSuite.from_parent(self, name="suite", told=str(error))
            return
        self.config.stash[_FILES][self.path] = report
        for verdict in report.verdicts:
            yield CheckItem.from_parent(
                self, name=verdict.check.name, report=report, verdict=verdict
            )
        names: Counter[str] = Counter()
        for conflict in report.joint:
            name = conflict_name(conflict)
            names[name] += 1
            again = f"-{names[name]}" if names[name] > 1 else ""
            yield ConflictItem.from_parent(
                self, name=name + again, report=report, conflict=conflict
            )


class _Item(pytest.Item):
    """One line of a suite as a test."""

    def __init__(
        self,
        *,
        name: str,
        parent: pytest.Collector,
        line: int | None = None,
        known: str | None = None,
        **kwargs: Any,
    ) -> None:
        # pytest takes what follows the first bracket of an id for parameters, up to a last one;
        # `--lf` finds only items whose ids are of that form and made from a text.
        if "[" in name and not name.endswith("]"):
            head, _, tail = name.rpartition("]")
            name = f"{head}][{tail}]"  # growth[sales]-2 becomes growth[sales][-2]
        nodeid = f"{parent.nodeid}::{name}"
        super().__init__(name=name, parent=parent, nodeid=nodeid, **kwargs)
        self.line = line
        self.add_marker("crossfoot")
        if known is not None:
            told = pytest.fail.Exception
            self.add_marker(pytest.mark.xfail(reason=known, strict=True, raises=told))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the suite says so; pytest counts lines from 0."""
        return self.path, None if self.line is None else self.line - 1, self.name


class CheckItem(_Item):
    """A check: passes when it holds, if only thanks to rounding; skipped when undecided."""

    def __init__(self, *, report: Report, verdict: Verdict, **kwargs: Any) -> None:
        check = verdict.check
        super().__init__(line=check.line, known=check.known, **kwargs)
        self.finding = report, verdict
        outcome = verdict.outcome if check.known is None else "known"
        self.user_properties.append((_PROPERTY, outcome))
        if verdict.outcome == "undecided":
            from crossfoot.failure import language_of

            reason = verdict.message.told(language_of(report.figures))
            self.add_marker(pytest.mark.skip(reason=reason))

    def runtest(self) -> None:
        """Tell the verdict."""
        from crossfoot.failure import language_of, told_check

        report, verdict = self.finding
        if verdict.outcome == "fails":
            language = language_of(report.figures)
            pytest.fail("\n".join(told_check(report, verdict, language)), pytrace=False)


class ConflictItem(_Item):
    """Checks that cannot all be true: fails."""

    def __init__(self, *, report: Report, conflict: Conflict, **kwargs: Any) -> None:
        named = {verdict.check.name: verdict.check for verdict in report.verdicts}
        checks = [named[name] for name in conflict.checks if name in named]
        line = checks[0].line if checks else None
        super().__init__(line=line, known=report.known(conflict), **kwargs)
        self.finding = report, conflict
        self.user_properties.append((_PROPERTY, "conflicts"))

    def runtest(self) -> None:
        """Tell the conflict."""
        from crossfoot.failure import language_of, told_conflict

        report, conflict = self.finding
        told = told_conflict(report, conflict, language_of(report.figures))
        pytest.fail("\n".join(told), pytrace=False)


class BrokenSuite(_Item):
    """A suite that cannot be run: an error before anything is tested."""

    def __init__(self, *, told: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.told = told

    def setup(self) -> None:
        """Tell what is wrong with the file."""
        pytest.fail(self.told, pytrace=False)

    def runtest(self) -> None:
        """Never reached: the set-up has failed."""


# -- assertions ----------------------------------------------------------------------------------


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Tell what the print permits, where a value was compared with a claim."""
    if "crossfoot.claimed" not in sys.modules:
        return None
    from crossfoot.claimed import Claim, explain
    from crossfoot.failure import language_of

    claim = right if isinstance(right, Claim) else left
    if not isinstance(claim, Claim):
        return None
    told = explain(op, left, right, language_of(claim.figures))
    return told and [f"{_short(left)} {op} {_short(right)}", *told]


def _short(value: object) -> str:
    shown = " ".join(repr(value).split())
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


# -- fixtures ------------------------------------------------------------------------------------


@pytest.fixture
def crossfoot_suite(request: pytest.FixtureRequest) -> Suite:
    """The project's suite, or of several the one that `@pytest.mark.crossfoot("name")` names."""
    from crossfoot.errors import CrossfootError
    from crossfoot.project import Project, find_project

    root = find_project(request.path.parent)
    if root is None:
        pytest.fail("there is no folder expectations/ at or above this test", pytrace=False)
    project = Project(root)
    marker = request.node.get_closest_marker("crossfoot")
    wanted = marker.args[0] if marker and marker.args else None
    try:
        names = {path.stem: path for path in project.suite_files}
        if wanted is None and len(names) == 1:
            (wanted,) = names
        if wanted not in names:
            which = "which suite?" if wanted is None else f"there is no suite {wanted!r}:"
            hint = f"{which} mark the test with one of {', '.join(names)}"
            pytest.fail(f'{hint}, as @pytest.mark.crossfoot("{next(iter(names))}")', pytrace=False)
        loaded = request.config.stash[_LOADED]
        if names[wanted] not in loaded:
            (loaded[names[wanted]],) = project.suites([names[wanted]])
    except CrossfootError as error:
        pytest.fail(str(error), pytrace=False)
    return loaded[names[wanted]]


@pytest.fixture
def figures(crossfoot_suite: Suite) -> Mapping[str, Figure]:
    """The suite's figures by name: `figures["enterprises"].interval`."""
    return {figure.name: figure for figure in crossfoot_suite.figures}


# -- the end of a run ----------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Hear from a worker of pytest-xdist which suites it collected; they all collect the same."""
    output = getattr(node, "workeroutput", {})
    for path in output.get(_SUITES, ()):
        node.config.stash[_FILES].setdefault(Path(path), None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the reports; a worker leaves that to the controller."""
    config = session.config
    files = config.stash[_FILES]
    if hasattr(config, "workeroutput"):
        config.workeroutput[_SUITES] = [str(path) for path in files]
        return
    paths = config.getoption("crossfoot_report")
    if paths and not config.getoption("collectonly"):
        told, failed = _write(paths, files)
        config.stash[_WRITTEN] = told
        if failed and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _write(paths: list[str], files: Mapping[Path, Report | None]) -> tuple[list[str], bool]:
    """Write every report; a line on each, and whether something went wrong."""
    from crossfoot.errors import CrossfootError
    from crossfoot.failure import language_of
    from crossfoot.files import write_whole
    from crossfoot.project import load_target, run
    from crossfoot.reports import writer_for

    reports: list[Report] = []
    told: list[str] = []
    failed = False
    for file, report in sorted(files.items()):
        try:
            # What workers have run is run again here: a suite costs less than its way here.
            reports.extend(run(load_target(file)) if report is None else [report])
        except CrossfootError as error:
            told.append(f"not in the report: {error}")
    language = language_of([figure for report in reports for figure in report.figures])
    for path in paths:
        try:
            write_whole(Path(path), writer_for(Path(path)).render(reports, language))
            told.append(f"wrote {path}")
        except CrossfootError as error:
            told.append(str(error))
            failed = True
    return told, failed


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Say how many checks had each outcome."""
    counts = Counter(
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and (report.when == "call" or report.skipped)
        for key, value in report.user_properties
        if key == _PROPERTY
    )
    written = config.stash.get(_WRITTEN, [])
    if not counts and not written:
        return
    terminalreporter.section("crossfoot")
    if counts:
        parts = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES]
        more = [f"{counts[kind]} {kind}" for kind in ("known", "conflicts") if counts[kind]]
        terminalreporter.line(" · ".join([*parts, *more]))
    for line in written:
        terminalreporter.line(line)
