"""What a look at the bytes of a delimited text tells of its cells, before it is parsed.

Whether a file is regular and its cells are tidy shows in its bytes: how many line feeds and
separators it has, and what stands beside them. One pass over them is far cheaper than asking
the same of every cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_SPAN = 1 << 17  # what is compared stays in the cache of the processor
_SIGNS = b"=@+-"
_BLANK, _FEED, _RETURN, _DELETE = b" \n\r\x7f"


@dataclass(frozen=True)
class Glance:
    """What was seen.

    Attributes
    ----------
    feeds, separators : int
        How many line feeds and separators there are.
    controls : bool
        Whether other bytes below the blank occur, line ends aside.
    plain : bool
        Whether all is printable ASCII and no cell begins or ends with a blank.
    formulas : bool
        Whether a cell may begin as a formula does, blanks aside.
    """

    feeds: int
    separators: int
    controls: bool
    plain: bool
    formulas: bool


def glance(data: bytes, separator: str) -> Glance:
    r"""Look once at the bytes of a text whose cells are not quoted.

    Parameters
    ----------
    data : bytes
        Text in UTF-8, with carriage returns before line feeds only.
    separator : str
        What stands between its cells.

    Returns
    -------
    Glance

    Examples
    --------
    >>> glance(b"id;name\na; A\n", ";")
    Glance(feeds=2, separators=2, controls=False, plain=False, formulas=True)
    """
    codes = np.frombuffer(data, dtype=np.uint8)
    # Most files have none of some of these, and then there is nothing to compare.
    signs = [code for code in _SIGNS if code in data]
    returned, blanks = _RETURN in data, _BLANK in data
    formulas = data[:1] in {bytes([code]) for code in signs}
    loose = data.startswith(b" ") or data.endswith(b" ")
    low = feeds = returns = separators = 0
    for begin in range(0, len(codes), _SPAN):
        part = codes[begin : begin + _SPAN + 1]  # the next byte too, for what stands beside
        low += int(np.count_nonzero(part[:_SPAN] < _BLANK))
        edge = part == _FEED
        feeds += int(np.count_nonzero(edge[:_SPAN]))
        if returned:
            ended = part == _RETURN
            returns += int(np.count_nonzero(ended[:_SPAN]))
            edge |= ended
        ended = part == ord(separator)
        separators += int(np.count_nonzero(ended[:_SPAN]))
        edge |= ended
        if signs and not formulas:
            formulas = any((edge[:-1] & (part[1:] == code)).any() for code in signs)
        if blanks and not loose:
            blank = part == _BLANK
            loose = bool(((edge[:-1] & blank[1:]) | (blank[:-1] & edge[1:])).any())
    controls = low > feeds + returns + (separators if ord(separator) < _BLANK else 0)
    plain = data.isascii() and not controls and _DELETE not in data and not loose
    # What stands behind a blank of any kind was not looked at.
    return Glance(feeds, separators, controls, plain, formulas or not plain)
