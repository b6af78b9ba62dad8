"""Cells that are one figure: filings give the currency sign, the bracket and % cells of their own.

`$ | 842.6` and `(11.4 | )` and `19.1 | %` line their digits up; they are read as $842.6, (11.4)
and 19.1%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.documents.tables import Draft

_BEFORE = re.compile(r"[A-Z]{0,3}[$£€¥￥] ?[(（-]?|[(（]")
_AFTER = re.compile(r"[)）] ?[%％]?|[%％] ?[)）]?")
_DIGITS = re.compile(r"[$£€¥￥(（+–—−-]{0,3} ?\d[\d,.]* ?[)）]?")


def join_signs(row: Sequence[Draft]) -> None:
    """Give each figure of a row the signs beside it; the cells that held them are left blank."""
    for sign, figure in pairwise(row):
        if _BEFORE.fullmatch(sign.text.strip()) and _DIGITS.fullmatch(figure.text.strip()):
            _join(sign, figure, into=figure)
    for figure, sign in pairwise(row):
        if _DIGITS.fullmatch(figure.text.strip()) and _AFTER.fullmatch(sign.text.strip()):
            _join(figure, sign, into=figure)


def _join(left: Draft, right: Draft, *, into: Draft) -> None:
    pieces = [p for draft in (left, right) for p in draft.pieces or ((draft.text, "", ()),)]
    for draft in (left, right):
        draft.text, draft.pieces = "", ()
    into.text, into.pieces = "".join(text for text, _, _ in pieces), pieces
