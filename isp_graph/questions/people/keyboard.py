"""Single keys from a terminal, without waiting for the end of a line."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

END = ""
"""What is read once the terminal is gone, or its input ended (Ctrl-D)."""
_ESCAPE, _CONTROL_D, _CONTROL_C = "\x1b", "\x04", "\x03"
_PATIENCE = 0.02  # seconds within which the rest of an arrow key arrives


def on_a_terminal() -> bool:
    """Tell whether somebody sits at both ends: keys come in, and what is shown is seen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[Callable[[], str]]:
        """Read single keys within this block."""

        def read() -> str:
            key = msvcrt.getwch()
            if key in ("\x00", "\xe0"):  # a function or arrow key, in two parts
                msvcrt.getwch()
                return read()
            if key == _CONTROL_C:
                raise KeyboardInterrupt
            return END if key == _CONTROL_D else key

        yield read

else:
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[Callable[[], str]]:
        """Read single keys within this block; the terminal is as it was afterwards."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def read() -> str:
            # A library may have asked that reading goes on after Ctrl-C; waiting never does.
            select.select([terminal], [], [])
            key = os.read(terminal, 1)
            while key and not _whole(key):
                key += os.read(terminal, 1)
            text = key.decode("utf-8", "replace")
            if text == _ESCAPE:
                _swallow(terminal)
                return read()
            return END if text == _CONTROL_D else text

        try:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            yield read
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _whole(key: bytes) -> bool:
        try:
            key.decode("utf-8")
        except UnicodeDecodeError as error:
            return error.reason != "unexpected end of data"
        return True

    def _swallow(terminal: int) -> None:
        """Take the rest of an arrow or function key away: it means nothing here."""
        while select.select([terminal], [], [], _PATIENCE)[0] and os.read(terminal, 1):
            pass
