"""Lists of parts in running text: 其中, of which, 按...分."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossfoot.linking.find import matches, plain
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.partitions import adds_up, by_source, exclusive
from crossfoot.linking.zh import label_of

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention, Sentence

_MARK = re.compile(
    r"其中|(?<=[(,，])(?:含|包括|包含)(?!税)|(?<=企业)中(?=[,，])|(?<=单位)中(?=[,，])"
    r"|(?<=项目)中(?=[,，])|\bof which\b|\bincluding\b"
    r"|\b(?:total|this|which) includ(?:es|ed)\b"
    r"|\bcompris(?:ing|es|ed)(?: of)?\b|\b(?:consist(?:s|ed|ing)|made up|composed) of\b",
    re.IGNORECASE,
)
_AMONG = re.compile(r"(?:^|[。；;,，\s])在(?P<whole>[^，,。；;\d]{2,40}?)中(?=[，,:])")
_OUT_OF = re.compile(
    r"^[^，,。；;()\d]{0,16}中[，,]?(?:有|已有)?$"
    r"|^[^，,。；;()\d]{0,8}[，,]已(?:全部)?(?:完成|整改|办结|解决|销号)[^，,。；;()\d]{0,4}$"
)
_CLASSED = re.compile(
    r"(?:^|[。；;,，\s])(?:按|分|从)[^，,。；;\d]{1,16}?(?:分|看|划分|统计)(?=[，,:])"
)
_OF_THE = re.compile(
    r"(?:^|[.;] ?)\W*(?:out )?of (?:the|these|those|all)(?: [a-z-]+){0,2} $", re.IGNORECASE
)
_EARLIER = 24  # levels before a sentence that it may take up by name
_EQUAL = 2  # what `matches` says of one name


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A whole and the parts that the text lists of it.

    `classed` is True where the list is one of classes (按城乡分). `sure` counts the parts that
    surely belong to the list; a later one may begin something new.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    sure: int
    classed: bool
    words: str


def lists(paragraphs: Sequence[Sequence[Sentence]]) -> list[Parts]:
    """Every list of parts, in order."""
    found: list[Parts] = []
    before: list[Mention] = []
    known: list[Mention] = []
    for paragraph in paragraphs:
        heads = before[-3:] if _opens(paragraph[0]) else []
        earlier = [*known, *before][-_EARLIER:]
        classes: Mention | None = None
        for sentence in paragraph:
            marked = [
                *_of_which(sentence, heads),
                *_among(sentence, earlier),
                *_out_of(sentence),
                *_of_the(sentence),
            ]
            found.extend(marked)
            classed = list(_classes(sentence, heads, classes, earlier))
            found.extend(classed)
            split = {id(m) for one in classed for m in one.parts}
            inside = split | {id(m) for one in marked for m in one.parts}
            here = levels(sentence)
            free = [m for m in here if id(m) not in inside]
            if classed:
                classes = classed[-1].whole
            else:
                classes = None
                heads = [m for m in free if m.depth == 0] or heads
            said = _CLASSED.search(sentence.text) if classed else None
            stop = sentence.start + said.end() if said else sentence.end
            wholes = (m for m in here if id(m) not in split and m.start < stop and m.depth == 0)
            earlier = [*earlier, *wholes][-_EARLIER:]
        before, known = heads or (before if classes else []), earlier
    return found


def levels(sentence: Sentence) -> list[Mention]:
    """The figures of a sentence that can be parts or wholes."""
    return [m for m in sentence.mentions if m.slot == "current" and addable(m.figure)]


def closing(sentences: Sequence[Sentence]) -> set[int]:
    """The levels after which their sentence counts nothing more: 其他卫生机构4所 after 28个."""
    found: set[int] = set()
    for sentence in sentences:
        counted = [m for m in sentence.mentions if m.slot == "current"]
        found.update(
            id(one)
            for one, after in itertools.zip_longest(counted, counted[1:])
            if after is None or after.part > one.part or after.depth < one.depth
        )
    return found


def _opens(sentence: Sentence) -> bool:
    return _MARK.search(sentence.text.lstrip()[:30]) is not None


def _of_which(sentence: Sentence, heads: Sequence[Mention]) -> Iterator[Parts]:
    marks = list(_MARK.finditer(sentence.text))
    if not marks:
        return
    candidates = levels(sentence)
    for index, mark in enumerate(marks):
        at = sentence.start + mark.start()
        depth = _depth(sentence.text, mark.start())
        following = [m for m in candidates if m.start > at and m.depth == depth]
        if not following:
            continue
        nested = (m for m in marks[index + 1 :] if _depth(sentence.text, m.start()) <= depth)
        stop = next((sentence.start + m.start() for m in nested), sentence.end)
        first = following[0]
        outside = (
            max(depth - 1, 0) if sentence.text[mark.start() - 1 : mark.start()] == "(" else depth
        )
        preceding = [m for m in candidates if m.end <= at and m.depth <= outside]
        opening = not any(m.end <= at for m in sentence.mentions)
        pool = pool_of_all = list(heads) if opening else preceding
        new = _NEWLY.search(first.lead) is not None
        pool = [m for m in pool if not new or _NEWLY.search(m.lead)] or pool
        fits = [m for m in pool if same_unit(m.figure, first.figure)]
        whole = fits[-1] if fits else None
        if whole is None:
            continue
        gap = "" if opening else sentence.text[whole.end - sentence.start : mark.start()]
        if "；" in gap and ("；" in gap.rstrip("；") or len(fits) > 1):
            continue  # 收入43.2亿元；其中主营40.1亿元: of it, where nothing else can be meant
        colon = opening or sentence.text[mark.end() : mark.end() + 1] == ":"
        if depth:
            close = _closing(sentence.text, mark.start())
            stop = min(stop, sentence.start + close)
        elif not colon:
            ends = [
                e
                for e in (sentence.text.find("；", mark.end()), sentence.text.find(";", mark.end()))
                if e >= 0
            ]
            if ends:
                stop = _apart(following, sentence.start + min(ends), stop)
        inside = [m for m in following if m.start < stop and not (new and _SUMMED.search(m.lead))]
        parts = _own([m for m in inside if _can_be_part(m, whole)])
        if not parts or parts[0] is not first:
            continue
        alone = sum(same_unit(m.figure, first.figure) for m in pool) == 1
        sure = 1 if (alone or not opening) and mark[0] != "中" else 0
        while sure and sure < len(parts) and (colon or _parallel(parts[sure])):
            sure += 1
        words = sentence.between(min(whole.start, at), parts[-1].end)
        yield Parts(whole, tuple(parts), sure, False, words)
        if new:
            yield from _summed(sentence, pool_of_all, following, stop)


def _summed(
    sentence: Sentence, pool: Sequence[Mention], following: Sequence[Mention], stop: int
) -> Iterator[Parts]:
    """新增161家，累计1627家，其中新增国家级4家，累计37家: of all there are, as of the new ones."""
    parts = [m for m in following if m.start < stop and _SUMMED.search(m.lead)]
    whole = next((m for m in reversed(pool) if _SUMMED.search(m.lead)), None)
    if len(parts) == 1 and whole is not None and _can_be_part(parts[0], whole):
        yield Parts(whole, tuple(parts), 0, False, sentence.between(whole.start, parts[0].end))


def _among(sentence: Sentence, earlier: Sequence[Mention]) -> Iterator[Parts]:
    """在出口总额中，机电产品1200亿元；…: what follows is of the level that the phrase names."""
    for mark in _AMONG.finditer(sentence.text) if sentence.chinese else ():
        _, phrase = label_of(mark["whole"])
        at = sentence.start + mark.end()
        following = [m for m in levels(sentence) if m.start > at and m.depth == 0]
        known = [*earlier, *(m for m in levels(sentence) if m.end <= at)]
        hits = [(matches(phrase, m.label), index) for index, m in enumerate(known)]
        best, index = max(hits, default=(0, 0))
        if not phrase or not best:
            continue
        whole = known[index]
        parts = [m for m in following if _can_be_part(m, whole)]
        if parts:
            words = sentence.between(sentence.start + mark.start(), parts[-1].end)
            sure = len(parts) if best == _EQUAL else 0
            yield Parts(whole, tuple(parts), sure, False, words.strip("。，, "))


def _out_of(sentence: Sentence) -> Iterator[Parts]:
    """36个行业中有23个增长: some of those counted just before."""
    inside = sentence.mentions if sentence.chinese else []
    for whole, part in itertools.pairwise(inside):
        if not (addable(whole.figure) and addable(part.figure)):
            continue
        if _OUT_OF.match(part.lead) and same_unit(whole.figure, part.figure):
            yield Parts(whole, (part,), 1, False, sentence.between(whole.start, part.end))


def _of_the(sentence: Sentence) -> Iterator[Parts]:
    """Of the 86 schools, 40 were new, 26 enlarged and 20 repaired: all of them, if it comes out."""
    inside = [] if sentence.chinese else levels(sentence)
    if len(inside) < 3 or not _OF_THE.search(inside[0].lead):
        return
    whole, *rest = inside
    parts = [m for m in rest if m.depth == 0 and _can_be_part(m, whole)]
    reached = sum(m.figure.reading.value for m in parts)
    if len(parts) > 1 and reached == whole.figure.reading.value:
        words = sentence.between(whole.start, parts[-1].end)
        yield Parts(whole, tuple(parts), 0, False, words)


def _apart(following: Sequence[Mention], end: int, stop: int) -> int:
    """The semicolon that ends a list, unless what follows it is of the classes before it."""
    labels = [m.label for m in following if m.start < end]
    for mention in following:
        if mention.start < end:
            continue
        if mention.start >= stop or not exclusive([*labels, mention.label]):
            break
        labels.append(mention.label)
        end = mention.end
    return min(end, stop)


# Revenue is no part of spending, nor a limit one of what is owed.
_OPPOSITES = (("收入", "支出"), ("限额", "余额"), ("存款", "贷款"), ("出口", "进口"))


def _can_be_part(part: Mention, whole: Mention) -> bool:
    """Whether two figures count the same and are not called opposite things."""
    mine, its = (m.label.replace("进出口", "出口进口") for m in (part, whole))
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if one in mine and other not in mine and other in its and one not in its:
                return False
    return same_unit(part.figure, whole.figure)


_NEWLY = re.compile("新[增建设认获]|新入")  # what is new has parts that are new
_SUMMED = re.compile("累计")
_NEW = re.compile(r"总计|合计|共计|总量|加上|加[预上]|收支相抵")
_LIMIT = re.compile("限额|控制在|上限")  # of a level, where its parts are none


def _own(parts: list[Mention]) -> list[Mention]:
    """The parts up to a new total, or to a semicolon that parts longer lists than theirs."""
    kept: list[Mention] = []
    first = parts[0].lead[-40:] if parts else ""
    for mention in parts:
        said = mention.lead[-40:]
        if kept and (_NEW.search(said) or (_LIMIT.search(said) and not _LIMIT.search(first))):
            break
        if len(kept) > 1 and mention.part > kept[-1].part and kept[0].part == kept[1].part:
            break
        kept.append(mention)
    return kept


def _parallel(mention: Mention) -> bool:
    """Whether a figure stands in an enumeration with the one before it."""
    return mention.lead[:1] in "、和及与"


def _classes(
    sentence: Sentence,
    heads: Sequence[Mention],
    again: Mention | None,
    earlier: Sequence[Mention],
) -> Iterator[Parts]:
    marks = list(_CLASSED.finditer(sentence.text))
    candidates = levels(sentence) if marks else []
    for index, mark in enumerate(marks):
        at = sentence.start + mark.end()
        stop = sentence.start + marks[index + 1].start() if index + 1 < len(marks) else sentence.end
        inner = sentence.text.find("其中", mark.end(), stop - sentence.start)
        if inner >= 0:
            stop = sentence.start + inner
        parts = [m for m in candidates if at <= m.start < stop and m.depth == 0]
        if len(parts) < 2:
            continue
        pool = [m for m in candidates if m.end <= sentence.start + mark.start() and m.depth == 0][
            :1
        ]
        pool = pool or ([again] if again else list(heads))
        before = [m for m in candidates if m.end <= sentence.start + mark.start()]
        before = [*earlier, *before][-_EARLIER:]
        words = sentence.between(sentence.start + mark.start(), parts[-1].end).strip("。，, ")
        columns = _side_by_side(parts)
        for column in columns:
            known = _called(column, before)
            if known is not None:
                yield Parts(known, column, len(column), True, words)
        if columns:
            continue
        whole = next((m for m in reversed(pool) if same_unit(m.figure, parts[0].figure)), None)
        if whole is None or not _comes_to(parts, whole):
            whole = _named(parts, before) or whole
        if by_source([m.label for m in parts]):
            whole = _per_head(parts, before)
        if whole is None:
            continue
        parts = [m for m in parts if _can_be_part(m, whole)]
        if len(parts) > 1:
            yield Parts(whole, tuple(parts), len(parts), True, words)


def _per_head(parts: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """The income that sources come to; of several groups of people just the one that fits."""
    total = sum(m.figure.reading.value for m in parts)
    known = [m for m in before if _INCOME.search(m.label) and m.start > parts[0].start - _APART]
    fits = [m for m in known if m.figure.reading.value == total]
    return fits[-1] if fits else known[0] if len(known) == 1 else None


_INCOME = re.compile("可支配收入$|消费支出$")
_APART = 160  # characters between an income and its sources


def _side_by_side(parts: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """一般债务限额A，余额B；专项债务限额C，余额D: what is said of every class, each by itself."""
    groups = [tuple(some) for _, some in itertools.groupby(parts, key=lambda m: m.part)]
    many = len(groups[0])
    if len(groups) < 2 or many < 2 or any(len(some) != many for some in groups):
        return []
    columns = list(zip(*groups, strict=True))
    alike = all(len({m.label[-_TAIL:] for m in column}) == 1 for column in columns)
    apart = len({column[0].label[-_TAIL:] for column in columns}) == many
    return columns if alike and apart else []


def _called(column: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """The last level before a list that ends in the same noun and is no less than any of them."""
    most = max(m.figure.reading.value for m in column)
    tail = column[0].label[-_TAIL:]
    fits = (
        m
        for m in reversed(before)
        if m.label.endswith(tail)
        and same_unit(m.figure, column[0].figure)
        and m.figure.reading.value >= most
    )
    return next(fits, None)


def _comes_to(parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether parts add up to a whole within rounding."""
    steps = sum(m.figure.reading.step for m in parts)
    return abs(whole.figure.reading.value - sum(m.figure.reading.value for m in parts)) <= steps


