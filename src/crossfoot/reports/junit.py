"""JUnit XML, which every CI system shows: a suite a report, a test case a check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crossfoot.check import Verdict
from crossfoot.message import Language, translate
from crossfoot.problem import Spots
from crossfoot.suite import Report

NAMES = ("junit", ".xml")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """Failing checks are failures, undecided and known ones are skipped with the reason."""
    root = Element("testsuites", name="crossfoot")
    for report in reports:
        _suite(root, report, language)
    indent(root)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _suite(root: Element, report: Report, language: Language) -> None:
    suite = SubElement(root, "testsuite", name=_clean(report.suite.name))
    spots = Spots(report)
    for verdict in report.verdicts:
        case = SubElement(
            suite,
            "testcase",
            name=_clean(verdict.check.name),
            classname=_clean(report.suite.name),
            time="0",
        )
        spot = spots.of(verdict.check)
        if spot is not None:
            case.set("file", _clean(spot.file))
        if spot is not None and spot.line is not None:
            case.set("line", str(spot.line))
        _outcome(case, verdict, language)
    for number, conflict in enumerate(report.joint, start=1):
        case = SubElement(
            suite,
            "testcase",
            name=f"conflict[{number}]",
            classname=_clean(report.suite.name),
            time="0",
        )
        text = translate("These checks contradict each other: %(checks)s.", language)
        told = _clean(text % {"checks": ", ".join(conflict.checks)})
        known = report.known(conflict)
        if known is None:
            SubElement(case, "failure", message=told, type="conflict").text = told
        else:
            SubElement(case, "skipped", message=_clean(f"{told} ({known})"))
    cases = list(suite)
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    suite.set("time", "0")


def _outcome(case: Element, verdict: Verdict, language: Language) -> None:
    told = _clean(verdict.message.told(language))
    known = verdict.check.known
    if verdict.outcome == "fails" and known is None:
        SubElement(case, "failure", message=told, type="fails").text = told
    elif verdict.outcome == "fails":
        SubElement(case, "skipped", message=_clean(f"{told} ({known})"))
    elif verdict.outcome == "undecided":
        SubElement(case, "skipped", message=told)
    else:
        SubElement(case, "system-out").text = told


# XML 1.0 has no way to write most control characters, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
