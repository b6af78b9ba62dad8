"""Tables of one statement: those that follow another without a unit of their own.

A statement prints "(in millions, except per share data)" once, over its first table; the tables
under it, and those of its notes ("(1) Amounts include, as follows:"), are in millions, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from crossfoot.documents.document import Block, Table

_NOTE = re.compile(r"[(（\[]?[*†‡\da-z]{1,2}[)）\]] ?\S|[*†‡①-⑳]")
_PAGE = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?|第?\s?\d{1,4}\s?页?|#", re.I)
_SIGNS = frozenset("$£€¥￥")


def carried(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a text, the unit of a statement carried to the tables that belong to it."""
    found: list[Block] = []
    first: Table | None = None
    for block in blocks:
        if not isinstance(block, Table):
            line = text[block.start : block.end]
            if not (_NOTE.match(line) or _PAGE.fullmatch(line.strip())):
                first = None
        elif block.caption_unit is not None:
            first = block
        elif first is not None and _is_money(block):
            block = replace(
                block,
                caption_unit=first.caption_unit,
                except_per_share=first.except_per_share,
            )
        else:
            first = None
        found.append(block)
    return tuple(found)


def _is_money(table: Table) -> bool:
    """Whether the figures of a table are amounts: some print a currency sign, none a percent."""
    units = [cell.unit for cell in table.cells if cell.unit and not cell.header]
    return bool(units) and all(unit[-1] in _SIGNS for unit in units)
