"""Write an answer where it is wanted: never half a file, never over another unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isp_graph.errors import AccessError


@contextmanager
def _possible(path: Path) -> Iterator[None]:
    """Give the system's reason in one sentence where something cannot be done."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise AccessError("not_written", path=path, reason=reason) from error


def check_target(path: Path, *, force: bool) -> None:
    """Refuse early where writing would fail or overwrite.

    Parameters
    ----------
    path : pathlib.Path
        The file to be written.
    force : bool
        Whether an existing file may be replaced.

    Raises
    ------
    AccessError
        If the file exists, is a folder, or its folder is missing.
    """
    with _possible(path):
        if path.is_dir():
            raise AccessError("is_a_folder", path=path)
        if path.exists() and not force:
            raise AccessError("exists_already", path=path)
        if not path.parent.is_dir():
            raise AccessError("no_folder_for_it", path=path, folder=path.parent)


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path : pathlib.Path
    data : bytes
    force : bool
        Whether an existing file may be replaced.

    Raises
    ------
    AccessError
        If it cannot be written, with the reason.
    """
    check_target(path, force=force)
    with _possible(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device
            return
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".isp-graph.")
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(data)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write_folder(path: Path, files: dict[str, bytes], *, force: bool = False) -> None:
    """Write files into a folder, making it where it is missing.

    Parameters
    ----------
    path : pathlib.Path
    files : dict
        Content by file name.
    force : bool
        Whether existing files may be replaced.

    Raises
    ------
    AccessError
        If something is there already or cannot be written.
    """
    with _possible(path):
        path.mkdir(parents=True, exist_ok=True)
    for name in files:
        check_target(path / name, force=force)
    for name, data in files.items():
        write_file(path / name, data, force=force)
