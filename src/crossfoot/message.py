"""Messages that can be said in English and in Chinese.

English is the source; Chinese comes from the gettext catalogue under `locale/`. A message keeps
its values apart from its words, so that one finding can be told in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal, Protocol, get_args, runtime_checkable

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALES = Path(__file__).parent / "locale"


@runtime_checkable
class Told(Protocol):
    """Something that reads differently in each language."""

    def told(self, language: Language) -> str:
        """It, in that language."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, `%(claim)s agrees`, and what stands in them."""

    text: str
    values: tuple[tuple[str, str | Told], ...] = ()

    def told(self, language: Language) -> str:
        """The sentence in that language."""
        sentence = translate(self.text, language)
        if not self.values:
            return sentence
        return sentence % {
            name: value if isinstance(value, str) else value.told(language)
            for name, value in self.values
        }

    def __str__(self) -> str:
        return self.told("en")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Several messages after one another."""

    parts: tuple[Told, ...]

    def told(self, language: Language) -> str:
        """The sentences, with the space that the language puts between them."""
        return ("" if language == "zh" else " ").join(part.told(language) for part in self.parts)


def message(text: str, **values: str | Told) -> Message:
    """A message; its text is a msgid of the catalogue, marked by being written here."""
    return Message(text, tuple(sorted(values.items())))


def translate(text: str, language: Language) -> str:
    """One msgid in that language; English where the catalogue lacks it."""
    return _catalogue(language).gettext(text)


@cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return translation("crossfoot", localedir=LOCALES, languages=[language], fallback=True)
