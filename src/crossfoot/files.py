"""Reading text files with limits, and writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from crossfoot.errors import SuiteError

MOST_BYTES = 64 * 1024 * 1024  # a hundred thousand checks take about a quarter of this


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without BOM. Raises SuiteError naming the file."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SuiteError(
                f"the file has {size // 2**20} MB, more than the {MOST_BYTES // 2**20} MB allowed.",
                remedy="Split it.",
                file=path,
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SuiteError(
            f"byte {error.start} is not UTF-8 text.", remedy="Save the file as UTF-8.", file=path
        ) from None
    except OSError as error:
        raise SuiteError(f"{(error.strerror or 'cannot be read').lower()}.", file=path) from None


def as_seen_here(path: Path) -> str:
    """A path relative to the working folder, as code hosts want it; others as they are."""
    absolute, here = path.resolve(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name and rename it, so that no half of it is ever seen."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise SuiteError(f"cannot be written: {error.strerror}.", file=path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is private; a report is as readable as any new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise SuiteError(f"cannot be written: {error.strerror}.", file=path) from None
