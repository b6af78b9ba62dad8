"""JUnit XML, GitLab's code quality report and GitHub's annotations, as their readers take them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from crossfoot.message import LANGUAGES
from crossfoot.reports import github, gitlab, junit
from crossfoot.suite import Report

SCHEMAS = Path(__file__).parent.parent / "schemas"

# What GitLab's documentation asks of an issue.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))


def test_junit_is_valid(
    report: Report,
    report_saying: Callable[[dict[str, str]], Report],
    payloads: list[str],
    xsd: etree.XMLSchema,
) -> None:
    """In both languages, and whatever the document says."""
    for language in LANGUAGES:
        xsd.assertValid(etree.fromstring(junit.render([report], language)))
    for payload in payloads:
        wild = report_saying({"known": payload, "suite": payload})
        xsd.assertValid(etree.fromstring(junit.render([wild], "en")))


def test_junit_counts_what_it_holds(report: Report) -> None:
    """One case a check or conflict: failures fail, known and undecided ones are skipped."""
    (suite,) = ElementTree.fromstring(junit.render([report], "en"))
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert int(suite.get("tests", "")) == len(cases) == len(report.verdicts) + 1
    for verdict in report.verdicts:
        known, outcome = verdict.check.known, verdict.outcome
        failing = outcome == "fails" and known is None
        skipped = outcome == "undecided" or (outcome == "fails" and known is not None)
        expected = "failure" if failing else "skipped" if skipped else "system-out"
        assert cases[verdict.check.name] == [expected]
    assert int(suite.get("failures", "")) == sum("failure" in told for told in cases.values())
    assert int(suite.get("skipped", "")) == sum("skipped" in told for told in cases.values())


def test_a_known_conflict_is_no_failure(report: Report) -> None:
    """It is shown, with its reason, and does not gate."""
    (conflict,) = report.conflicts
    known = replace(report, conflicts=(replace(conflict, known="settled next year"),))
    case = ElementTree.fromstring(junit.render([known], "en"))[0][-1]
    assert [child.tag for child in case] == ["skipped"]
    assert "settled next year" in case[0].get("message", "")
    issues = json.loads(gitlab.render([known], "en"))
    assert [one["severity"] for one in issues if one["check_name"] == "conflict"] == ["info"]
    assert "::notice file=harbour.md,title=conflict" in github.render([known], "en").decode()


def test_code_quality_is_valid(report: Report) -> None:
    """Every issue has what GitLab asks for, and a fingerprint of its own."""
    for language in LANGUAGES:
        issues = json.loads(gitlab.render([report, report], language))
        assert [e.message for e in Draft202012Validator(CODE_QUALITY).iter_errors(issues)] == []
    issues = json.loads(gitlab.render([report], "en"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(gitlab.render([], "en")) == []


def test_code_quality_shows_only_findings(report: Report) -> None:
    """New ones are major, known ones informative, a stale mark minor; rounding is none."""
    issues = json.loads(gitlab.render([report], "en"))
    severities = {issue["description"].partition(":")[0]: issue["severity"] for issue in issues}
    for verdict in report.verdicts:
        known = verdict.check.known is not None
        expected = {
            ("fails", False): "major", ("fails", True): "info",
            ("holds", True): "minor", ("rounding", True): "minor",
        }.get((verdict.outcome, known))  # fmt: skip
        assert severities.get(verdict.check.name) == expected


ANNOTATION = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.+)")


def test_annotations_are_one_line_each(
    report: Report, report_saying: Callable[[dict[str, str]], Report], payloads: list[str]
) -> None:
    """No text of a document can start a command of its own, or end this one."""
    texts = [{"name": "vessels", "known": payload, "document": payload} for payload in payloads]
    for one in [report, *map(report_saying, texts)]:
        lines = github.render([one], "en").decode().splitlines()
        assert lines and all(ANNOTATION.fullmatch(line) for line in lines)


def test_annotations_have_the_level_of_the_outcome(report: Report) -> None:
    """Errors for what gates, warnings for a stale mark, notices for the rest."""
    matches = map(ANNOTATION.fullmatch, github.render([report], "en").decode().splitlines())
    levels = {found[2].partition("title=")[2]: found[1] for found in matches if found is not None}
    for verdict in report.verdicts:
        known = verdict.check.known is not None
        expected = {
            ("fails", False): "error", ("fails", True): "notice", ("rounding", False): "notice",
            ("undecided", False): "notice", ("holds", True): "warning",
            ("rounding", True): "warning",
        }.get((verdict.outcome, known))  # fmt: skip
        assert levels.get(verdict.check.name) == expected
