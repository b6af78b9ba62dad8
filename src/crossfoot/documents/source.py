"""The bytes of a document: where they come from, what they are, and how far they are trusted."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from os import PathLike
from pathlib import Path

from crossfoot.errors import DocumentError

LONGEST_FILE = 64 * 2**20  # bytes
LONGEST_TEXT = 20_000_000  # characters
_LARGEST_UNPACKED = 512 * 2**20  # all parts of a docx or xlsx
_HIGHEST_RATIO = 200  # of unpacked to packed, above what real office files reach
_MOST_PARTS = 20_000
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]+")
_NOT_SIMPLIFIED = 0.9
_META = re.compile(rb"""<meta[^>]{0,200}charset\s{0,4}=\s{0,4}["']?([\w.:-]{2,30})""", re.I)


def bytes_of(source: str | PathLike[str]) -> bytes:
    """The content of a file, or of standard input for `-`; at most `LONGEST_FILE` bytes."""
    if source == "-":
        return bounded(sys.stdin.buffer.read(LONGEST_FILE + 1), "standard input")
    path = Path(source)
    try:
        if path.is_dir():
            raise DocumentError(
                "This is a folder, not a document.", remedy="Name a file in it.", file=path
            )
        with path.open("rb") as file:
            return bounded(file.read(LONGEST_FILE + 1), str(path))
    except FileNotFoundError:
        raise DocumentError(
            "There is no such file.", remedy="Check the name and the folder.", file=path
        ) from None
    except PermissionError:
        raise DocumentError(
            "The file may not be read.", remedy="Check its permissions.", file=path
        ) from None
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"The file cannot be read: {error}.", remedy="Check the name.", file=path
        ) from error


def bounded(data: bytes, name: str) -> bytes:
    """The data, unless there is more of it than a document has."""
    if len(data) > LONGEST_FILE:
        raise DocumentError(
            f"The file is larger than {LONGEST_FILE // 2**20} MB.",
            remedy="Split it, or remove its pictures.",
            file=name,
        )
    return data


def kind_of(data: bytes) -> str:
    """What bytes are, by their beginning: pdf, docx, xlsx, zip, ole, html or txt."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = set(archive.namelist()[:_MOST_PARTS])
        except (zipfile.BadZipFile, ValueError, EOFError, OSError):
            return "zip"
        if any(name.startswith("word/") for name in names):
            return "docx"
        return "xlsx" if any(name.startswith("xl/") for name in names) else "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "txt"


def decoded(data: bytes, name: str, *, declared: bool = False) -> str:
    """The text of bytes in UTF-8, UTF-16, UTF-32, GB18030 or Windows-1252, newlines as line feeds.

    A byte order mark decides, then whether the bytes are well formed; `declared` also heeds
    an HTML page's own declaration. A mark at the beginning is not part of the text.
    """
    text = _decoded(data, _META.search(data[:2048]) if declared else None)
    if text is None:
        raise DocumentError(
            "The text is in an encoding that cannot be told.",
            remedy="Save the file as UTF-8.",
            file=name,
        )
    if len(text) > LONGEST_TEXT:
        raise DocumentError(
            f"The text is longer than {LONGEST_TEXT:,} characters.",
            remedy="Split the document.",
            file=name,
        )
    sample = text[:100_000]
    control = len(sample) - len(_CONTROL.sub("", sample)) + sample.count("\x00")
    if control > 8 and control * 50 > len(sample):
        raise DocumentError(
            "This is not text: it holds control characters.",
            remedy="Name a document, or give the file the suffix of its format.",
            file=name,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, meta: re.Match[bytes] | None) -> str | None:
    marks = (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    )
    for mark, encoding in marks:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    if (wide := _utf16(data)) is not None:
        return wide
    if (text := _try(data, "utf-8")) is not None:
        return text
    if meta is not None:
        encoding = meta[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk") else encoding
        if (text := _try(data, encoding)) is not None:
            return text
    text = _try(data, "gb18030")
    if text is not None and _is_chinese(text):
        return text
    latin = _try(data, "cp1252")
    if latin is not None and sum(not c.isascii() for c in latin[:100_000]) * 4 < len(latin):
        return latin
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its digits, spaces and line ends."""
    sample = data[:20_000]
    if len(data) % 2 or len(sample) < 4:
        return None
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    if max(high, low) * 50 < len(sample) or min(high, low) * 10 > max(high, low):
        return None
    text = _try(data, "utf-16-le" if high > low else "utf-16-be")
    if text is None:
        return None
    usual = sum((c.isascii() and c.isprintable()) or c in "\r\n\t" or "　" <= c <= "鿿"
                or "＀" <= c <= "￯" for c in text[:10_000])  # fmt: skip
    return text if usual * 10 >= len(text[:10_000]) * 9 else None


