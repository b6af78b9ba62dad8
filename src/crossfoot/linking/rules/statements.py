"""Rows of financial statements that are related by what they are called, in every column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_BASE, MAY_OVERLAP, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import corroborated
from crossfoot.linking.words import CHANGE, OVER


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation and, by role, the rows that fill it; several patterns fill a plural role.

    `sure` is False where a figure may be negative, so that it can be broken in truth. Where a row
    is printed that `unless` names, another identity says the same.
    """

    relation: str
    roles: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    sure: bool = True
    unless: re.Pattern[str] | None = None


def _identity(
    relation: str, *, sure: bool = True, unless: str = "", **roles: str | tuple[str, ...]
) -> Identity:
    compiled = tuple(
        (
            role,
            tuple(
                re.compile(one, re.IGNORECASE)
                for one in ((some,) if isinstance(some, str) else some)
            ),
        )
        for role, some in roles.items()
    )
    return Identity(relation, compiled, sure, re.compile(unless, re.I) if unless else None)


_ASSETS = "(?:总资产|资产总额|资产总计|资产合计|total assets)"
_DEBTS = "(?:总负债|负债总额|负债总计|负债合计|total liabilities)"
_EQUITY = (
    "(?:(?:股东|所有者)权益(?:合计|总额|总计)?|权益(?:合计|总额|总计)|total (?:shareholders’"
    "|shareholders'|stockholders’|stockholders'|owners'|share)? ?equity)"
)
_BOTH = (
    "(?:负债[和及与](?:股东|所有者)权益(?:合计|总计|总额)?|total liabilities(?:, .*)? and .*"
    "(?:equity|deficit|capital))"
)
_REVENUE = "(?:营业收入|营业总收入|营业收入合计)"
_WEIGHTED = "风险加权资产(?:合计|总额|净额)?"
_LOANS = "(?:客户)?(?:贷款(?:和垫款)?总额|贷款总额|发放贷款和垫款总额)"
_SHARE_OF = re.compile(r"^(.{2,20}?)(?:占|对)(.{2,14}?)(?:的)?(?:比率|比例|比重|比)$")

