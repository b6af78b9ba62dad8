"""Figures in running text: what is passed over, what is found, and what the text says of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.languages import Found, find_figures
from crossfoot.languages.text import words


def _marked(text: str) -> tuple[str, list[str]]:
    """A sample with its figures in braces: the plain text and the figures."""
    parts = text.replace("}", "{").split("{")
    return "".join(parts), parts[1::2]


NOTHING = [
    # names, slogans and ordinals
    "深入学习党的十九大和二十届三中全会精神，扎实做好“十四五”收官、“十五五”谋划。",
    "九龙坡区、八宝镇和三亚市的猪八戒网、统一集团、大陆汽车都派代表参加了两会。",
    "打好三大攻坚战，推进一带一路建设，落实“1+3+N”行动，完善“三区一中心”布局。",
    "第三方机构评估居全国第8位，排名前十，连续十五年位居第一产业大省前列。",
    "中国企业500强、5A级景区、5G网络、PM2.5浓度、G219线和101路公交都有新变化。",
    "“三所联动”、国道318沿线、稳经济“30条”落地，“5·18”活动顺利举行，7×24小时服务不打烊，建成15分钟便民圈。",
    "一是强化统筹。二是优化服务。三要一以贯之、千方百计、百花齐放、万无一失。",
    # dates, times, marks, numbers of documents
    "2025年1月至3月、2024年上半年、12月31日、二〇一八年、上世纪90年代、10:30开会。",
    "（一）总体情况\n1.收入情况\n2．支出情况\n（2）其他\n三、下一步打算\n1.1 背景",
    "财预〔2018〕36号文、第36号令、电话010-12345678、13812345678、详见[3]和表2、图1。",
    "见 https://example.org/2024/0512/t20240512_99812.html 和 office2@example.org。",
    "价格指数（上年=100），城市五方面、3方面工作。",
    "6岁以下儿童、60周岁及以上老人、10年期国债、5年来、近3年。",
    "On 31 March 2014, in Q3 FY2023, in 2013-14 and in the first quarter of 2022 nothing was said.",
    "See Table 3, Figure 12, Note 4, Section 5.2, Exhibit 99.1, pages 4 and 7 and Grades 6 and 7.",
    "Those aged 16 to 64, the 50-59, 60-64 and the 65 & over age bands, and 18-year-olds.",
    "The S&P 500, the FTSE 100, Form 10-K, COVID-19, the G20, Boeing 737 and Basel 3.",
    "Call +1 555 123 4567 or 555-123-4567 before 10:30 a.m.; Springfield, CA 95054-1549.",
    "1. Overview\n2. Outlook\n3.1 Prices\n(1) Excludes tax.\n(2) Restated.\nPage 3 of 12",
    "The 3rd and 21st items, a third option, a 10-year bond, one of the two, and a one-off gain.",
    "Version 1.2.3 of ISO 9001 runs at 192.168.10.1 in building B2, see www.example.org/2024/7.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_passed_over(text: str) -> None:
    """Dates, ordinals, marks, codes, ages and names with numerals are no figures."""
    assert [found.reading.text for found in find_figures(text)] == []


SPANS = [
    "全年新培育企业{1354家}，累计达到{8079家}，较上年末增长{20.1%}。",
    "全市总收入{364.63亿元}、同比增长{20.7%}，投入强度达到{1.87%}、提高{0.15个百分点}。",
    "发布项目{5536项},其中,{1500余项}开展了对接;惠及群众超过{1000万人},总投资超{270亿元}。",
    "公路货运周转量{457.4 亿吨公里}，气温{-3.5℃}，自然增长率为{-1.55‰}。",
    "三次产业结构为{3.7}：{40.1}：{56.2}，城乡收入比缩小到{2.41：1}。",
    "产值{翻番}，出口{翻两番}，投资增长{1.5倍}，近{三成}企业盈利，{过半}项目开工。",
    "Reserves stayed at {NT$60\n\nbillion} and rates at {1.5\npercent}.",
    "预计投入{1.2-1.5亿元}，单价{90万元至110万元}，占比{20%—30%}。",
    "设有{三支}基金，{三支}基金共投资{三千二百人次}，惠及{百余家}单位、{数十个}社区。",
    "两项指标分别提高{4.08}和{3.76个百分点}，进出口分别增长{3.4%}、{5.2%}。",
    "收入总计{3,788, 466万元}，支出{43．28亿元}，安排资金{5，000万元}。",
    "设备{3103台(套)}，床位{4.7张}，人均预期寿命{79.5岁}，优良天数{313天}。",
    "完成总值{2191.55\n亿元}，天然气产能达到{22亿方}，每千人一名。",
    "大盘指数报{3,421.5}，比上月上升。",
    "Revenue was {$14.0 billion}, down {32 percent} from a year earlier; EPS was {$(0.16)}.",
    "Sales rose {1.9 percent}, to {$52.60 billion}, from {$51.61 billion} in 2021.",
    "Employment was {439,942}, down {8,893} ({2.0%}) on 31 March 2013.",
    "The number of part-time staff fell by {1,540} to {107,250}.",
    "Just under {440,000 people} worked there; almost {a quarter} of them part-time.",
    "More than {four in five} clerks and {two-thirds} of managers stayed; output {doubled}.",
    "We expect {$10.5 billion to $11.5 billion} and {1.2 to 1.5 million tonnes} next year.",
    "The margin fell {14.5 ppts} to {39.2%}; the rate rose {25 basis points}.",
    "The chain runs {847 warehouses}, including {584} in the north, {107} in Canada and"
    " {40} in Peru.",
    "Losses narrowed to {£(3.5) million}; a {12.5 per cent} rise in fees added {€1.5m}.",
    "Employment increased at the senior level by {512} ({11.8%}).",
    "本期收入{US$3.2bn}，合{230亿元人民币}；margin 为{12.5%}，上升{5 bps}。",
    "Of those in flats, {32%} were aged 25 to 34 and {37%} aged 35 to 49.",
    "There were {40 mergers}, compared with {58} recorded in 2013 and {61} in 2012.",
    "Takeovers totalled {372} in 2014, {65} fewer than a year earlier.",
    "The ports grew from four at end-2017 to {57} at end-2020.",
    "Prices will inflate by {7-12 per cent} this year; deals fell by {7} to a total of {32}.",
    "Food rose by {51.2 percentage points} and all items {73.3 percentage points}.",
    "A total of {89 completed deals}, down on the previous quarter ({98}) and on 2012({122}).",
    "城乡收入比由上年的{2.31}缩小为{2.27}，空气质量综合指数{3.59}，居全省前列。",
    "总降水量偏多{1～4成}，比常年多{两成}。",
]


@pytest.mark.parametrize("sample", SPANS)
def test_spans(sample: str) -> None:
    """A figure is the number with sign, scale word and unit, without the words around it."""
    text, wanted = _marked(sample)
    found = find_figures(text)
    assert [text[figure.start : figure.end] for figure in found] == wanted
    assert [figure.reading.text for figure in found] == wanted


def _only(text: str) -> Found:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("新型机构30家左右。", "about"),
        ("全年培训约3万人。", "about"),
        ("总量突破10000家。", "over"),
        ("惠及群众逾5万人。", "over"),
        ("实施工程30余项。", "over"),
        ("落地项目130项以上。", "at_least"),
        ("合格率不低于95%。", "at_least"),
        ("近65%的农户参加。", "nearly"),
        ("失业率不到5%。", "under"),
        ("控制在10%以内。", "at_most"),
        ("债务率不超过60%。", "at_most"),
        ("投资1.2-1.5亿元。", "range"),
        ("占比74%。多项政策落地。", "exact"),
        ("外资企业5家内资企业。", "exact"),
        ("30家上下游企业。", "exact"),
        ("全年节约5.4亿元，签约98个项目。", "exact"),
        ("附近300家商户。", "exact"),
        ("能耗分别约为全省平均的70%、60%。", "about"),
        ("规模超过全国总量的30%。", "over"),
        ("浓度低于每立方米19微克。", "under"),
        ("审议通过12项议案。", "exact"),
        ("网上商城100家商户，线上20场活动。", "exact"),
        ("侦破30起案件，打破20项纪录。", "exact"),
        ("反超20个县。", "exact"),
        ("上百个村。", "at_least"),
        ("Around 41% worked there.", "about"),
        ("More than 80% stayed.", "over"),
        ("At least 300 firms closed.", "at_least"),
        ("Almost 300 firms closed.", "nearly"),
        ("Fewer than 30 firms closed.", "under"),
        ("Up to 20% may go.", "at_most"),
        ("Between 10% and 15% may go.", "range"),
        ("The number of men aged 60 or above was 35,781.", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    """Words next to a figure say how exactly it is meant; words farther off do not."""
    assert {found.reading.qualifier for found in find_figures(text)} == {qualifier}


@pytest.mark.parametrize(
    ("text", "direction", "kind"),
    [
        ("产量增长20.7%。", "up", "rate"),
        ("产量同比下降3.2%。", "down", "rate"),
        ("占比提高0.3个百分点。", "up", "points"),
        ("占比提高到45%。", None, "share"),
        ("比例由21%提升。", None, "share"),
        ("价格微降0.1%。", "down", "rate"),
        ("占规模以上工业比重29.4%。", None, "share"),
        ("产量4.4万吨，增长较快。", None, "measure"),
        ("收入从7771.8亿元增长。", None, "amount"),
        ("Receipts were $456 billion lower.", "down", "amount"),
        ("Output fell 3.2%.", "down", "rate"),
        ("Output rose to 3.2%.", None, "share"),
        ("There was a decrease in the number of clerks of 7,353.", "down", "count"),
        ("Costs saw a 5% increase.", "up", "rate"),
        ("The rate was 5.4%.", None, "share"),
        ("空气综合指数为3.79。", None, "index"),
        ("城乡收入比值为2.26。", None, "ratio"),
        ("They cut the rate by 0.25 of a percentage point.", "down", "points"),
        ("全年经济增速为5.2%。", None, "rate"),
        ("Growth was estimated at 8.2 per cent.", None, "rate"),
        ("Growth reduced the share of services to 8.2 per cent.", None, "share"),
    ],
)
def test_directions(text: str, direction: str | None, kind: str) -> None:
    """Verbs of change give a rate its direction; a level reached is no change."""
    reading = _only(text).reading
    assert (reading.direction, reading.kind) == (direction, kind)


def test_lists_share_their_words() -> None:
    """分别增长 and 'fell by' hold for every figure of the list and for a bracket after it."""
    found = find_figures("城镇、农村收入分别增长3.4%、5.2%，存贷款分别突破1.5万亿元、1.4万亿元。")
    assert [figure.reading.direction for figure in found[:2]] == ["up", "up"]
    assert [figure.reading.qualifier for figure in found[2:]] == ["over", "over"]
    found = find_figures("Staff fell by 628 (0.5%).")
    assert [figure.reading.direction for figure in found] == ["down", "down"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万人发明专利拥有量达到7.25件。", "件/万人"),
        ("投资4.5亿美元。", "美元"),
        ("PM10年均浓度36.2微克/立方米。", "微克/立方米"),
        ("A dividend of $0.365 per share was paid.", "USD/share"),
        ("Diluted EPS was $1.84.", "USD/share"),
        ("There were 439,942 civil servants.", "civil servants"),
        ("The number of civil servants fell by 7,353.", "civil servants"),
        ("Employment stood at 442,030.", "people"),
        ("On a full-time equivalent basis it was 405,784.", "full-time equivalents"),
        ("Supply rose to 1.2 million barrels per day.", "barrels per day"),
    ],
)
def test_units(text: str, unit: str) -> None:
    """The unit is what is counted, even where a noun before the number says so."""
    assert _only(text).reading.unit == unit


def test_metrics() -> None:
    """Each figure carries the noun phrase that it counts; a rate takes that of its level."""
    text = (
        "全年全市粮食产量247.3万吨，增长2.1%。其中，夏粮产量119.6万吨；"
        "一般公共预算收入完成278.26亿元，为调整预算的95.64%，下降16.25%。"
    )
    metrics = [figure.metric for figure in find_figures(text)]
    assert metrics == [
        *["粮食产量"] * 2, "夏粮产量", *["一般公共预算收入"] * 3,
    ]  # fmt: skip
    found = find_figures("Civil service employment was 439,942, down 8,893.")
    assert [figure.metric for figure in found] == ["Civil service employment"] * 2
    assert _only("认定7家运营中心。").metric == "认定运营中心"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("“十四五”全市一般公共预算收入年均增长3.8%。", "“十四五”全市一般公共预算收入"),
        ("“科贷通”全年为5221家企业解决贷款。", "“科贷通”"),
        ("其中“三保”支出21.4亿元。", "“三保”支出"),
        ("获评“外籍人才眼中最具吸引力的中国城市和地区之一”称号3次。", None),
        ("The “Home” segment revenue was $12.5 million.", "“Home” segment revenue"),
    ],
)
def test_metrics_keep_both_quotation_marks_or_none(text: str, metric: str | None) -> None:
    """No metric holds half a pair of quotation marks."""
    found = find_figures(text)[0].metric
    assert found.count("“") == found.count("”")
    assert metric in (None, found)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2017年，支出364.63亿元。", "2017"),
        ("2025年末，人口708.3万人。", "2025-12-31"),
        ("2025年上半年，收入5.5亿元。", "2025H1"),
        ("2025年一季度，收入5.5亿元。", "2025Q1"),
        ("2025年12月，价格上涨1.6%。", "2025-12"),
        ("2021-2025年，年均增长9%。", "2021-2025"),
        ("2025年完成5.5亿元，比2024年增长较快。", "2025"),
        ("2018年7月23日\n今年上半年，新增1354家。", "2018H1"),
        ("On 31 March 2014 there were 439,942 staff.", "2014-03-31"),
        ("Revenue was $14.0 billion in Q4 2022.", "2022Q4"),
        ("In fiscal 2023 sales were $5 million.", "2023"),
        ("In 2014 sales were $5 million, up on 2013.", "2014"),
    ],
)
def test_periods(text: str, period: str) -> None:
    """The period is the one stated in the sentence, not the one compared with."""
    assert find_figures(text)[0].period == period


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("产值100.5亿元，按可比价计算增长6.0%。", "real"),
        ("居民收入实际增长5.2%。", "real"),
        ("第二产业增加值增长6.2%。", "real"),
        ("财政收入增长6.2%。", ""),
        ("Wages rose 3.1% in real terms.", "real"),
        ("In real terms wages rose 3.1%.", "real"),
        ("GDP grew 2.1%.", "real"),
        ("Revenue grew 2.1%.", ""),
    ],
)
def test_basis(text: str, basis: str) -> None:
    """Growth at constant prices, stated or usual for output, is told from nominal growth."""
    figure = find_figures(text)[-1]
    assert figure.basis == basis


@pytest.mark.parametrize(
    ("text", "per"),
    [("人均可支配收入3.5万元。", "人均"), ("Income per capita was $5,312.", "per capita")],
)
def test_denominators(text: str, per: str) -> None:
    """人均 and per capita are kept as the denominator."""
    assert _only(text).per == per


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The rate was 64 per 1,000 residents.", ["64 per 1,000 residents"]),
        ("Births fell to 9.8 per 1,000 women.", ["9.8 per 1,000 women"]),
        ("Rates are shown per 1,000 residents.", []),
        ("The share rose in 9 of the 12 regions.", ["9", "12 regions"]),
        ("Seats: 41 of 60 are taken, 19 are free.", []),
    ],
)
def test_parts_of_round_and_counted_numbers(text: str, figures: list[str]) -> None:
    """The number that a rate is per is none of its own; 9 of the 12 counts both."""
    assert [one.reading.text for one in find_figures(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Of the 1,240 firms asked, 806 (65%) agreed and 434 did not.",
            ["1,240 firms", "806", "65%", "434"],
        ),
        ("The county has 36 schools, 24 primary and 12 secondary.", ["36 schools", "24", "12"]),
        ("A total of 845 patients took part: 422 had the drug.", ["845 patients", "422"]),
        ("The ward has 320 beds, of which 272, or 85%, are taken.", ["320 beds", "272", "85%"]),
        ("Men (n = 120) were older.", ["120"]),
        ("It opened 35 and closed 12 shops.", ["35", "12 shops"]),
        ("There are 36 schools, see 24 below.", ["36 schools"]),
        ("He saw 36 schools. 24 is the number of the house.", ["36 schools"]),
        ("There were 36 schools in 2010, and 12 per cent were new.", ["36 schools", "12 per cent"]),
        ("There were 36 deaths, 3 years after the first.", ["36 deaths"]),
    ],
)
def test_counts_that_a_sentence_lists(text: str, figures: list[str]) -> None:
    """A bare number is a count where the sentence counts already, or says what share it is."""
    assert [one.reading.text for one in find_figures(text)] == figures


def test_a_guided_range_in_a_row_is_one_figure() -> None:
    """$8.51 - $8.53 is what may come, while a dash between bare cells is an empty one."""
    text = "Guidance (in billions)\n\nRevenue $8.51 - $8.53 $34.5 - $34.7\nCapital 12 - 34\n"
    assert [one.reading.text for one in find_figures(text)] == [
        "$8.51 - $8.53", "$34.5 - $34.7", "12", "34",
    ]  # fmt: skip


# -- rows of tables in plain text ----------------------------------------------------------------


def test_rows_take_the_unit_of_their_caption() -> None:
    """Cells of a tabbed table take scale and unit from the caption, labels their own unit."""
    text = (
        "人民币百万元，另有标注除外\n项目\t2019年\t2018年\n营业收入\t276,809\t260,995\n"
        "减值\t不适用\t(26,737)\n每股收益（元）\t0.72\t0.62\n盈利能力(%)\n净利差(1)\t2.45\t2.64\n"
    )
    found = find_figures(text)
    assert [figure.reading.value for figure in found] == [
        276809000000, 260995000000, -26737000000, Fraction(72, 100), Fraction(62, 100),
        Fraction(245, 10000), Fraction(264, 10000),
    ]  # fmt: skip
    assert [figure.reading.unit for figure in found] == ["元"] * 5 + ["%"] * 2
    assert found[0].metric == "营业收入"


def test_columns_have_units_of_their_own() -> None:
    """Column headers and a column of units decide; a header of another width decides nothing."""
    text = (
        "指标\t年末数（万人）\t比重（%）\n全市人口\t199.5\t100.0\n城镇\t122.5\t61.4\n\n"
        "指标名称\t计量单位\t2025年\t比上年增长（%）\n粮食面积\t万亩\t29.90\t-14.5\n"
        "增加值（亿元）\t增长（%）\n甲区\t664.08\t7.6\t33.65\t-0.7\n"
    )
    found = [(figure.reading.value, figure.reading.unit) for figure in find_figures(text)]
    assert found == [
        (1995000, "人"), (1, "%"), (1225000, "人"), (Fraction(614, 1000), "%"),
        (299000, "亩"), (Fraction(-145, 1000), "%"),
        (Fraction(66408, 100), ""), (Fraction(76, 10), ""), (Fraction(3365, 100), ""),
        (Fraction(-7, 10), ""),
    ]  # fmt: skip


def test_statement_rows() -> None:
    """$ and % printed in the first row hold below; figures per share keep out of the scale."""
    text = (
        "Dollars in millions, except per share data\n2023 2022 Inc/(Dec)\n"
        "Revenues $ 5,897.8 $ 5,665.6 4 %\nOperating income 2,532.4 2,312.6 10\n"
        "Charges — 500.0 —\nEarnings per share $ 2.45 $ 1.48 66 %\n"
    )
    found = [(figure.reading.value, figure.reading.unit) for figure in find_figures(text)]
    million = 10**6
    assert found == [
        (Fraction(58978, 10) * million, "USD"), (Fraction(56656, 10) * million, "USD"),
        (Fraction(4, 100), "%"), (Fraction(25324, 10) * million, "USD"),
        (Fraction(23126, 10) * million, "USD"), (Fraction(1, 10), "%"),
        (500 * million, "USD"), (Fraction(245, 100), "USD/share"),
        (Fraction(148, 100), "USD/share"), (Fraction(66, 100), "%"),
    ]  # fmt: skip


def test_footnote_marks_are_no_cells() -> None:
    """A bracketed number that counts on from row to row is a mark, one that does not a loss."""
    text = "Fund costs (2) 84 169\nLegal costs (3) 17 33\nTrust net (4) (65) (139)\n"
    assert [figure.reading.value for figure in find_figures(text)] == [84, 169, 17, 33, -65, -139]
    text = "Fund costs (40) 84\nLegal costs (3) 17\nTrust net 65 (139)\n"
    assert [figure.reading.value for figure in find_figures(text)] == [-40, 84, -3, 17, 65, -139]


def test_numbers_on_lines_of_their_own() -> None:
    """Under a caption a decimal alone on its line is a cell; a page number is none."""
    text = "Table 1. Outlays (in trillions of dollars)\n\nFY 2022\n4.896\n\n6.272\n\n12\n"
    assert [figure.reading.value for figure in find_figures(text)] == [
        4896 * 10**9, 6272 * 10**9,
    ]  # fmt: skip


def test_rows_without_tabs() -> None:
    """A line of label and numbers is a row; brackets there are negative."""
    text = "Revenue ($B) $14.0 $20.5 down 32%\nMargin (8.1)% 24.3% down 32.4 ppts\n"
    found = find_figures(text)
    assert [figure.reading.value for figure in found] == [
        14 * 10**9, Fraction(205 * 10**8), Fraction(32, 100), Fraction(-81, 1000),
        Fraction(243, 1000), Fraction(324, 1000),
    ]  # fmt: skip
    assert found[2].reading.direction == "down"


def test_whole_numbers_of_a_table_may_be_rounded() -> None:
    """A cell without a known unit is no count printed in full."""
    found = find_figures("Segment A\t8,079\t7,925\n")
    assert [figure.reading.step for figure in found] == [1, 1]
    assert not found[0].reading.integer


def test_caption_ends_with_the_table() -> None:
    """Prose after a table is not scaled by its caption."""
    text = "（单位：万元）\n收入\t123\t456\n" + "本段是文字说明，没有表格。\n" * 12 + "支出\t7\t8\n"
    assert [figure.reading.value for figure in find_figures(text)] == [
        1230000, 4560000, 7, 8,
    ]  # fmt: skip


# -- any text ------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    [
        *words("增长 下降 达到 2025年 第 约 超过 家 万元 亿 % 、 ， 。 ( ) : 个百分点 至 - to"),
        *words("million $ fell by up Table 3 (1) 1,234 12.5 0.15 一 三百 半数 x 1.2.3 分之 翻"),
        *words("每 人均 Q3 2014 per share – ≥ “ ” · 万 余 成 折 倍 one in five half half-year"),
        " ", "\n", "\t", "  ",
    ]
)  # fmt: skip


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(_WORDS, max_size=40).map("".join))
def test_spans_are_ordered_and_true(text: str) -> None:
    """Whatever stands there, spans are in order, apart, and quote the text as printed."""
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.reading.text == text[figure.start : figure.end]
        end = figure.end


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(
        st.tuples(st.sampled_from(["收入", "支出", "投资"]), st.integers(1, 10**7)),
        min_size=1,
        max_size=8,
    )
)
def test_generated_text_is_read_back(facts: list[tuple[str, int]]) -> None:
    """A text made from known amounts gives back these amounts, in order, with their metric."""
    text = "".join(
        f"全年{metric}{cents / 100:.2f}亿元，同比增长{cents % 97}.5%。" for metric, cents in facts
    )
    found = find_figures(text)
    assert [figure.reading.value for figure in found[::2]] == [
        Fraction(cents, 100) * 10**8 for _, cents in facts
    ]
    assert [figure.metric for figure in found[::2]] == [metric for metric, _ in facts]
    assert [figure.reading.value for figure in found[1::2]] == [
        Fraction(cents % 97 * 10 + 5, 1000) for _, cents in facts
    ]


LONG = ["1", "1,", "1.", "亿", "一", "(", "第", "a", " ", "hundred ", "http://"]
DENSE = [
    "1亿", "$(", "、1", "1:", "1/", "1-", "2025年", "aged 1, ", "\t1", "Grade 1 and ", "“1", "1+",
    "number of 1 ", "5% and ", "1 to ", "in 1, ", "分之一", "(1) ", "fell in 1 ", "1（", "1个、",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [part * (300_000 // len(part)) for part in LONG] + [part * 3_000 for part in DENSE],
    ids=LONG + DENSE,
)
def test_hostile_text_is_answered(text: str) -> None:
    """Endless repetitions of anything end in an answer, whose spans quote the text."""
    found = find_figures(text)
    assert all(figure.reading.text == text[figure.start : figure.end] for figure in found[:100])


def test_a_rate_per_thousand_is_a_share_as_permille_is() -> None:
    """64 per 1,000 is 64‰, so that it can be held against the numbers it comes from."""
    assert _only("The rate was 64 per 1,000 residents.").reading.value == Fraction(64, 1000)
    assert _only("自然增长率为64‰。").reading.value == Fraction(64, 1000)
