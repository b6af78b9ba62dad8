"""收入总计52.1亿元……支出总计52.1亿元。收支平衡: both sides come to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.scene import Mention, Scene

_BALANCED = re.compile(
    r"收支(?:预算|执行|基本|保持)*(?:相抵)?[，,]?(?:后)?平衡(?!原则|、|压力|状况)|无结余"
    r"|a balanced budget"
)
_IN = re.compile("收入(?:总计|总量|合计|总额)(?:为|达|完成)?$")
_OUT = re.compile("支出(?:总计|总量|合计|总额)(?:为|达|完成)?$")
_PLAIN = (re.compile("预算收入$|基金收入$"), re.compile("预算支出$|基金支出$"))
_REACH = 24  # levels before the words that one of the two sides may be


def links(scene: Scene) -> Iterator[Link]:
    """The last income and the last spending before the words, in one paragraph."""
    for paragraph in scene.paragraphs:
        inside: list[Mention] = []
        for sentence in paragraph:
            here = levels(sentence)
            for said in _BALANCED.finditer(sentence.text):
                at = sentence.start + said.start()
                known = [*inside, *(m for m in here if m.end <= at)][-_REACH:]
                income, spending = _last(known, _IN), _last(known, _OUT)
                if income is None and spending is None and len(known) == len(_PLAIN):
                    income, spending = (
                        m if called.search(m.label) else None
                        for m, called in zip(known, _PLAIN, strict=True)
                    )
                if income is None or spending is None or income.start > spending.start:
                    continue
                if same_unit(income.figure, spending.figure) and income.scope == spending.scope:
                    words = scene.text[
                        income.start - len(income.label) : sentence.start + said.end()
                    ]
                    figures = [income.figure, spending.figure]
                    yield Link("same", {"figures": figures}, words, doubt=ANOTHER_FACT, slip=True)
            inside.extend(here)


def _last(known: Sequence[Mention], called: re.Pattern[str]) -> Mention | None:
    return next((m for m in reversed(known) if called.search(m.lead[-12:])), None)
