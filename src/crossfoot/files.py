"""Reading text files with limits, and writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from errno import EISDIR
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


def write_all(files: Mapping[Path, bytes], read: Iterable[Path] = ()) -> None:
    """Write every file or, where one cannot be written, none; what was `read` is never replaced.

    Raises SuiteError naming the file.
    """
    spare(read, files)
    ready: dict[Path, str] = {}
    path = Path()
    try:
        for path, content in files.items():
            ready[path] = _beside(path, content)
        for path, name in list(ready.items()):
            os.replace(name, path)
            del ready[path]
    except OSError as error:
        told = error.strerror or str(error)
        raise SuiteError(f"cannot be written: {told}.", file=path) from None
    finally:
        for name in ready.values():
            Path(name).unlink(missing_ok=True)


def spare(read: Iterable[Path], written: Iterable[Path]) -> None:
    """Raises SuiteError where a file that is to be written is one that was read."""
    kept = {path.resolve() for path in read}
    for path in written:
        if path.resolve() in kept:
            raise SuiteError(
                "this would replace a file that was checked.",
                remedy="Give what is written another name.",
                file=path,
            )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name and rename it, so that no half of it is ever seen."""
    write_all({path: content})


def _beside(path: Path, content: bytes) -> str:
    """The name of a new file beside one, with what it is to hold; the folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is private; a report is as readable as any new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return name
