"""Markdown: the text is the source itself; fenced code and front matter are set apart."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.documents.document import Document, language_of
from crossfoot.documents.plain import blocks_of
from crossfoot.documents.source import decoded

SUFFIXES = (".md", ".markdown")
_FENCES = ("```", "~~~")


def read(data: bytes, name: str) -> Document:
    """A Markdown file; its tables are the piped ones, its code blocks are not read as prose."""
    text = decoded(data, name)
    code = tuple(_code(text.split("\n")))
    return Document(name, text, blocks_of(text, code), language_of(text), format="md")


def _code(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last line of front matter, comments and fenced blocks; an open one runs out."""
    index = 0
    if lines[0].rstrip() == "---":
        end = next((k for k in range(1, len(lines)) if lines[k].rstrip() in ("---", "...")), 0)
        if end:
            yield 0, end
            index = end + 1
    while index < len(lines):
        start = lines[index].lstrip()
        fence = start[:3] if start[:3] in _FENCES else "-->" if start.startswith("<!--") else ""
        if not fence:
            index += 1
            continue
        end = index
        if not (fence == "-->" and "-->" in start):
            end += 1
            while end < len(lines) and not _closes(lines[end].strip(), fence):
                end += 1
        yield index, min(end, len(lines) - 1)
        index = end + 1


def _closes(line: str, fence: str) -> bool:
    return fence in line if fence == "-->" else line.startswith(fence)
