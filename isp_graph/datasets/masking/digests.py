"""HMAC-SHA256 of very many short texts at once, after RFC 2104 and FIPS 180-4.

The standard library computes one text a call. Here every step is taken for thousands of texts
together, in arrays; the tests compare the two.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

Words = NDArray[np.uint32]

_BLOCK, _WORDS, _ROUNDS = 64, 16, 64
_AT_ONCE = 1 << 15  # fewer would cost calls, more the cache
_INNER, _OUTER = 0x36, 0x5C


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root_bits(number: int, degree: int) -> int:
    """Give the first 32 bits of the fraction of a root, exactly."""
    wanted = number << (32 * degree)
    low, high = 0, 1 << 40
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= wanted else (low, middle)
    return low & 0xFFFFFFFF


_START = np.array([[_root_bits(prime, 2)] for prime in _primes(8)], dtype=np.uint32)
_CONSTANTS = [np.uint32(_root_bits(prime, 3)) for prime in _primes(_ROUNDS)]


def _mixed(word: Words, room: list[Words], turns: tuple[int, ...], shift: int = 0) -> Words:
    """Add up, without carry, a word turned right by some places, or shifted once, into room."""
    mixed, part = room
    np.right_shift(word, np.uint32(turns[0]), out=mixed)
    for places in (*turns[1:], shift) if shift else turns[1:]:
        mixed ^= np.right_shift(word, np.uint32(places), out=part)
    for places in turns:
        mixed ^= np.left_shift(word, np.uint32(32 - places), out=part)
    return mixed


def _compressed(state: Words, block: Words) -> Words:
    """Take a block of sixteen words into the eight of a state, for each text a column."""
    words = np.empty((_ROUNDS, block.shape[1]), dtype=np.uint32)
    words[:_WORDS] = block
    # Room made once: to make it in every step would take as long as the work.
    room = [np.empty(block.shape[1], dtype=np.uint32) for _ in range(2)]
    for place in range(_WORDS, _ROUNDS):
        word = np.add(words[place - 16], words[place - 7], out=words[place])
        word += _mixed(words[place - 15], room, (7, 18), 3)
        word += _mixed(words[place - 2], room, (17, 19), 10)
    registers = list(state.copy())
    for word, constant in zip(words, _CONSTANTS, strict=True):
        a, b, c, d, e, f, g, h = registers
        h += _mixed(e, room, (6, 11, 25))
        h += constant
        h += word
        chosen, both = room
        np.bitwise_xor(f, g, out=chosen)
        chosen &= e
        chosen ^= g
        h += chosen
        d += h
        h += _mixed(a, room, (2, 13, 22))
        most = np.bitwise_xor(a, b, out=chosen)
        most &= c
        most ^= np.bitwise_and(a, b, out=both)
        h += most
        registers = [h, a, b, c, d, e, f, g]
    return np.array(registers) + state


def _blocks(messages: pl.Series, blocks: int) -> Words:
    """Pad texts that fill as many blocks, behind one block of key; one row a text."""
    lengths = messages.str.len_bytes().to_numpy().astype(np.int64)
    width = blocks * _BLOCK
    padded = np.zeros((messages.len(), width), dtype=np.uint8)
    rows = np.arange(messages.len()) * width
    told = np.frombuffer("".join(messages.to_list()).encode(), dtype=np.uint8)
    begun = np.repeat(rows - (np.cumsum(lengths) - lengths), lengths)
    flat = padded.reshape(-1)
    flat[begun + np.arange(told.size)] = told
    flat[rows + lengths] = 0x80
    padded[:, -8:] = ((lengths + _BLOCK) * 8).astype(">u8").view(np.uint8).reshape(-1, 8)
    return padded.view(">u4").astype(np.uint32)


@lru_cache(maxsize=4)
def _keyed(key: bytes, sign: int) -> Words:
    """Give the state after a block of the key."""
    block = bytes(byte ^ sign for byte in key.ljust(_BLOCK, b"\0"))
    words = np.frombuffer(block, dtype=">u4").astype(np.uint32)
    return _compressed(_START, words.reshape(-1, 1))


def _digests(inner: Words, outer: Words, blocks: int, messages: pl.Series) -> NDArray[np.uint64]:
    padded, count = _blocks(messages, blocks), messages.len()
    state = np.repeat(inner, count, axis=1)
    for place in range(0, padded.shape[1], _WORDS):
        state = _compressed(state, padded[:, place : place + _WORDS].T)
    last = np.zeros((_WORDS, count), dtype=np.uint32)
    last[:8], last[8], last[15] = state, 0x80000000, (_BLOCK + 32) * 8
    high, low, *_ = _compressed(np.repeat(outer, count, axis=1), last)
    found: NDArray[np.uint64] = (high.astype(np.uint64) << np.uint64(32)) | low
    return found


def digests(key: bytes, messages: pl.Series) -> NDArray[np.uint64]:
    """Give the first 64 bits of the HMAC-SHA256 of some texts.

    Parameters
    ----------
    key : bytes
        The secret.
    messages : polars.Series
        Texts, none of them null; each is its bytes in UTF-8.

    Returns
    -------
    numpy.ndarray

    References
    ----------
    Krawczyk, H., Bellare, M. and Canetti, R. (1997). HMAC: keyed-hashing for message
    authentication. RFC 2104. https://doi.org/10.17487/RFC2104

    National Institute of Standards and Technology (2015). Secure hash standard. FIPS 180-4.
    https://doi.org/10.6028/NIST.FIPS.180-4

    Examples
    --------
    >>> import hmac
    >>> hex(digests(b"key", pl.Series(["somebody"]))[0])[2:]
    '91472246e39887bb'
    >>> hmac.digest(b"key", b"somebody", "sha256")[:8].hex()
    '91472246e39887bb'
    """
    key = hashlib.sha256(key).digest() if len(key) > _BLOCK else key
    states = _keyed(key, _INNER), _keyed(key, _OUTER)
    blocks = (messages.str.len_bytes().to_numpy().astype(np.int64) + 9 + _BLOCK - 1) // _BLOCK
    found = np.zeros(messages.len(), dtype=np.uint64)
    with ThreadPoolExecutor() as pool:
        for count in np.flatnonzero(np.bincount(blocks)):
            alike = np.flatnonzero(blocks == count)
            parts = [alike[begin : begin + _AT_ONCE] for begin in range(0, alike.size, _AT_ONCE)]
            texts = (messages.gather(part) for part in parts)
            done = pool.map(partial(_digests, *states, int(count)), texts)
            for part, bits in zip(parts, done, strict=True):
                found[part] = bits
    return found
