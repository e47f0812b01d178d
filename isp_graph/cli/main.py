"""Entry of the command: no traceback ever, and the exit codes of the contract."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from isp_graph.cli.exits import DONE, NO_ACCESS, WRONG_USAGE
from isp_graph.cli.options import LANGUAGES
from isp_graph.cli.parser import build_parser
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run(arguments: Sequence[str] | None, options: argparse.Namespace) -> int:
    try:
        build_parser().parse_args(arguments, options)
    except SystemExit as stop:  # the parser has said all there is to say
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    # Only the module of the command asked for is loaded, and only now: the parser stays quick.
    return int(import_module(f"isp_graph.cli.commands.{options.command}").run(options))


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
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        refusal = AccessError(
            "our_mistake", kind=type(error).__name__, reason=error, variable=DEBUG
        )
        _say(refusal.sentence(options.lang))
        return NO_ACCESS
