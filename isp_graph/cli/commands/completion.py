"""The command that helps the shell."""

from __future__ import annotations

import argparse

import shtab

from isp_graph.cli.parser import build_parser
from isp_graph.console.exits import DONE


def run(options: argparse.Namespace) -> int:
    """Print the script for the shell asked for."""
    print(shtab.complete(build_parser(), shell=options.shell))
    return DONE
