"""SARIF: valid by the official schema, places that hosts accept, and nothing but what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft4Validator

from crossfoot.figure import Figure, Place
from crossfoot.message import LANGUAGES
from crossfoot.reports import sarif
from crossfoot.suite import Report, Suite

SCHEMA = Path(__file__).parent.parent / "schemas" / "sarif-2.1.0.json"


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sarif.render([report], "en"))["runs"][0]["results"]
    return found


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_it_is_valid(report: Report, validator: Draft4Validator) -> None:
    """The official schema has nothing to say, in either language, for one report or none."""
    for language in LANGUAGES:
        for reports in ([], [report], [report, report]):
            log = json.loads(sarif.render(reports, language))
            assert [error.message for error in validator.iter_errors(log)] == []


def test_the_schema_can_fail(report: Report, validator: Draft4Validator) -> None:
    """What validates above is checked: a level that does not exist is found."""
    log = json.loads(sarif.render([report], "en"))
    log["runs"][0]["results"][0]["level"] = "wrong"
    assert list(validator.iter_errors(log))


def test_only_what_is_wrong_is_a_result(report: Report) -> None:
    """Hosts show each result as an alert, so rounding and undecided are none."""
    outcomes = {verdict.check.name: verdict.outcome for verdict in report.verdicts}
    found = results(report)
    named = [result["message"]["text"].partition(":")[0] for result in found]
    errors = [name for name, result in zip(named, found, strict=True) if result["level"] == "error"]
    assert {name for name, outcome in outcomes.items() if outcome == "fails"} < set(errors)
    assert len(errors) == 1 + list(outcomes.values()).count("fails")
    stale = [name for name, result in zip(named, found, strict=True) if result["level"] != "error"]
    assert stale == ["same[moored]"]


def test_what_is_known_is_suppressed(report: Report) -> None:
    """With the reason that the suite gives, in the standard's own way."""
    suppressed = [result for result in results(report) if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == ["growth"]
    assert suppressed[0]["suppressions"][0]["justification"].startswith("the base was corrected")


def test_every_result_has_rule_place_and_fingerprint(report: Report) -> None:
    """The rule is explained, and no two results are taken for one."""
    log = json.loads(sarif.render([report], "zh"))["runs"][0]
    rules = log["tool"]["driver"]["rules"]
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    growth = next(rule for rule in rules if rule["id"] == "growth")
    assert growth["shortDescription"]["text"] == "增长率等于本期数除以基期数再减一。"
    prints = [result["partialFingerprints"]["crossfoot/v1"] for result in log["results"]]
    assert len(set(prints)) == len(prints)


def test_equal_reports_give_equal_bytes(report: Report) -> None:
    """Nothing of the clock or the machine is in it."""
    assert sarif.render([report], "en") == sarif.render([report], "en")


def test_texts_stay_texts(
    report_saying: Callable[[dict[str, str]], Report],
    payloads: list[str],
    validator: Draft4Validator,
) -> None:
    """What a document says cannot break out of the log."""
    for payload in payloads:
        log = json.loads(sarif.render([report_saying({"known": payload, "suite": payload})], "en"))
        assert not list(validator.iter_errors(log))
        reasons = [r["suppressions"][0] for r in log["runs"][0]["results"] if "suppressions" in r]
        assert reasons[0]["justification"] == payload


SUITE = """\
# a comment
dataset: sales

expect:
  - growth: {current: sales, base: before, rate: fall}
    because: Both years stand in the table.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the working folder whose one check fails."""
    for folder in ("datasets", "expectations"):
        (tmp_path / folder).mkdir()
    (tmp_path / "datasets" / "sales.csv").write_text(
        "name,text,metric,period,section,note\nsales,810,,,,\nbefore,750,,,,\nfall,-3%,,,,\n"
    )
    (tmp_path / "expectations" / "the sales.yaml").write_text(SUITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_place_is_line_and_column_of_the_suite(project: Path) -> None:
    """As the repository names the file; a blank in the name is escaped as in any URI."""
    report = Suite.load(project / "expectations" / "the sales.yaml").run()
    physical = results(report)[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "expectations/the%20sales.yaml"
    assert physical["region"] == {"startLine": 5, "startColumn": 5, "endColumn": 55}


def placed(suite: Suite, place: Place) -> Suite:
    """The suite with its claim at a place of a document."""
    (check,) = suite.checks
    claim = check.figures["rate"][0]
    assert isinstance(claim, Figure)
    figures = {**check.figures, "rate": (replace(claim, place=place),)}
    return replace(suite, checks=(replace(check, figures=figures),))


def test_the_place_is_line_and_column_of_the_document(project: Path) -> None:
    """Where the claim is printed in a text, and its page or cell in what has no lines."""
    suite = Suite.load(project / "expectations" / "the sales.yaml")
    Path("report.md").write_text("# 销售\n\n销售额为810，下降-3%。\n", encoding="utf-8")
    report = placed(suite, Place("report.md", line=3)).run()
    physical = results(report)[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "report.md"
    assert physical["region"] == {"startLine": 3, "startColumn": 11, "endColumn": 14}
    location = results(placed(suite, Place("report.pdf", line=3, page=7)).run())[0]["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "page 7"}]
    location = results(placed(suite, Place("gone.md", line=9)).run())[0]["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 9}