_IDENTITIES = (
    _identity("same", figures=(_ASSETS, _BOTH)),
    _identity("total", total=_ASSETS, parts=(_DEBTS, _EQUITY), unless=_BOTH),
    _identity(
        "balance",
        inflow=_LOANS,
        outflow="(?:客户)?贷款减值准备(?:余额)?",
        balance="(?:客户)?贷款(?:和垫款)?净额",
    ),
    _identity("balance", inflow="利息收入", outflow="利息支出", balance="利息净收入"),
    _identity(
        "balance",
        inflow="手续费及佣金收入",
        outflow="手续费及佣金支出",
        balance="手续费及佣金净收入",
    ),
    _identity(
        "balance", inflow="利润总额", outflow="(?:减[:：]?)?所得税(?:费用)?", balance="净利润"
    ),
    _identity(
        "balance",
        inflow="(?:net )?(?:revenues?|sales)|total revenues?",
        outflow="(?:total )?cost of (?:sales|revenues?|goods sold)",
        balance="gross (?:margin|profit)",
    ),
    _identity("total", total=_REVENUE, parts=("利息净收入", "非利息净收入")),
    _identity(
        "total", total="净利润", parts=("归属于.{2,8}股东的净利润", "少数股东(?:损益|应占利润)")
    ),
    _identity("ratio", numerator="业务及管理费", denominator=_REVENUE, ratio="成本收入比率?"),
    _identity(
        "ratio", numerator="核心一级资本净额", denominator=_WEIGHTED, ratio="核心一级资本充足率"
    ),
    _identity("ratio", numerator="一级资本净额", denominator=_WEIGHTED, ratio="一级资本充足率"),
    _identity("ratio", numerator="(?:总)?资本净额", denominator=_WEIGHTED, ratio="资本充足率"),
    _identity(
        "product", factors=("不良贷款率", "拨备覆盖率"), product="贷款拨备率|拨贷比|贷款拨备比率"
    ),
    _identity("part_of", parts="核心一级资本充足率", whole="一级资本充足率"),
    _identity("part_of", parts="一级资本充足率", whole="资本充足率"),
    _identity("part_of", parts="核心一级资本净额", whole="资本净额"),
    _identity("part_of", parts="其他一级资本净额", whole="资本净额"),
    _identity("part_of", parts=("核心一级资本净额", "其他一级资本净额"), whole="资本净额"),
    _identity(
        "part_of",
        parts="最大单一(?:客户|借款人)贷款比例",
        whole="最大十家(?:客户|借款人)贷款(?:比率|比例)",
    ),
    _identity("part_of", parts="(?:客户)?贷款(?:和垫款)?净额|发放贷款[和及]垫款", whole=_ASSETS),
    _identity("part_of", parts="金融投资", whole=_ASSETS),
    _identity("part_of", parts="现金及存放中央银行款项", whole=_ASSETS),
    _identity(
        "part_of",
        parts=(
            "(?:客户)?贷款(?:和垫款)?净额|发放贷款[和及]垫款",
            "金融投资",
            "现金及存放中央银行款项",
        ),
        whole=_ASSETS,
    ),
    _identity("part_of", parts="(?:客户|吸收)存款(?:总额)?", whole=_DEBTS),
    _identity("part_of", parts="负债(?:总额|总计|合计)|总负债", whole=_ASSETS),
    _identity("part_of", parts="归属于.{2,8}股东的?权益", whole=_ASSETS),
    _identity("part_of", parts=(_DEBTS, "归属于.{2,8}股东的?权益"), whole=_ASSETS, sure=False),
    _identity("part_of", parts="利息净收入", whole=_REVENUE, sure=False),
    _identity("part_of", parts="手续费及佣金净收入", whole=_REVENUE, sure=False),
    _identity("part_of", parts=("利息净收入", "手续费及佣金净收入"), whole=_REVENUE, sure=False),
    _identity("part_of", parts="归属于.{2,8}股东的净利润", whole="净利润", sure=False),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(
    r"[一二三四1-4]季度|Q[1-4]|上半年|下半年|\d+-\d+月|three months|six months|nine months"
    r"|twelve months|full.year",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s|[(（\[][^()（）]{0,12}[)）\]]$")

Rows = dict[str, dict[str, Figure]]


def links(scene: Scene) -> Iterator[Link]:
    """Every identity whose rows are printed, in all columns of one period together."""
    rows = _rows(scene)
    if not rows:
        return
    for identity in (*_IDENTITIES, *_shares(rows)):
        found = list(_links(identity, rows))
        known = corroborated(found, ANOTHER_BASE, enough=1)
        doubt = None if identity.sure else MAY_OVERLAP
        for one in known:
            yield one if doubt is None else replace(one, doubt=doubt)


def _rows(scene: Scene) -> Rows:
    """The figures by the name of their row and the period of their column; first prints only."""
    rows: Rows = defaultdict(dict)
    for grid in scene.grids:
        periods = _periods(grid)
        for (row, column), figure in sorted(grid.figures.items()):
            label = (
                _BLANK.sub("", grid.labels.get(row, ""))
                if not grid.labels.get(row, "").isascii()
                else grid.labels[row].strip()
            )
            period = periods[column]
            head = grid.heads.get(column, "")
            if label and period and not (CHANGE.search(head) or OVER.search(head)):
                rows[label].setdefault(period, figure)
    return rows


def _periods(grid: Grid) -> dict[int, str]:
    """The period of each column; the whole head where two columns are of one year."""
    found = {column: _period(grid.heads.get(column, "")) for column in grid.columns}
    named = list(found.values())
    return {
        column: period if named.count(period) < 2 else grid.heads.get(column, "")
        for column, period in found.items()
    }


def _period(head: str) -> str:
    year, part = _YEAR.search(head), _PART.search(head)
    return f"{year[0]} {part[0].lower() if part else ''}".strip() if year else ""


def _shares(rows: Rows) -> Iterator[Identity]:
    """手续费及佣金净收入占营业收入比率 names its own part and whole."""
    for label in rows:
        said = _SHARE_OF.match(label)
        if said and said[1] in rows:
            part, share = re.escape(said[1]), re.escape(label)
            whole = _ASSETS if said[2] == "总资产" else re.escape(said[2])
            yield _identity("ratio", numerator=part, denominator=whole, ratio=share)


def _links(identity: Identity, rows: Rows) -> Iterator[Link]:
    if identity.unless is not None and any(map(identity.unless.fullmatch, rows)):
        return
    filled: list[tuple[str, list[str]]] = []
    for role, patterns in identity.roles:
        names = []
        for pattern in patterns:
            hits = [label for label in rows if pattern.fullmatch(label)]
            if len(hits) != 1:
                return
            names.append(hits[0])
        filled.append((role, names))
    first = rows[filled[0][1][0]]
    for period in first:
        roles = {role: [rows[name].get(period) for name in names] for role, names in filled}
        if all(one is not None for some in roles.values() for one in some):
            because = " / ".join([*(name for _, names in filled for name in names), period])
            yield Link(
                identity.relation,
                {role: [one for one in some if one] for role, some in roles.items()},
                because,
                stated=False,
            )
