"""The command that tells where the public comes from."""

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, command, commands

app = commands()


@command(app, "catchment", TABULAR)
def run(asked: Asked, flows: bool = False) -> int:
    """Tell where the public comes from."""
    from isp_graph.console import answers, session
    from isp_graph.questions.filiere.catchment import terminal
    from isp_graph.questions.filiere.catchment.catchment import catchment, catchment_flows

    data = session.restricted(asked, session.open_dataset(asked))
    result = catchment_flows(data) if flows else catchment(data)
    view = terminal.catchment_flows_view if flows else terminal.catchment_view
    known = bool(data.as_read().table("publics").height)
    silence = None if known else ("catchment.nothing", data.name)
    shown = answers.unless_unknown(asked, silence, lambda: view(result, data, asked.lang))
    return answers.result_out(asked, result, shown)
