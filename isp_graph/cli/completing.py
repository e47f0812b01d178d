"""Completion by the shell: the scripts that ask, and the answers."""

from __future__ import annotations

import os
from typing import Any

from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
    split_arg_string,
)

from isp_graph.cli.main import COMPLETE, PROGRAM

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $Env:%(complete_var)s = "powershell_complete"
    $Env:COMP_WORDS = $line.ToString()
    $Env:COMP_WORD = $word
    %(prog_name)s | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, "ParameterValue", $_)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD
}
"""


class _PowerShell(ShellComplete):
    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words, word = split_arg_string(os.environ["COMP_WORDS"])[1:], os.environ["COMP_WORD"]
        return (words[:-1] if word and words else words), word

    def format_completion(self, item: CompletionItem) -> str:
        return str(item.value)


add_completion_class(_PowerShell)


def script(command: Any, shell: str) -> str:
    """Write the script that makes a shell ask."""
    kind = get_completion_class(shell) or _PowerShell
    return kind(command, {}, PROGRAM, COMPLETE).source()


def complete(command: Any) -> int:
    """Answer a shell that asks by the environment."""
    return shell_complete(command, {}, PROGRAM, COMPLETE, os.environ[COMPLETE])
