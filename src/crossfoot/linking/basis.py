"""Rates that the printed levels do not give: constant prices, adjusted bases."""

from __future__ import annotations

import re

from crossfoot.linking.bases import bases_differ, bases_differ_between
from crossfoot.linking.proposed import ADJUSTED, ANOTHER_BASE, CONSTANT_PRICES
from crossfoot.linking.scene import Frame
from crossfoot.message import Told

YEARLY = re.compile(
    r"年均|年平均|每年|annual\b|annually|a year\b(?!-o|[ \n](?:ago|earlier|before|previously))"
    r"|per year|per annum|CAGR",
    re.IGNORECASE,
)
_REAL = re.compile(
    r"可比价|不变价|实际(?:同比|比上年)?(?:增|下降|减少|上升|回落|提高|上涨|下跌)"
    r"|(?:扣除|剔除)价格|constant[- ](?:price|currency|dollar)|real terms|in real "
    r"|inflation-adjusted|volume terms",
    re.IGNORECASE,
)
_REAL_BY_CONVENTION = re.compile(
    r"生产总值|增加值|GDP|国民收入|业务总量|电信业务|邮政业务|总产值"
    r"|第[一二三]产业(?!.{0,6}(?:投资|用电|从业|就业|税|贷款|人[员数]|企业))|real (?:GDP|income)"
    r"|value added|gross domestic product",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(
    r"同口径|可比口径|剔除|扣除|还原|调整后|(?:constant|comparable|adjusted|organic|like-for-like"
    r"|underlying|pro forma|non-GAAP|currency[- ]neutral|seasonal|same[- ](?:store|property))",
    re.IGNORECASE,
)

# Of a row: adjusted levels have a rate of their own, but these are not the levels of the rate.
_OTHER_SCOPE = re.compile(
    r"同口径|可比口径|剔除|还原|(?:constant|comparable|organic|like-for-like|currency[- ]neutral"
    r"|same[- ](?:store|property))",
    re.IGNORECASE,
)


_ADJUSTED_LEVEL = re.compile(
    r"\b(?:adjusted|non-GAAP|underlying|pro forma|core)\b(?: [\w'-]+){1,6} $", re.IGNORECASE
)


def by_name(text: str) -> Told | None:
    """Why a rate so named need not be that of its levels: GDP, value added, same-store sales."""
    if _REAL.search(text) or (_REAL_BY_CONVENTION.search(text) and "名义" not in text):
        return CONSTANT_PRICES
    return ADJUSTED if _OTHER_SCOPE.search(text) else None


def not_comparable(frame: Frame) -> tuple[Told | None, Told | None]:
    """Why the rate of a frame is not that of its printed levels, and why it need not be.

    What is adjusted may be so in both levels, and what is real by convention may be told at current
    prices; it is only where the rate agrees that this is seen.
    """
    words = f"{frame.opening} {_around(frame)}"
    if bases_differ(frame):
        return None, ANOTHER_BASE
    level = frame.level
    if _REAL.search(words):
        return CONSTANT_PRICES, None
    label = level.label if level else ""
    if _REAL_BY_CONVENTION.search(label) and "名义" not in words:
        return None, CONSTANT_PRICES
    if _WITHOUT.match(frame.opening):
        return None, ADJUSTED
    return None, ADJUSTED if _ADJUSTED.search(words) and not _throughout(frame) else None


def on_another_basis(part: Frame, whole: Frame) -> bool:
    """Whether the rate of a part is told on another basis than that of its whole.

    What is at constant prices for the whole is so for its parts, and need not be said again.
    """
    mine, its = (f"{one.opening} {_around(one)}" for one in (part, whole))
    if bases_differ_between(part, whole) or bool(_ADJUSTED.search(mine)) != bool(
        _ADJUSTED.search(its)
    ):
        return True
    return _REAL.search(mine) is not None and _REAL.search(its) is None


def _throughout(frame: Frame) -> bool:
    """Adjusted profit of X compared to Y, an increase of Z: it is said of both levels alike."""
    level, base, rate = (frame.slots.get(slot) for slot in ("current", "base", "rate"))
    if level is None or base is None or rate is None or not level.start < base.start < rate.start:
        return False
    after = frame.words + _CLAUSE.split(rate.tail[:_NEAR])[0]
    return _ADJUSTED_LEVEL.search(level.lead) is not None and not _ADJUSTED.search(after)


def _around(frame: Frame) -> str:
    """The words of a frame, with those before it and after it in its clause."""
    members = sorted((*frame.slots.values(), *frame.asides), key=lambda mention: mention.start)
    return members[0].lead[-_NEAR:] + frame.words + _CLAUSE.split(members[-1].tail[:_NEAR])[0]


_WITHOUT = re.compile(r"\W*(?:excluding|stripping|net of|before|adjust)", re.IGNORECASE)
_NEAR = 60  # characters before and after a frame in which its basis is told
_CLAUSE = re.compile("[,，；;。]")