def _named(parts: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """The level before a list of classes that its first class names: 国有企业进出口, 进出口总额."""
    most = max(m.figure.reading.value for m in parts)
    fits = [
        (_comes_to(parts, m), -len(plain(m.label)), index)
        for index, m in enumerate(before)
        if same_unit(m.figure, parts[0].figure)
        and m.figure.reading.value >= most
        and names(m.label, parts[0].label)
        # a class is no whole of another, nor of itself a year later
        and not exclusive([m.label, parts[0].label])
        and plain(m.label) != plain(parts[0].label)
    ]
    return before[max(fits)[-1]] if fits else None


def names(whole: str, part: str) -> bool:
    """Whether a part is called after its whole; 进出口 is not after 出口."""
    tail = plain(whole)[-_TAIL:]
    if tail in ("出口", "进口") and "进出口" not in whole:
        part = part.replace("进出口", "")
    return len(tail) == _TAIL and tail in part


_TAIL = 2  # characters of a noun


def _depth(text: str, end: int) -> int:
    return max(0, text.count("(", 0, end) - text.count(")", 0, end))


def _closing(text: str, at: int) -> int:
    depth = 0
    for index in range(at, len(text)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            if depth == 0:
                return index
            depth -= 1
    return len(text)


def summable(one: Parts) -> bool:
    """Whether the whole is of a kind of which parts are added up."""
    labels = [part.label for part in one.parts]
    return by_source(labels) or all(map(adds_up, (one.whole.label, *labels)))
