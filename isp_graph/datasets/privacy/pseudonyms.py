"""Pseudonyms of people, stable under a key."""

from __future__ import annotations

import base64
import hmac
import re

import numpy as np
import polars as pl

from isp_graph.datasets.masking.digests import digests

_LENGTH, _BYTES, _BITS = 12, 8, 5  # letters of base32, the bytes that they show, bits of each
_ALPHABET = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", dtype=np.uint8)
_BEGIN = b"P-"


def pseudonym(person: str, key: bytes) -> str:
    """Give the pseudonym of a person under a key.

    Parameters
    ----------
    person : str
        The person's identifier.
    key : bytes
        The secret.

    Returns
    -------
    str
        ``P-`` and twelve letters or digits of an HMAC-SHA256: 60 bits, so that a million
        people collide with a chance below one in a million.

    Examples
    --------
    >>> pseudonym("p1", b"k") == pseudonym("p1", b"k") != pseudonym("p1", b"other")
    True
    """
    digest = hmac.digest(key, person.encode(), "sha256")
    return "P-" + base64.b32encode(digest[:_BYTES])[:_LENGTH].decode()


def pseudonyms(people: pl.Series, key: bytes) -> pl.Series:
    """Give the pseudonyms of many people at once, as `pseudonym` does for one.

    Examples
    --------
    >>> pseudonyms(pl.Series(["p1"]), b"k").to_list() == [pseudonym("p1", b"k")]
    True
    """
    shown = np.empty((people.len(), len(_BEGIN) + _LENGTH), dtype=np.uint8)
    shown[:, : len(_BEGIN)] = np.frombuffer(_BEGIN, dtype=np.uint8)
    if people.is_empty():
        return people.cast(pl.String)
    bits = digests(key, people)
    for place in range(_LENGTH):
        letter = bits >> np.uint64(8 * _BYTES - _BITS * (place + 1))
        shown[:, len(_BEGIN) + place] = _ALPHABET[letter & np.uint64(2**_BITS - 1)]
    whole = np.frombuffer(shown.tobytes(), dtype=f"S{shown.shape[1]}")
    return pl.Series(people.name, whole, dtype=pl.Binary).cast(pl.String)


def is_pseudonym(text: str) -> bool:
    """Tell whether a text has the form of a pseudonym.

    Examples
    --------
    >>> is_pseudonym(pseudonym("p1", b"k")), is_pseudonym("P-1")
    (True, False)
    """
    return re.fullmatch(rf"P-[A-Z2-7]{{{_LENGTH}}}", text) is not None
