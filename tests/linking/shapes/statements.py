"""Statements of companies whose numbers are true."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.truth import World
from tests.linking.shapes.render import Shape, Style, growth
from tests.linking.shapes.reports import ZERO, Make, add

Line = tuple[str, list[Fraction]]


def years(w: World, chinese: bool) -> list[str]:
    """Heads of two columns, perhaps of four."""
    if chinese:
        return w.one(
            [
                ["2023年", "2022年"],
                ["本期金额", "上期金额"],
                ["2022年", "2023年"],
                ["期末余额", "期初余额"],
            ]
        )
    return w.one(
        [
            ["2023", "2022"],
            ["2022", "2023"],
            ["June 30, 2023", "June 30, 2022"],
            ["Q2 2023", "Q2 2022"],
        ]
    )


def made(w: World, s: Style, lines: list[Line], chinese: bool, caption: str) -> Shape:
    """The lines as a table, perhaps with notes, changes and growth."""
    heads = ["项目" if chinese else "", *years(w, chinese)]
    rows = [
        [name, *(s.cell(v) if values else "" for v in values or [ZERO, ZERO])]
        for name, values in lines
    ]
    if w.likely(30):
        heads.insert(1, "附注" if chinese else "Note")
        for number, row in enumerate(rows, 1):
            row.insert(1, str(number) if w.likely(60) else "")
    swapped = heads[-1] in ("2023年", "2023")
    if w.likely(40):
        heads += ["增减额", "增减%"] if chinese else ["Change", "% change"]
        for row, (_, values) in zip(rows, lines, strict=True):
            new, old = (values[::-1] if swapped else values) or [ZERO, ZERO]
            row += [s.cell(new - old), s.percent(growth(new, old))] if values else ["", ""]
    unit = (
        w.one(["单位：万元", "单位：人民币百万元", ""])
        if chinese
        else w.one(["(in millions)", "(Dollars in thousands)", ""])
    )
    return Shape(heads, rows, caption, unit)


def pair(w: World, size: int = 1000) -> list[Fraction]:
    return [w.level(size), w.level(size)]


def minus(values: list[Fraction]) -> list[Fraction]:
    return [-v for v in values]


def income(w: World) -> Shape:
    """Revenue less costs and expenses, other items, tax, what is left, and per share."""
    s, zh, signed = Style(w), w.likely(50), w.likely(50)
    out = minus if signed else list[Fraction]
    sales, cost = pair(w, 3000), pair(w)
    gross = add([sales, minus(cost)])
    expenses = [pair(w, 300) for _ in range(3)]
    spent = add(expenses)
    operating = add([gross, minus(spent)])
    interest, other = pair(w, 30), pair(w, 20)
    before = add([operating, minus(interest), other])
    tax = [v * Fraction(w.random.randint(15, 30), 100) for v in before]
    net = add([before, minus(tax)])
    minority = [v / 20 for v in net]
    shares = pair(w, 100)
    names = (
        ["营业收入", "营业成本", "毛利", "销售费用", "管理费用", "研发费用", "费用合计", "营业利润", "财务费用", "投资收益",
         "利润总额", "所得税费用", "净利润", "少数股东损益", "归属于母公司股东的净利润", "基本每股收益（元）", "股数（万股）"]
        if zh
        else ["Revenue", "Cost of revenue", "Gross profit", "Sales and marketing", "General and administrative", "Research and development",
              "Total operating expenses", "Operating income", "Interest expense", "Other income, net", "Income before income taxes",
              "Provision for income taxes", "Net income", "Net income attributable to noncontrolling interests",
              "Net income attributable to shareholders", "Diluted earnings per share", "Weighted-average diluted shares"]
    )  # fmt: skip
    values = [
        sales, out(cost), gross, *map(out, expenses), out(spent), operating, out(interest), other, before, out(tax), net,
        out(minority), add([net, minus(minority)]),
    ]  # fmt: skip
    lines = [*zip(names, values, strict=False)]
    dropped = w.some([2, 6, 9, 13, 14], 0, 3)
    keep = [
        line for i, line in enumerate(lines) if i not in dropped and not (i == 14 and 13 in dropped)
    ]
    shape = made(w, s, keep, zh, "利润表" if zh else "Statements of Operations")
    if w.likely(50) and len(shape.heads) < 4:
        each = [(net[i] - minority[i]) / shares[i] for i in (0, 1)]
        shape.rows.append([names[15], *(s.cell(v, 2) for v in each)])
        shape.rows.append([names[16], *(s.cell(v) for v in shares)])
    return shape


def balance(w: World) -> Shape:
    """Assets, debts and what is left."""
    s, zh = Style(w), w.likely(50)
    current, fixed = [pair(w) for _ in range(3)], [pair(w) for _ in range(2)]
    assets = add([*current, *fixed])
    owed, long_ = (
        [[v * Fraction(w.random.randint(5, 15), 100) for v in assets] for _ in range(2)],
        [v / 4 for v in assets],
    )
    debts = add([*owed, long_])
    equity = add([assets, minus(debts)])
    stock = [v / 5 for v in equity]
    n = (
        ["流动资产：", "货币资金", "应收账款", "存货", "流动资产合计", "固定资产", "无形资产", "非流动资产合计", "资产总计", "流动负债：",
         "短期借款", "应付账款", "流动负债合计", "长期借款", "负债合计", "股本", "未分配利润", "所有者权益合计", "负债和所有者权益总计"]
        if zh
        else ["Current assets:", "Cash", "Receivables", "Inventories", "Total current assets", "Property", "Goodwill", "Total non-current assets",
              "Total assets", "Current liabilities:", "Borrowings", "Payables", "Total current liabilities", "Long-term debt",
              "Total liabilities", "Common stock", "Retained earnings", "Total equity", "Total liabilities and equity"]
    )  # fmt: skip
    values = [
        [], *current, add(current), *fixed, add(fixed), assets, [], *owed, add(owed), long_, debts, stock,
        add([equity, minus(stock)]), equity, assets,
    ]  # fmt: skip
    lines = [*zip(n, values, strict=True)]
    return made(
        w,
        s,
        [line for i, line in enumerate(lines) if i not in w.some([0, 7, 9], 0, 2)],
        zh,
        "资产负债表" if zh else "Balance Sheets",
    )


def cash(w: World) -> Shape:
    """Three kinds of flow, what they come to, and cash before and after."""
    s, zh = Style(w), w.likely(50)
    flows = [
        [[w.rate() * 5000 for _ in range(2)] for _ in range(w.random.randint(2, 4))]
        for _ in range(3)
    ]
    nets = [add(some) for some in flows]
    change, fx, start = add(nets), [w.rate() * 20 for _ in range(2)], pair(w, 5000)
    items = (
        [
            "销售商品收到的现金",
            "购买商品支付的现金",
            "支付的各项税费",
            "其他",
            "处置子公司",
            "购建固定资产",
        ]
        if zh
        else [
            "Net income",
            "Depreciation",
            "Inventories",
            "Other",
            "Acquisitions",
            "Purchases of property",
        ]
    )
    titles = (
        ["经营活动产生的现金流量净额", "投资活动产生的现金流量净额", "筹资活动产生的现金流量净额"]
        if zh
        else [
            "Net cash provided by operating activities",
            "Net cash used in investing activities",
            "Net cash provided by (used in) financing activities",
        ]
    )
    lines: list[Line] = []
    for some, net, title in zip(flows, nets, titles, strict=True):
        lines += zip(w.some(items, len(some), len(some)), some, strict=True)
        lines.append((title, net))
    ends = (
        ["汇率变动的影响", "现金净增加额", "期初现金余额", "期末现金余额"]
        if zh
        else [
            "Effect of exchange rate changes",
            "Net change in cash",
            "Cash at beginning of year",
            "Cash at end of year",
        ]
    )
    total = add([change, fx])
    lines += zip(ends, [fx, total, start, add([start, total])], strict=True)
    return made(w, s, lines, zh, "现金流量表" if zh else "Statements of Cash Flows")


def roll(w: World) -> Shape:
    """Opening, additions, disposals, closing, across."""
    s, zh = Style(w), w.likely(50)
    names = ["房屋", "设备", "车辆"] if zh else ["Buildings", "Equipment", "Vehicles"]
    rows = []
    for name in names:
        start, more, less = w.level(), w.level(100), -w.level(50)
        rows.append((name, [start, more, less, start + more + less]))
    rows.append(("合计" if zh else "Total", add([r for _, r in rows])))
    signed = w.likely(50)
    cells = [
        [n, *(s.cell(v if signed or i != 2 else -v) for i, v in enumerate(r))] for n, r in rows
    ]
    heads = (
        ["类别", "期初余额", "本期增加", "本期减少", "期末余额"]
        if zh
        else ["Class", "Opening", "Additions", "Disposals", "Closing"]
    )
    return Shape(heads, cells)


def segments(w: World) -> Shape:
    """Revenue, profit and margin of segments, with what is between them and all of it."""
    s, zh = Style(w), w.likely(50)
    names = w.some(
        ["软件", "硬件", "服务", "云计算"] if zh else ["Software", "Hardware", "Services", "Cloud"],
        2,
        4,
    )
    body = [(name, w.level(2000), w.level(2000)) for name in names]
    profit = {name: new * Fraction(w.random.randint(-10, 40), 100) for name, new, _ in body}
    lines = [*body, ("分部间抵销" if zh else "Eliminations", -w.level(20), -w.level(20))]
    profit[lines[-1][0]] = -w.level(10)
    new, old = sum((a for _, a, _ in lines), ZERO), sum((b for _, _, b in lines), ZERO)
    lines.append(("合计" if zh else "Total", new, old))
    profit[lines[-1][0]] = sum(profit.values(), ZERO)
    rows = [
        [
            n,
            s.cell(a),
            s.cell(b),
            s.percent(growth(a, b)),
            s.percent(w.rate()),
            s.cell(profit[n]),
            s.percent(profit[n] / a),
        ]
        for n, a, b in lines
    ]
    heads = (
        ["分部", "2023年收入", "2022年收入", "增长%", "按固定汇率增长%", "营业利润", "利润率%"]
        if zh
        else [
            "Segment",
            "2023 revenue",
            "2022 revenue",
            "% change",
            "% change in constant currency",
            "Operating profit",
            "Margin %",
        ]
    )
    keep = [0, *sorted(w.some([1, 2, 3, 4, 5, 6], 3, 6))]
    return Shape([heads[i] for i in keep], [[row[i] for i in keep] for row in rows])


STATEMENTS: list[Make] = [income, balance, cash, roll, segments]
