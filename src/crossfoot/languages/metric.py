"""What a figure is said of: its noun phrase, period, price basis and denominator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from crossfoot.languages.context import EN_LEFT
from crossfoot.languages.dates import Dated

_CLAUSE = re.compile(r"[，,。；;！？!?\n\t|:]|\. ")
_ZH_HEAD = re.compile(
    r"^[ \u00a0“”\"()（）·、*#-]*(?:(?:其中|同时|此外|目前|截至|全年|全市|全省|全区|全县"
    r"|全州|全国|我市|我省|我区|年末|年底"
    r"|上年|今年|当年|共|累计|比上年|较上年|一是|二是|三是|四是|五是|初步核算|经汇总|分别"
    r"|预计|到|及|和|与|的)[ :]*)*"
)
_ZH_TAIL = re.compile(
    r"(?:完成|执行|实现|共有|拥有|建成|达到|达|为|有|共|累计|分别|同比|比上年末?|较上年末?"
    r"|年均|约|安排|合计|总计|已|的|:| )+$"
)
_ZH_VERB = re.compile(
    r"(?:新增|认定|落地|获批|建设|建成|组建|发布|引进|培育|完成|开展|举办|新建|改造|推动"
    r"|实施|启动|打造|创建|入选|获得|新认定"
    r"|新获批|推出|开工|投产|累计|正式|已有|选派|建立)*$"
)
_RIGHT_NOUN = re.compile(
    r"(?:以上|以下|左右)?的?([\u4e00-\u9fffA-Za-z“”0-9（）()·]{2,20}?)"
    r"(?=[，。；;,、\n]|正式|全部|获得|入选|上榜|完成|落地|开展|建成|投产|圆满|出台|实现|$)"
)
_EN_TAIL = re.compile(
    r"(?:[ \n]+(?:was|were|is|are|of|by|to|at|in|for|from|has|have|had|been|be|the|an?"
    r"|about|rose|fell|up|down|"
    r"increased|decreased|grew|declined|there|with|and|or|than|more|less|over|total"
    r"(?:l?ed)?|reached|stood|which|"
    r"that|its|their|nearly|almost|around|approximately|compared|including|on|as))+$",
    re.IGNORECASE,
)
_EN_HEAD = re.compile(
    r"^[ \n\-•*▪#(]*(?:(?:the|a|an|and|but|while|of|in|there were|there was|our|its)[ \n]+)*",
    re.IGNORECASE,
)
_EN_CLAUSE = re.compile(r"[,;:!?\t|()]|\.[ \n]|\n\n|\n[-•▪*#]| - ")
_REAL = re.compile(
    r"可比价|不变价|可比口径|按可比|实际增|实际下|扣除价格|in real terms|real terms"
    r"|constant prices|chained|\breal (?:GDP|growth)",
    re.IGNORECASE,
)
_REAL_AFTER = re.compile(r"[ \n](?:in real terms|at constant prices)")
_BY_NATURE = re.compile(
    r"(?:生产总值|增加值|GDP)(?:[^，。；]{0,12})?$|^GDP\b|\bGDP\b|gross domestic product",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"现价|名义|in nominal terms|current prices", re.IGNORECASE)
_PER = re.compile(
    r"人均|户均|每(?:[十百千万]+)?(?:人|户|名|平方公里|立方米|亩|百元|万元|股)"
    r"|平均每[\u4e00-\u9fff]{1,2}|万人(?=[\u4e00-\u9fff])|per capita|per head"
    r"|per 1,?000|per 100,?000|per (?:diluted )?share|per [a-z]+"
)
_STOP = re.compile(r"[。；;！？\n]|\. ")
_PARTED = re.compile(r"[，。；;！？\n]|\. ")
_CJK = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Said:
    """The noun phrase of a figure, its price basis and its denominator."""

    metric: str
    basis: str
    per: str


class Phrases:
    """The noun phrases of one text, asked for from left to right."""

    def __init__(self, text: str, days: list[Dated]) -> None:
        self.text = text
        self.days = days
        self.starts = [day.start for day in days]
        self.ends = [stop.end() for stop in _STOP.finditer(text)]
        self.subject = ""
        self.subject_at = -1
        self.counted = ""
        self.default = next((day.period[:4] for day in days if day.period[:4].isdigit()), "")

    def of(
        self, start: int, end: int, cue: int, floor: int, label: str | None, kind: str, unit: str
    ) -> Said:
        """The phrase for the figure at start:end whose cue words begin at `cue`.

        `floor` is the end of the figure before, `label` the row label of a table cell.
        """
        text = self.text
        low = max(0, start - 160)
        sentence = max(floor if floor > start else 0, self._sentence(low, start))
        if label is not None:
            metric = _clean(label)
        else:
            metric = self._phrase(start, end, cue, max(floor, sentence), sentence, kind, unit)
        around = text[sentence:start]
        basis = ""
        if kind in ("rate", "share", "amount", "points"):
            if (
                _REAL.search(around)
                or _REAL_AFTER.match(text, end)
                or (kind == "rate" and metric and _BY_NATURE.search(metric))
            ):
                basis = "real"
            elif _NOMINAL.search(around):
                basis = "nominal"
        per = _PER.search(metric)
        return Said(metric, basis, per[0] if per else "")

    def _sentence(self, low: int, start: int) -> int:
        """Where the sentence of this position begins, no farther back than `low`."""
        at = bisect_right(self.ends, start)
        return max(low, self.ends[at - 1]) if at else low

    def _phrase(
        self, start: int, end: int, cue: int, floor: int, sentence: int, kind: str, unit: str
    ) -> str:
        text = self.text
        head = _BRACKETED.sub("", text[floor:cue])
        english = not any(
            "\u4e00" <= char <= "\u9fff" for char in text[max(0, start - 12) : end + 6]
        )
        piece = (_EN_CLAUSE if english else _CLAUSE).split(head)[-1]
        phrase = self._english(piece) if english else self._chinese(piece, end, kind)
        if phrase:
            if not phrase.startswith(("占", "为", "比", "较")):
                self.subject, self.subject_at, self.counted = phrase, sentence, unit
            return phrase
        changes = kind in ("rate", "points", "share", "ratio")
        near = self.subject_at >= sentence - 160
        if self.subject_at == sentence or (near and (changes or unit == self.counted)):
            return self.subject
        return unit if english else ""

    def _chinese(self, piece: str, end: int, kind: str) -> str:
        if _OF_SUBJECT.fullmatch(piece) or _THAN.fullmatch(piece):
            return ""
        dated = _DATE.sub("", piece)
        piece = _ZH_HEAD.sub("", dated)
        if dated[: len(dated) - len(piece)].endswith("“") and "”" in piece:
            piece = "“" + piece  # a name that begins the phrase keeps both its marks
        piece = _ZH_TAIL.sub("", piece)
        if kind == "count" and (not piece or _ZH_VERB.fullmatch(piece)):
            noun = _RIGHT_NOUN.match(self.text, end)
            if noun:
                return piece + noun[1]
        return "" if piece in ("增长", "下降", "其中", "占") else _paired(piece[-24:].strip())

    @staticmethod
    def _english(piece: str) -> str:
        words = _EN_DATE.sub(" ", piece.replace("\n", " ")).split()[-12:]
        phrase = " ".join(words)
        phrase = _EN_TAIL.sub("", " " + phrase)
        phrase = _paired(_EN_HEAD.sub("", phrase).strip())
        if phrase.lower() in EN_LEFT or len(phrase) < 2:
            return ""
        return phrase

    def period(self, start: int, end: int) -> str:
        """The period of a figure: in its sentence, else the last one stated before it."""
        at = bisect_left(self.starts, start)
        low = self._sentence(max(0, start - 200), start)
        before = None
        index = at - 1
        while index >= 0 and index >= at - 6:
            day = self.days[index]
            if not day.base and day.period:
                before = day
                break
            index -= 1
        if before and before.start >= low:
            return before.period
        if at < len(self.days):
            after = self.days[at]
            gap = self.text[end : after.start]
            if after.period and not after.base and len(gap) < 60 and not _PARTED.search(gap):
                return after.period
        return before.period if before else self.default


_PAIRS = (("“", "”"), ("《", "》"), ("「", "」"), ("【", "】"))


def _paired(phrase: str) -> str:
    """The phrase without quotation marks of which it holds only one half."""
    for opened, closed in _PAIRS:
        waiting: list[int] = []
        alone: list[int] = []
        for at, character in enumerate(phrase):
            if character == opened:
                waiting.append(at)
            elif character == closed:
                if waiting:
                    waiting.pop()
                else:
                    alone.append(at)
        for at in sorted([*waiting, *alone], reverse=True):
            phrase = phrase[:at] + phrase[at + 1 :]
    return phrase.replace('"', "") if phrase.count('"') % 2 else phrase


_BRACKETED = re.compile(r"[(][^()]{0,80}[)]")
_OF_SUBJECT = re.compile(
    r"(?:完成|达到|执行|为|是|相当于)了?(?:调整|年初|年度|全年|代编|变动|上年|汇总)*"
    r"(?:预算|目标|任务|计划)?(?:数|总额)?的?"
)
_THAN = re.compile(
    r"[比较与](?:(?:19|20)[0-9]{2}年)?(?:上年|去年|年)?(?:同期|同月|末|底|初|上月)?(?:相比)?"
)
_EN_DATE = re.compile(
    r"\b(?:[0-9]{1,2} )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November"
    r"|December)(?: [0-9]{1,2},?)?(?: (?:19|20)[0-9]{2})?\b|\b(?:19|20)[0-9]{2}\b|\bQ[1-4]\b"
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2} ?年(?:度|末|底|初)?|[0-9]{1,2} ?月(?:份|末|底)?(?:[0-9]{1,2}日)?"
    r"|[上下]半年|前?[一二三四]季度"
)


def _clean(label: str) -> str:
    """A row label without its unit, footnote mark and list mark."""
    label = re.sub(r"[(\[][^()\[\]]{0,24}[)\]]", "", label).strip()
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[0-9]+[.、]|其中:?)\s*", "", label).strip(
        " :*#|\t"
    )
