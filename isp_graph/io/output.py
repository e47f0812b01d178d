"""Write an answer where it is wanted: never half a file, never over another unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from isp_graph.errors import AccessError


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
    if path.is_dir():
        raise AccessError(f"{path}: is a folder; name a file.")
    if path.exists() and not force:
        raise AccessError(f"{path}: exists already; give --force to replace it.")
    if not path.parent.is_dir():
        raise AccessError(f"{path}: the folder {path.parent} does not exist.")


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
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device
            return
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AccessError(f"{path}: cannot be written ({reason}).") from error


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
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AccessError(f"{path}: cannot be made ({reason}).") from error
    for name in files:
        check_target(path / name, force=force)
    for name, data in files.items():
        write_file(path / name, data, force=force)
