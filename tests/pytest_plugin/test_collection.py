"""Suites as tests: what is collected, what each outcome becomes, what a failure prints."""

from __future__ import annotations

import pytest

from tests.pytest_plugin.conftest import (
    CONFLICT,
    FAILS,
    HEAD,
    HOLDS,
    ROUNDING,
    UNDECIDED,
    Run,
    suite,
)


def test_what_is_no_suite_is_left_alone(project: pytest.Pytester, run: Run) -> None:
    """YAML elsewhere, and other YAML in a folder of that name, is not crossfoot's business."""
    (project.path / "compose.yaml").write_text(HEAD + FAILS)
    (project.path / "expectations" / "other.yaml").write_text("services: {web: {expect: x}}\n")
    (project.path / "expectations" / "notes.md").write_text(HEAD + FAILS)
    result = run()
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    assert "crossfoot" not in result.stdout.str().replace("crossfoot.pytest_plugin", "")


def test_it_can_be_switched_off(project: pytest.Pytester, run: Run) -> None:
    """`crossfoot = off` collects nothing; what is neither on nor off is refused."""
    suite(project, "sales", FAILS)
    project.makeini("[pytest]\ncrossfoot = off\n")
    assert run().ret == pytest.ExitCode.NO_TESTS_COLLECTED
    project.makeini("[pytest]\ncrossfoot = perhaps\n")
    result = run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*crossfoot = perhaps: use auto or off"])


def test_each_outcome_is_that_of_a_test(project: pytest.Pytester, run: Run) -> None:
    """Holds and rounding pass, fails fails, undecided is skipped; the summary counts them."""
    suite(project, "sales", HOLDS, ROUNDING, FAILS, UNDECIDED)
    result = run("-rs", "-W", "error", "--strict-markers", "--strict-config")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*sales.yaml: *zero*"])
    result.stdout.fnmatch_lines(["1 holds · 1 rounding · 1 fails · 1 undecided"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_failure_is_a_finding_without_a_traceback(project: pytest.Pytester, run: Run) -> None:
    """At most five lines, with claim, formula, both sets and what each figure would have to be."""
    suite(project, "sales", FAILS)
    result = run("-v")
    lines = result.stdout.lines
    start = next(n for n, line in enumerate(lines) if line.startswith("claim"))
    heads = [line.split()[0] for line in lines[start : start + 4]]
    assert heads == ["claim", "formula", "finding", "implied"]
    assert "down 3%" in lines[start] and "sales.yaml:3" in lines[start]
    assert "9.4%" in lines[start + 2] and "-3.5% to -2.5%" in lines[start + 2]
    assert "Traceback" not in result.stdout.str() and "site-packages" not in result.stdout.str()
    assert "pytest_plugin.py" not in result.stdout.str()


def test_a_chinese_suite_is_told_in_chinese(project: pytest.Pytester, run: Run) -> None:
    """The finding is in the language of the figures."""
    (project.path / "datasets" / "shu.csv").write_text(
        "name,text,metric,period,section,note\n合计,113家,企业数,,,\n一,32家,企业数,,,\n二,38家,企业数,,,\n",
        encoding="utf-8",
    )
    (project.path / "expectations" / "shu.yaml").write_text(
        "dataset: shu\nexpect:\n  - total: {total: 合计, parts: [一, 二]}\n", encoding="utf-8"
    )
    result = run()
    result.stdout.fnmatch_lines(["*total[[]合计[]]*", "原文*113家*", "说明*70家*"])


def test_a_known_inconsistency_is_expected(project: pytest.Pytester, run: Run) -> None:
    """It is reported and does not gate; when it no longer fails, that does."""
    suite(project, "sales", FAILS, "    known: carried over from the draft\n")
    result = run("-rx")
    result.assert_outcomes(xfailed=1)
    result.stdout.fnmatch_lines(["*XFAIL*carried over from the draft*"])
    assert result.ret == pytest.ExitCode.OK
    suite(project, "sales", HOLDS, "    known: carried over from the draft\n")
    result = run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*XPASS(strict)*carried over from the draft*"])


def test_a_conflict_is_a_test_too(project: pytest.Pytester, run: Run) -> None:
    """Checks that cannot all be true fail together, although none fails alone."""
    (project.path / "expectations" / "years.yaml").write_text(CONFLICT)
    result = run("-v")
    result.assert_outcomes(failed=1, skipped=2)
    result.stdout.fnmatch_lines(["*years.yaml::conflict[[]*FAILED*"])
    result.stdout.fnmatch_lines(["finding*contradict each other*"])
    result.stdout.fnmatch_lines(["*2 undecided*1 conflicts"])


def test_checks_are_selected_like_other_tests(project: pytest.Pytester, run: Run) -> None:
    """By id, by the name of the relation, by `-k` and by the marker."""
    suite(project, "sales", HOLDS, ROUNDING)
    project.makepyfile(test_other="def test_other(): pass")
    run("expectations/sales.yaml::growth[sales]").assert_outcomes(passed=1)
    run("expectations/sales.yaml::growth").assert_outcomes(passed=1)
    run("-k", "total").assert_outcomes(passed=1, deselected=2)
    run("-m", "crossfoot", "--strict-markers").assert_outcomes(passed=2, deselected=1)
    run("-m", "not crossfoot").assert_outcomes(passed=1, deselected=2)


def test_last_failed_runs_the_failing_check_again(project: pytest.Pytester, run: Run) -> None:
    """`--lf` keeps to it until it is mended."""
    suite(project, "sales", HOLDS, FAILS)
    run().assert_outcomes(passed=1, failed=1)
    result = run("--lf")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["FAILED expectations/sales.yaml::growth[[]sales[]][[]-2[]] - *"])


BROKEN = {
    "no-figure": HEAD + "  - growth: {current: sales, base: before, rate: nothing}\n",
    "no-relation": HEAD + "  - grows: {current: sales, base: before, rate: rise}\n",
    "no-dataset": "dataset: nowhere\nexpect:\n" + HOLDS,
    "no-yaml": "dataset: sales\nexpect: [\n",
    "no-expectations": "dataset: sales\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_suite_is_one_clear_error(project: pytest.Pytester, run: Run, text: str) -> None:
    """It names file and line, and the other suites and tests are run all the same."""
    (project.path / "expectations" / "broken.yaml").write_text(text)
    suite(project, "sales", HOLDS)
    project.makepyfile(test_other="def test_other(): pass")
    result = run()
    result.assert_outcomes(errors=1, passed=2)
    result.stdout.fnmatch_lines(["*broken.yaml:[0-9]*: *"])
    assert "Traceback" not in result.stdout.str() and "raise " not in result.stdout.str()
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_an_empty_suite_named_outright_is_an_error(project: pytest.Pytester, run: Run) -> None:
    """A file asked for by name is taken for a suite, so that nothing is passed over."""
    suite(project, "empty")
    assert run().ret == pytest.ExitCode.NO_TESTS_COLLECTED
    run("expectations/empty.yaml").assert_outcomes(errors=1)


def test_relations_of_the_project_are_known(project: pytest.Pytester, run: Run) -> None:
    """A suite may use what `checks/` defines, as with the command line."""
    checks = project.mkdir("checks")
    (checks / "own.py").write_text(
        "from crossfoot.relation import relation\n\n\n@relation()\ndef above(high, low):\n"
        '    """High is above low."""\n    return high > low\n'
    )
    suite(project, "sales", "  - above: {high: sales, low: before}\n")
    run().assert_outcomes(passed=1)
