"""Entry of the command: no traceback ever, and the exit codes of the contract."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from isp_graph.console.asked import Asked, language_named
from isp_graph.console.exits import DONE, NO_ACCESS, WRONG_USAGE
from isp_graph.errors import AccessError, IspGraphError

PROGRAM = "isp-graph"
COMPLETE = "_ISP_GRAPH_COMPLETE"
"""Environment variable by which a shell asks what may come next."""
_INTERRUPTED = 130
DEBUG = "ISP_GRAPH_DEBUG"
"""Environment variable under which an unexpected error shows its traceback."""


def _say(message: str) -> None:
    print(f"{PROGRAM}: {message}", file=sys.stderr)


def _close_quietly() -> None:
    # The reader has gone (as `head` does): what Python still holds must not be flushed to it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_any_console() -> None:
    # A console in cp1252 cannot show every name; a question mark is better than an end.
    # Closed, as under a service: talk is lost, and an answer that cannot be written is an error.
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open()
    sys.stderr = sys.stderr or nowhere.open("w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Answer Ctrl-C: at once while a library loads, some of which panic at it; else as usual.

    One handler for both, because polars hooks itself before the one that it finds when it loads.
    """
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            os._exit(_INTERRUPTED)
        frame = frame.f_back
    signal.default_int_handler(number, None)


@contextmanager
def _interrupts() -> Iterator[None]:
    # Whoever called with a handler of their own keeps it, and only the main thread has a say.
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ours = usual and threading.current_thread() is threading.main_thread()
    if ours:
        signal.signal(signal.SIGINT, _interrupted)
    try:
        yield
    finally:
        if ours and signal.getsignal(signal.SIGINT) is _interrupted:
            signal.signal(signal.SIGINT, signal.default_int_handler)


_COUNT_PEOPLE = ("check", "interlocks")
"""Commands whose answer is another one where some entries are the same person."""


def _run(arguments: list[str], asked: Asked) -> int:
    with _interrupts():
        # Not before Ctrl-C is answered.
        import click

        from isp_graph.cli.app import command_line
        from isp_graph.cli.refusals import refusal

        if os.environ.get(COMPLETE):
            from isp_graph.cli.completing import complete

            return complete(command_line())
        try:
            with command_line().make_context(PROGRAM, arguments, obj=asked) as context:
                code = int(context.command.invoke(context))
        except click.exceptions.Exit as done:  # help and version have said all
            return done.exit_code
        except click.UsageError as error:
            asked.command = error.ctx.command_path.partition(" ")[2] if error.ctx else ""
            raise refusal(error) from error
        if asked.command in _COUNT_PEOPLE:
            from isp_graph.cli.alike import tell_alike

            tell_alike(asked)
        return code


def entry(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line; that of the process if none is given.

    Returns
    -------
    int
        0 done, 1 the data has errors, 2 wrong usage, 3 cannot read, write or reach.
    """
    _speak_any_console()
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = Asked("", named=language_named(words))
    try:
        code = _run(words, asked)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(file=sys.stderr)
        return _INTERRUPTED
    except AccessError as error:
        return _cannot(error, asked)
    except IspGraphError as error:
        from isp_graph.console.help import common_text

        _say(error.sentence(asked.spoken))
        place = f"{PROGRAM} {asked.command}".rstrip()
        print(common_text("help_here", asked.spoken, command=place), file=sys.stderr)
        return WRONG_USAGE
    except OSError as error:
        _close_quietly()
        reason = error.strerror or type(error).__name__
        return _cannot(AccessError("system", path=error.filename or PROGRAM, reason=reason), asked)
    except MemoryError:
        return _cannot(AccessError("no_memory"), asked)
    except BaseException as error:  # a panic of compiled code is no Exception
        if os.environ.get(DEBUG) or isinstance(error, SystemExit):
            raise
        kind = type(error).__name__
        return _cannot(AccessError("our_mistake", kind=kind, reason=error, variable=DEBUG), asked)


def _cannot(error: AccessError, asked: Asked) -> int:
    _say(error.sentence(asked.spoken))
    return NO_ACCESS
