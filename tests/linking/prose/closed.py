"""True sentences about what is named, left, added up or set off: in Chinese and in English."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.english import capital, percent
from tests.linking.prose.truth import Sentence, World, grouped, rounded


def named_rates(w: World) -> str:
    """A rate that is named after two counts, but of others, of all with those before, or of some."""
    got, old = w.whole(3000), w.whole(800)
    done = Fraction(int((got + old) * Fraction(w.random.randint(50, 99), 100)))
    some = Fraction(int(got / 3))
    r, q = rounded(done / (got + old) * 100, 1), rounded(w.level(5), 1)
    left = got + old - done
    kind = w.fresh(["受理", "检测", "毕业", "预算", "问卷"])
    told = {
        "受理": [
            f"新受理案件{got}件，审结{done}件，结案率{r}%，比上年提高{q}个百分点。",
            f"旧存案件{old}件，新收案件{got}件，审结{done}件，结案率{r}%，未结{left}件。",
            f"受理各类案件{got + old}件，其中新收{got}件，审结{done}件，结案率{r}%。",
            f"接到投诉{got}件，办结{done}件（含往年积案），办结率{r}%。",
        ],
        "检测": [
            f"抽检产品{got}批次，合格{got - some}批次，其中农产品合格率{q}%。",
            f"抽检产品{got}批次，不合格{some}批次，合格率{rounded((got - some) / got * 100, 1)}%。",
            f"检测样品{got}批次，合格{got - some}批次，上年合格率为{q}%。",
        ],
        "毕业": [
            f"高校毕业生{got}人，其中升学{some}人，就业{int((got - some) * 4 / 5)}人，就业率{rounded(Fraction(int((got - some) * 4 / 5)) / (got - some) * 100, 1)}%。",
            f"毕业生{got}人，就业{got - some}人，初次就业率{q}%，年底就业率{rounded((got - some) / got * 100, 1)}%。",
        ],
        "预算": [
            f"安排项目预算{rounded(w.level(), 1)}亿元，执行中调整为{rounded(old, 1)}亿元，支出{rounded(old * 4 / 5, 1)}亿元，执行率80.0%。",
            f"年初预算{rounded(w.level(), 1)}亿元，支出{rounded(old, 1)}亿元，按调整预算计算执行率{q}%。",
        ],
        "问卷": [f"发放问卷{got}份，回收{got - some}份，有效问卷{got - 2 * some}份，有效回收率{rounded((got - 2 * some) / got * 100, 1)}%。"],
    }  # fmt: skip
    return w.head + w.one(told[kind])


def what_is_left(w: World) -> str:
    whole = w.whole(800)
    done, now, rest = w.counted_parts(whole, 3)
    part = Fraction(int(done / 2))
    what = w.fresh(["信访件", "整改任务", "申请", "工单"])
    return w.head + w.one([
        f"共有{what}{whole}件，办结{done + now}件，其中当场办结{now}件，其余{rest}件正在办理。",
        f"共有{what}{whole}件，已办结{done}件，正在办理{now}件，尚有{rest}件未办理。",
        f"共有{what}{whole}件，通过{done + now}件，公示{done + now - part}件，剩余{part}件待公示。",
        f"共有{what}{whole}件，审核{whole}件，通过{done}件，不通过{now + rest}件。",
        f"{what}{whole}件，涉及企业{done}件、个人{whole - done}件，已办{now}件、其余{whole - now}件待办。",
        f"本月办结{what}{done}件，上月办结{now}件，年初以来合计办结{whole * 3}件。",
        f"{what}{done}件、{now}件，前两项合计{done + now}件，加上往年的共计{whole * 2}件。",
    ])  # fmt: skip


def sides(w: World) -> str:
    """Exports, imports and balances, of all and of some."""
    one, other, few = w.level(), w.level(), w.level(50)
    gap = one - other
    name = "顺差" if gap > 0 else "逆差"
    w.fresh(["出口"])
    e, i, f, g, s = (f"{rounded(abs(v), 1)}亿元" for v in (one, other, few, gap, few / 3))
    return w.head + w.one([
        f"出口{e}，{w.one(['增长', '下降'])}{rounded(w.level(20), 1)}%；进口{i}，贸易{name}{g}。",
        f"出口{e}，进口{i}。其中，对东盟出口{f}，贸易顺差{s}。",
        f"出口{e}，进口{i}；服务贸易顺差{s}。",
        f"出口{e}、进口{i}，{name}{g}，比上年扩大{s}。",
        f"货物出口{e}，货物进口{i}，服务出口{f}，货物和服务净出口{rounded(w.level(9), 1)}亿元。",
        f"1-11月出口{e}、进口{i}，12月当月实现顺差{s}。",
        f"现金流入{e}，现金流出{i}，期末现金余额{f}。",
        f"资产总额{rounded(one + other, 1)}亿元，负债总额{i}，归属于母公司的所有者权益{rounded(one * 9 / 10, 1)}亿元。",
    ])  # fmt: skip


def two_years(w: World) -> str:
    """Years that are named, and rates that are of others."""
    a = Fraction(int(w.level())) + 10
    b = Fraction(int(a * w.factor()))
    c = Fraction(int(b * w.factor()))
    name = w.fresh(["茶叶产量", "游客人数", "专利授权量"])
    unit = "万吨" if "产量" in name else "万人次" if "人" in name else "件"
    x, y, z = (f"{rounded(v, 1 if unit != '件' else 0)}{unit}" for v in (a, b, c))
    up = f"{'增长' if c >= b else '下降'}{rounded(abs(c / b - 1) * 100, 1)}%"
    all_ = f"{'增长' if c >= a else '下降'}{rounded(abs(c / a - 1) * 100, 1)}%"
    return w.one([
        f"{name}2021年{x}，2023年{z}，同比{up}。",
        f"2021年{name}{x}，2022年{y}，2023年{z}，比上年{up}。",
        f"2021年{name}为{x}，2023年为{z}，两年{all_}。",
        f"2023年{name}{z}，2021年为{x}，{all_}。",
        f"2023年{name}{z}，2021年为{x}，比上年{up}。",
        f"{name}2021年{x}，2023年{z}，年均增长{rounded(w.level(5), 1)}%。",
    ])  # fmt: skip


def left_english(w: World) -> str:
    whole = w.whole(800)
    done, now, rest = w.counted_parts(whole, 3)
    t, d, n, r = (f"{int(v):,}" for v in (whole, done, now, rest))
    both, of_them = f"{int(done + now):,}", f"{int(done / 2):,}"
    what = w.fresh(["firms", "cases", "requests", "sites"])
    return capital(w.head + w.one([
        f"of {t} {what}, {both} were closed, {n} of them at once, and the remaining {r} were open.",
        f"there were {t} {what}: {d} in the north, {n} in the south and {r} elsewhere.",
        f"there were {t} {what}; {both} were checked, {of_them} passed and the other {int(done + now) - int(done / 2):,} failed.",
        f"of the {t} {what}, {d} were small, {of_them} were new and the other {int(whole - done):,} were large.",
        f"we visited {d} {what} in May and {n} in June, {both} in all, and {int(whole * 3):,} since the start.",
        f"there were {t} {what}: {d} were new, {n} were repeated, and {of_them} came from abroad.",
        f"there were {d} old {what} and {n} new ones, together {both}, against {t} a year ago.",
        f"{what} numbered {t}, split between {d} in towns and {int(whole - done):,} in the country.",
    ]))  # fmt: skip


def named_english(w: World) -> str:
    got, old = w.whole(3000), w.whole(800)
    done = Fraction(int((got + old) * Fraction(w.random.randint(50, 99), 100)))
    r, q = percent(done / (got + old)), percent(w.rate())
    g, d, o = (f"{int(v):,}" for v in (got, done, old))
    w.fresh(["named"])
    money = w.level()
    profit = money * Fraction(w.random.randint(20, 400), 1000)
    return capital(w.head + w.one([
        f"{g} new cases were filed and {d} closed, a clearance rate of {r} of these and of {o} from before.",
        f"{g} complaints were received and {d} resolved; the resolution rate for simple ones was {q}.",
        f"questionnaires were mailed to {g} people and {int(got / 2):,} returned, for a response rate of {percent(Fraction(int(got / 2)) / got)}.",
        f"of {g} people invited, {int(got / 2):,} responded; the response rate of men was {q}.",
        f"{g} samples were tested and {int(got * 4 / 5):,} passed; last year the pass rate was {q}.",
        f"sales were ${rounded(money, 1)} million and operating income ${rounded(profit, 1)} million, an adjusted margin of {q}.",
        f"revenue was ${rounded(money, 1)} million, gross profit ${rounded(profit, 1)} million and operating margin {q}.",
        f"the hotel has {g} rooms, of which {int(got / 3):,} were occupied on the day, and an annual occupancy rate of {q}.",
    ]))  # fmt: skip


def sides_english(w: World) -> str:
    one, other, few = w.level(), w.level(), w.level(50)
    one += other if w.likely(50) else 0
    gap = one - other
    e, i, f, g = (f"${grouped(abs(v), 1)} billion" for v in (one, other, few, gap))
    w.fresh(["exports of goods"])
    name = "surplus" if gap > 0 else "deficit"
    return capital(w.head + w.one([
        f"exports were {e} and imports {i}, leaving a {name} of {g}.",
        f"exports were {e} and imports {i}; the surplus in services was {f}.",
        f"exports rose to {e}, imports to {i}. With Norway alone there was a surplus of {f} on exports of {rounded(few * 3, 1)} billion.",
        f"operating cash flow was {e}, capital expenditures were {i} and free cash flow after leases was {f}.",
        f"assets of {e} and liabilities of {i} include those held for sale; equity attributable to owners was {f}.",
        f"births numbered {int(one):,} and deaths {int(other):,}; with migration the population grew by {int(few):,}.",
        f"receipts of {e} and outlays of {i} left a {name} of {g}, compared with a deficit of {f} a year earlier.",
        f"revenue was {e} and cost of sales {i} before amortization; gross profit was {f}.",
    ]))  # fmt: skip


def years_english(w: World) -> str:
    a = w.whole()
    b = Fraction(int(a * w.factor()))
    c = Fraction(int(b * w.factor()))
    x, y, z = (f"{int(v):,}" for v in (a, b, c))
    name = w.fresh(["accidents", "arrests", "visits"])
    word = "rise" if c >= b else "fall"
    return capital(w.one([
        f"there were {x} {name} in 2021 and {z} in 2023, an average {word} of {percent(w.rate())} a year.",
        f"there were {x} {name} in 2021 and {z} in 2023, an annual {word} of {percent(w.rate())}.",
        f"there were {y} {name} in 2022 and {z} in 2023, a {word} of {percent(c / b - 1)}.",
        f"there were {y} {name} in 2022 and {z} in 2023, an underlying {word} of {percent(w.rate())}.",
        f"there were {y} {name} in 2022 and {z} in 2023, a seasonally adjusted {word} of {percent(w.rate())}.",
        f"there were {y} {name} in 2022 and {z} in 2023, after a {word} of {percent(w.rate())} in 2021.",
        f"{name} numbered {x} in 2021, {y} in 2022 and {z} in 2023, a {word} of {percent(c / b - 1)} in the last year.",
    ]))  # fmt: skip


CLOSED_CHINESE: list[Sentence] = [named_rates, what_is_left, sides, two_years]
CLOSED_ENGLISH: list[Sentence] = [left_english, named_english, sides_english, years_english]
