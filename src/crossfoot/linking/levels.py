"""Whether figures can be added or compared: their units and kinds."""

from __future__ import annotations

import re

from crossfoot.figure import Figure

_SAME = {
    "人民币元": "元", "人民币": "元", "CNY": "元", "RMB": "元", "yuan": "元", "美元": "USD",
    "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "港元": "HKD", "港币": "HKD", "公吨": "吨",
    "tonne": "吨", "tonnes": "吨", "千米": "公里", "km": "公里", "名": "人", "位": "人",
    "户次": "户", "千瓦小时": "千瓦时", "度": "千瓦时",
}  # fmt: skip
_COUNTED = frozenset(["amount", "count", "measure"])
_MAY_BE_NEGATIVE = re.compile(
    r"利润|盈|亏|净额|净值|净流|差额|顺差|逆差|结余|增量|新增贷款|新增存款|同比增加|增加额|增减"
    r"|变动|贡献|余额差|profit|income|earnings|loss|\bnet\b|change|surplus|deficit|balance"
    r"|cash flow",
    re.IGNORECASE,
)


_PER = re.compile(r"per [\d,]+|per (?:million|thousand)")


def unit_of(figure: Figure) -> str:
    """The unit under one name; of a rate per 1,000 residents just the number."""
    if every := _PER.search(figure.unit):
        return every[0]
    return _SAME.get(figure.unit, figure.unit)


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same; a bare number goes with what has no unit of money."""
    first, second = unit_of(one), unit_of(other)
    if first == second:
        return True
    kinds = {one.reading.kind, other.reading.kind}
    if kinds == {"count"}:
        return not first or not second or (first.isascii() and second.isascii())
    # 937,000 residents of 56.1 million
    return kinds == {"count", "measure"} and "" in (first, second) and (first + second).isascii()


def equal(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same and come to the same."""
    return same_unit(one, other) and one.reading.value == other.reading.value


def same_money(one: Figure, other: Figure) -> bool:
    """The same for cells of tables, where a sign of money in one row is meant in the next ones."""
    units = {unit_of(one), unit_of(other)}
    kinds = {one.reading.kind, other.reading.kind}
    return same_unit(one, other) or ("" in units and kinds == {"amount", "measure"})


def addable(figure: Figure) -> bool:
    """Whether the figure is a level that parts add up to."""
    return figure.reading.kind in _COUNTED


def may_be_negative(label: str) -> bool:
    """Whether what is counted can be below zero, so that a part may exceed its whole."""
    return _MAY_BE_NEGATIVE.search(label) is not None
