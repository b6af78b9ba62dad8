"""The catalogue says everything in Chinese that the source says in English."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "catalogue.py"


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """The tool that keeps the catalogue."""
    spec = importlib.util.spec_from_file_location("catalogue", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_is_translated(catalogue: ModuleType) -> None:
    """No message is missing, none is left over, none is empty."""
    translated = {entry.id: entry.string for entry in catalogue.read("zh") if entry.id}
    assert sorted(translated) == catalogue.messages(), "run: python tools/catalogue.py"
    assert [text for text, chinese in translated.items() if not chinese] == []


def test_translations_keep_what_is_put_in(catalogue: ModuleType) -> None:
    """Each translation names the same values as its message."""
    for entry in catalogue.read("zh"):
        if entry.id:
            places = re.compile(r"%\(\w+\)s")
            assert set(places.findall(entry.string)) == set(places.findall(entry.id)), entry.id


def test_the_compiled_catalogue_is_fresh(catalogue: ModuleType) -> None:
    """What gettext reads is what the translator wrote."""
    compiled = catalogue.path_of("zh").with_suffix(".mo").read_bytes()
    assert compiled == catalogue.compiled("zh"), "run: python tools/catalogue.py"