def _is_chinese(text: str) -> bool:
    """Whether a text decoded as GB18030 is Chinese, not another encoding read wrongly."""
    foreign = [c for c in text[:100_000] if not c.isascii()]
    common = sum(_in_gb2312(c) for c in foreign)
    return common >= _NOT_SIMPLIFIED * len(foreign)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char in "—·…○〇㎡€"
    return True


def safe_archive(data: bytes, name: str, suffix: str, largest_xml: int) -> zipfile.ZipFile:
    """A docx or xlsx opened as an archive, refused where unpacking it would not be safe.

    Sizes are bounded before anything is unpacked, that of all XML by `largest_xml` bytes; a
    document type declaration, which office
    files never have and entity bombs need, is refused.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            f"The file is protected by a password, or in the format before {suffix}.",
            remedy=f"Save it as {suffix} without a password.",
            file=name,
        )
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        xml = [p for p in parts if p.filename.lower().endswith((".xml", ".rels", ".vml"))]
        large = (
            len(parts) > _MOST_PARTS
            or total > _LARGEST_UNPACKED
            or sum(p.file_size for p in xml) > largest_xml
            or (total > 16 * 2**20 and total > _HIGHEST_RATIO * max(len(data), 1))
        )
        if large:
            raise DocumentError(
                f"The file unpacks to {total // 2**20} MB, more than a document should.",
                remedy="Open it and save it anew, or split it.",
                file=name,
            )
        if any(part.flag_bits & 1 for part in parts):
            raise DocumentError(
                "The file is protected by a password.",
                remedy=f"Save it as {suffix} without a password.",
                file=name,
            )
        for part in xml:
            if _declares(archive.read(part)):
                raise DocumentError(
                    "The file declares its own entities, which no office program writes.",
                    remedy=f"Open it and save it as {suffix} anew.",
                    file=name,
                )
    except DocumentError:
        raise
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise broken(name, suffix, error) from error
    except Exception as error:  # zlib.error and what else damaged archives raise
        raise broken(name, suffix, error) from error
    return archive


def _declares(xml: bytes) -> bool:
    return any(
        "<!DOCTYPE".encode(code) in xml or "<!ENTITY".encode(code) in xml
        for code in ("ascii", "utf-16-le", "utf-16-be")
    )


def broken(name: str, suffix: str, error: Exception | None = None) -> DocumentError:
    """The error for a file that is not what its suffix says, or is damaged."""
    said = f" ({type(error).__name__})" if error is not None else ""
    return DocumentError(
        f"The file cannot be read as {suffix}: it is damaged or of another format{said}.",
        remedy=f"Open it in its program and save it as {suffix} anew.",
        file=name,
    )


def missing(library: str, suffix: str, name: str) -> DocumentError:
    """The error for a reader whose library is not installed."""
    return DocumentError(
        f"Reading {suffix} needs {library}.",
        remedy="Run: pip install 'crossfoot[documents]'.",
        file=name,
    )
