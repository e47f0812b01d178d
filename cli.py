"""Launcher for a checkout: ``python cli.py ...`` does what ``isp-graph ...`` does.

Anybody's ``python`` may come here, so it is written for old ones too.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def obstacle():
    """Return one sentence saying what is missing and what to do, or None."""
    if sys.version_info < (3, 11):
        missing = "isp-graph needs Python 3.11 or newer, and this one is older"
    else:
        from importlib.util import find_spec

        if all(map(find_spec, ("polars", "networkx", "igraph", "scipy", "typer"))):
            return None
        missing = "This Python lacks the libraries that isp-graph needs"
    python = os.path.join(HERE, ".venv", "bin", "python")
    if os.path.exists(python):
        return missing + ": run `" + python + " " + sys.argv[0] + "` instead."
    return missing + ": run `make report` first, it installs them in .venv."


if __name__ == "__main__":
    problem = obstacle()
    if problem:
        sys.stderr.write(problem + "\n")
        sys.exit(3)
    sys.path.insert(0, HERE)
    from isp_graph.cli.main import entry

    sys.exit(entry())
