"""Keep the message catalogue in step with the source.

    python -m tests.catalogue

collects every message of `src/`, updates `locale/*/LC_MESSAGES/crossfoot.po` and compiles it; what
has no translation yet is listed. The names of relations and their roles are messages too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from crossfoot.message import LANGUAGES, LOCALES
from crossfoot.relations import builtin

SOURCE = LOCALES.parent
KEYWORDS = ("message", "translate", "word", "say")
_ALL = dict.fromkeys(KEYWORDS)  # the text is the first argument of each


def messages() -> list[str]:
    """Every text that a reader may see in either language, in alphabetical order."""
    found = {"formula"}
    for path in sorted(SOURCE.rglob("*.py")):
        found.update(_in_python(path.read_text(encoding="utf-8")))
    templates = [("**.jinja", "jinja2.ext.babel_extract")]
    for _, _, text, _, _ in extract_from_dir(SOURCE, templates, keywords=_ALL):
        found.update([text] if isinstance(text, str) else [])
    for relation in builtin().values():
        found.update(readable(name) for name in (relation.name, *relation.by_name))
    return sorted(found - {""})


def _in_python(source: str) -> Iterator[str]:
    """The texts marked in a module; Babel's own reader sees into f-strings only from 3.12 on."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            text = node.args[0]
            if node.func.id in KEYWORDS and isinstance(text, ast.Constant):
                yield str(text.value)


def readable(name: str) -> str:
    """A name of the program's as the page writes it."""
    return name.replace("_", " ")


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALES / language / "LC_MESSAGES" / "crossfoot.po"


def read(language: str) -> Catalog:
    """The catalogue as it is; empty where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with exactly the messages of the source."""
    before = read(language)
    after = Catalog(locale=language, fuzzy=False, header_comment=f"# crossfoot in {language}")
    for text in messages():
        old = before.get(text)
        named = ["python-format"] if re.search(r"%\(\w+\)", text) else []
        after.add(text, old.string if old else "", flags=named)
    return after


def written(catalogue: Catalog) -> bytes:
    """A catalogue as text; without dates, so that equal messages give equal bytes."""
    file = BytesIO()
    write_po(file, catalogue, omit_header=True, sort_output=True, width=100)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
    head += '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head.encode() + file.getvalue()


class _Undated(Catalog):
    """A catalogue whose header tells neither time nor tool, so that equal ones are equal bytes."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8")]

    mime_headers = property(_get_mime_headers)


def compiled(language: str) -> bytes:
    """The catalogue as gettext reads it."""
    catalogue = _Undated(locale=language, fuzzy=False)
    for entry in read(language):
        if entry.id and entry.string:
            catalogue.add(entry.id, entry.string)
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    """Update and compile the catalogues."""
    for language in LANGUAGES:
        if language == "en":  # the source
            continue
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(language)))
        path.with_suffix(".mo").write_bytes(compiled(language))
        for entry in read(language):
            if entry.id and not entry.string:
                print(f"{language}: {entry.id}")


if __name__ == "__main__":
    main()
