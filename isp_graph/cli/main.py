"""Entry of the command: no traceback ever, and the exit codes of the contract."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType

from isp_graph.console.exits import DONE, NO_ACCESS, WRONG_USAGE
from isp_graph.console.options import LANGUAGES
from isp_graph.errors import AccessError, IspGraphError

_INTERRUPTED = 130
DEBUG = "ISP_GRAPH_DEBUG"
"""Environment variable under which an unexpected error shows its traceback."""


def _say(message: str) -> None:
    print(f"isp-graph: {message}", file=sys.stderr)


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


class _Interrupts:
    """Answers Ctrl-C: at once while libraries load, some of which panic at it; else as usual.

    One handler for both, because polars hooks itself before the one that it finds when it loads.
    """

    def __init__(self) -> None:
        self.loading = True

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.loading:
            os._exit(_INTERRUPTED)
        signal.default_int_handler(number, frame)


@contextmanager
def _interrupts() -> Iterator[_Interrupts]:
    interrupts = _Interrupts()
    # Whoever called with a handler of their own keeps it, and only the main thread has a say.
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ours = usual and threading.current_thread() is threading.main_thread()
    if ours:
        signal.signal(signal.SIGINT, interrupts)
    try:
        yield interrupts
    finally:
        if ours and signal.getsignal(signal.SIGINT) is interrupts:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _run(arguments: Sequence[str] | None, options: argparse.Namespace) -> int:
    with _interrupts() as interrupts:
        return _run_interruptible(arguments, options, interrupts)


def _run_interruptible(
    arguments: Sequence[str] | None, options: argparse.Namespace, interrupts: _Interrupts
) -> int:
    # Not before Ctrl-C is answered.
    from isp_graph.cli.help import language_asked
    from isp_graph.cli.parser import COUNT_PEOPLE, build_parser, module_of

    language = language_asked(sys.argv[1:] if arguments is None else arguments)
    try:
        build_parser(language).parse_args(arguments, options)
    except SystemExit as stop:  # the parser has said all there is to say
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    # Only the module of the command asked for is loaded, and only now: the parser stays quick.
    command = import_module(module_of(options.command))
    interrupts.loading = False
    code = int(command.run(options))
    if options.command in COUNT_PEOPLE:
        from isp_graph.cli.alike import tell_alike

        tell_alike(options)
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
    # Filled by the parser; until then, and for commands without --lang, the default speaks.
    options = argparse.Namespace(lang=LANGUAGES[0])
    try:
        code = _run(arguments, options)
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
        _say(error.sentence(options.lang))
        return NO_ACCESS
    except IspGraphError as error:
        _say(error.sentence(options.lang))
        return WRONG_USAGE
    except OSError as error:
        _close_quietly()
        reason = error.strerror or type(error).__name__
        refusal = AccessError("system", path=error.filename or "isp-graph", reason=reason)
        _say(refusal.sentence(options.lang))
        return NO_ACCESS
    except MemoryError:
        _say(AccessError("no_memory").sentence(options.lang))
        return NO_ACCESS
    except BaseException as error:  # a panic of compiled code is no Exception
        if os.environ.get(DEBUG) or isinstance(error, SystemExit):
            raise
        refusal = AccessError(
            "our_mistake", kind=type(error).__name__, reason=error, variable=DEBUG
        )
        _say(refusal.sentence(options.lang))
        return NO_ACCESS
