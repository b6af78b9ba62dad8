"""Fixtures, assertions, reports, and what the plug-in leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from tests.pytest_plugin.conftest import FAILS, HOLDS, ROUNDING, SOURCE, UNDECIDED, Run, suite


def test_the_figures_of_the_only_suite_are_a_fixture(project: pytest.Pytester, run: Run) -> None:
    """`figures` is the dataset by name, `crossfoot_suite` the suite itself."""
    suite(project, "sales", HOLDS)
    project.makepyfile(
        """
        from crossfoot import claimed

        def test_figures(figures):
            assert figures["rise"].interval.low is not None
            assert 8.1 / 7.5 - 1 == claimed(figures["rise"])

        def test_suite(crossfoot_suite):
            assert crossfoot_suite.name == "sales"
        """
    )
    run().assert_outcomes(passed=3)


def test_of_several_suites_the_marker_names_one(project: pytest.Pytester, run: Run) -> None:
    """Without it, or with a name that is none, the names are told."""
    suite(project, "one", HOLDS)
    suite(project, "two", ROUNDING)
    project.makepyfile(
        """
        import pytest

        @pytest.mark.crossfoot("two")
        def test_named(crossfoot_suite):
            assert crossfoot_suite.name == "two"

        def test_unnamed(crossfoot_suite):
            pass

        @pytest.mark.crossfoot("three")
        def test_misnamed(figures):
            pass
        """
    )
    result = run("-k", "named")
    result.assert_outcomes(passed=1, errors=2, deselected=2)
    result.stdout.fnmatch_lines(["which suite? mark the test with one of one, two*"])
    result.stdout.fnmatch_lines(["there is no suite 'three': mark*one, two*"])


def test_an_assertion_tells_what_the_print_permits(project: pytest.Pytester, run: Run) -> None:
    """In pytest's own style, for values, for rows and for `in`."""
    project.makepyfile(
        """
        from crossfoot import claimed

        def test_value(): assert 0.3 == claimed("20.1%")
        def test_rows(): assert [0.2, 0.3] == claimed("20.1%")
        def test_in(): assert 0.3 in claimed("20.1%")
        def test_less(): assert 0.3 < claimed("20.1%")
        def test_chinese(): assert 8078 == claimed("8079家")
        def test_other(): assert 0.3 == 0.2
        """
    )
    result = run()
    result.assert_outcomes(failed=6)
    told = "30% is above what 20.1% permits: 20.05% to 20.15%."
    result.stdout.fnmatch_lines(
        [
            "E*assert 0.3 == claimed('20.1%')",
            f"E     {told}",
            "E*assert [[]0.2, 0.3[]] == claimed('20.1%')",
            "E     2 of 2 rows are not as claimed:",
            f"E       [[]1[]] {told}",
            "E*assert 0.3 in claimed('20.1%')",
            f"E     {told}",
            "E*assert 0.3 < claimed('20.1%')",
            f"E     {told}",
            "E     8078家低于8079家所允许的范围：8079家。",
            "E*assert 0.3 == 0.2",
        ]
    )


def test_assert_consistent_hides_its_own_frames(project: pytest.Pytester, run: Run) -> None:
    """The failure is the finding, not the way to it."""
    suite(project, "sales", FAILS)
    project.makepyfile(
        """
        from crossfoot import assert_consistent

        def test_report(): assert_consistent("expectations/sales.yaml")
        """
    )
    result = run("test_assert_consistent_hides_its_own_frames.py")
    result.stdout.fnmatch_lines(["E*claim*down 3%*", "E*finding*-3.5% to -2.5%*"])
    assert "assertions.py" not in result.stdout.str()


REPORTS = ("--crossfoot-report=out/r.json", "--crossfoot-report=out/r.sarif")


def test_a_report_is_written_at_the_end(project: pytest.Pytester, run: Run) -> None:
    """Any format, several at once, on whole suites whatever was selected."""
    suite(project, "one", HOLDS, FAILS)
    suite(project, "two", ROUNDING)
    result = run(*REPORTS, "-k", "growth")
    result.assert_outcomes(passed=1, failed=1, deselected=1)
    result.stdout.fnmatch_lines(["wrote out/r.json", "wrote out/r.sarif"])
    reports = json.loads((project.path / "out" / "r.json").read_text("utf-8"))["reports"]
    assert [report["suite"] for report in reports] == ["one", "two"]
    assert reports[0]["counts"]["fails"] == 1
    written = (project.path / "out" / "r.sarif").read_text("utf-8")
    assert "expectations/one.yaml" in written and str(project.path) not in written


def test_two_workers_find_and_report_what_one_process_does(
    project: pytest.Pytester, run: Run, run_two: Run
) -> None:
    """Outcomes, counts, the one error of a broken suite, and the bytes of the report."""
    known = "    known: carried over from the draft\n"
    suite(project, "sales", HOLDS, ROUNDING, FAILS, UNDECIDED, FAILS + known)
    suite(project, "broken", "  - grows: {}\n")
    alone = run(*REPORTS)
    written = (project.path / "out" / "r.json").read_bytes()
    both = run_two(*REPORTS)
    for result in (alone, both):
        result.assert_outcomes(passed=2, failed=1, skipped=1, xfailed=1, errors=1)
        result.stdout.fnmatch_lines(["1 holds · 1 rounding · 1 fails · 1 undecided · 1 known"])
        result.stdout.fnmatch_lines(["not in the report: *broken.yaml:3: *"])
        assert "Traceback" not in result.stdout.str()
    assert (project.path / "out" / "r.json").read_bytes() == written


def test_a_report_that_cannot_be_written_is_not_passed_over(
    project: pytest.Pytester, run: Run
) -> None:
    """An unknown format is refused before anything runs; a failing write fails the run."""
    suite(project, "sales", HOLDS)
    result = run("--crossfoot-report=report.odt")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*report.odt*use one of*.sarif*"])
    (project.path / "file").write_text("")
    result = run("--crossfoot-report=file/r.json")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*cannot be written*"])


def test_a_project_without_suites_notices_nothing(project: pytest.Pytester, run: Run) -> None:
    """No section, no warning turned into an error, strict settings in force."""
    project.makepyfile("def test_nothing(): pass")
    result = run("--strict-markers", "--strict-config")
    result.assert_outcomes(passed=1)
    assert "holds" not in result.stdout.str()


def test_pytest_finds_the_plugin_where_crossfoot_is_installed() -> None:
    """The package declares it, under the name that pytest lists and `-p no:crossfoot` blocks."""
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"crossfoot": "crossfoot.pytest_plugin"}


def test_the_plugin_loads_nothing_before_it_is_needed() -> None:
    """At the start of pytest neither the kernel nor any library of crossfoot's is imported."""
    code = (
        "import sys, pytest, crossfoot.pytest_plugin\n"
        "names = {name for name in sys.modules if name.startswith('crossfoot')}\n"
        "names |= {'pandas', 'numpy', 'pandera', 'great_expectations', 'yaml', 'click', 'jinja2'}"
        " & set(sys.modules)\n"
        "print(sorted(names))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE), "PATH": ""},
    )
    assert result.stdout.strip() == "['crossfoot', 'crossfoot.pytest_plugin']"
