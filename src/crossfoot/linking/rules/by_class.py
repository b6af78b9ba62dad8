"""A total of 1,134,000 visitors came. By country of residence, Norland led with 173,900."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.levels import may_be_negative
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene

_BY = re.compile(
    r"^\W*(?:By|Among|In terms of|Broken down by|Classified by) (?:the )?(?:[a-z-]+ ){0,2}?"
    r"(?:country|countries|nationality|region|state|province|county|city|sector|industry|activity"
    r"|branch|occupation|age|sex|gender|type|kind|category|class|group|size|purpose|use|source"
    r"|destination|origin|market|product|commodity|component|currency|borrower|holder"
    r"|ownership|mode|status|level|segment)s?\b[^.;\d]{0,40},"
)
_SENTENCES = 2  # that a breakdown goes on after the one that names it


def links(scene: Scene) -> Iterator[Link]:
    """Every level of a breakdown with the last one before it of the same noun or money.

    What else of that noun a text counts it does not say; so only where it is no more.
    """
    for paragraph in scene.paragraphs:
        whole: Mention | None = None
        left = 0
        for sentence in paragraph:
            if sentence.chinese:
                break
            if whole is not None and _BY.match(sentence.text):
                left = _SENTENCES + 1
            inside = [m for m in levels(sentence) if m.unit and adds_up(m.label)]
            if not left or whole is None:
                whole = next((m for m in inside if m.depth == 0), whole)
                continue
            left -= 1
            for part in inside:
                if part.unit != whole.unit or may_be_negative(part.label + whole.label):
                    continue
                roles: Roles = {"parts": [part.figure], "whole": whole.figure}
                words = scene.text[whole.start : part.end][:200]
                link = Link("part_of", roles, words, stated=False, doubt=MAY_OVERLAP)
                if link.holds:
                    yield link
