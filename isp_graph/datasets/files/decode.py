"""Bytes of a text file into text, whatever spreadsheet wrote them.

UTF-8 with or without a byte-order mark, UTF-16 with one, and Windows-1252 are read. Bytes that
are not UTF-8 are read one by one as Windows-1252, so that a single foreign byte does not spoil
the rest of a file.
"""

from __future__ import annotations

import codecs

_HANDLER = "isp_graph_cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    # The five bytes that Windows-1252 leaves undefined become control characters, which are
    # then found and reported as such.
    text = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in wrong)
    return text, error.end


codecs.register_error(_HANDLER, _as_cp1252)


def decode(data: bytes) -> tuple[str, bool]:
    """Read the bytes of a text file.

    Parameters
    ----------
    data : bytes
        Content of the file.

    Returns
    -------
    text : str
        Its text, without byte-order mark.
    guessed : bool
        True where bytes were read as Windows-1252.

    Examples
    --------
    >>> decode("é".encode("cp1252"))
    ('é', True)
    >>> decode("é".encode("utf-8-sig"))
    ('é', False)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), False
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return data.decode("utf-8", errors=_HANDLER), True
