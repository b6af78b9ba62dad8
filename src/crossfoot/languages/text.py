"""Characters that mean the same, made the same, one for one so that offsets keep their meaning."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；"}
_SAME = {
    "-": "−‐‑‒﹣⁻",
    "–": "—―─",
    "~": "～〜∼",
    " ": "\u3000\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f",
    "\u00a0": "\u2007\u2009\u202f",
    "%": "﹪٪",
    ":": "∶︰",
    "¥": "￥",
    "£": "￡",
    "'": "’‘",
    "(": "﹙",
    ")": "﹚",
    "亿": "億",
    "万": "萬",
    "余": "餘",
    "约": "約",
    "个": "個",
    "点": "點",
    "两": "兩",
    "几": "幾",
    "数": "數",
    "〇": "○◯",
}
_TABLE = _WIDE | {ord(char): same for same, chars in _SAME.items() for char in chars}


def normalise(text: str) -> str:
    """The text with full-width forms, minus signs and spaces unified; same length."""
    return text.translate(_TABLE)


def words(listed: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(listed.split())
