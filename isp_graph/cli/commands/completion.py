"""The command that helps the shell."""

from typing import Literal

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import TALK, command, commands

app = commands()


@command(app, "completion", shared=TALK)
def run(asked: Asked, shell: Literal["bash", "zsh", "fish", "powershell"]) -> int:
    """Print the script for a shell."""
    from isp_graph.cli.app import command_line
    from isp_graph.cli.completing import script

    print(script(command_line(), shell))
    return DONE
