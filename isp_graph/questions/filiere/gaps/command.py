"""The command that tells what each zone lacks."""

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Offered, chosen, command, commands
from isp_graph.errors import UsageError

app = commands()


@command(app, "gaps", TABULAR)
def run(
    asked: Asked,
    repair: int | None = None,
    capacity: bool = False,
    inside: bool = False,
    public: Offered = [],  # noqa: B006  # typer copies it
    language: Offered = [],  # noqa: B006
    cost_link: float | None = None,
    cost_place: float | None = None,
    cost_offer: float | None = None,
) -> int:
    """Tell what each zone lacks, what to add first, or how many can pass."""
    from isp_graph.console import answers, session
    from isp_graph.datasets.geometry import geometry_of
    from isp_graph.questions.filiere.gaps import repair_terminal, terminal
    from isp_graph.questions.filiere.gaps.capacity import gap_capacity
    from isp_graph.questions.filiere.gaps.gaps import gaps
    from isp_graph.questions.filiere.gaps.repair import gap_repair
    from isp_graph.questions.filiere.rows import offers_known
    from isp_graph.questions.filiere.words import Names

    view = chosen(repair=repair, capacity=capacity)
    if inside and not capacity:
        raise UsageError("inside_of_what")
    given = {"link": cost_link, "place": cost_place, "offer": cost_offer}
    costs = {name: value for name, value in given.items() if value is not None}
    if costs and repair is None:
        raise UsageError("cost_of_what")
    data = session.restricted(asked, session.open_dataset(asked))
    profile = {"public": public, "language": language}
    with session.working(asked):
        if repair is not None:
            result = gap_repair(data, repair, costs=costs, **profile)
        elif capacity:
            result = gap_capacity(data, inside=inside, **profile)
        else:
            result = gaps(data, geometry=geometry_of(asked.dataset), **profile)
    shown = {
        None: terminal.gaps_view,
        "repair": repair_terminal.repair_view,
        "capacity": repair_terminal.capacity_view,
    }[view]
    silence = None if offers_known(data) else ("pathways.no_offers", data.name)
    rows, form = result.rows, session.chosen_format(asked)
    if view == "repair" and form != "table":
        names = Names(data, asked.lang)
        for row in rows:
            row["reason"] = repair_terminal.reason_in_words(row, names, asked.lang)
            if form != "json":
                row["pairs"] = [f"{p['zone']}/{p['sector'] or ''}" for p in row["pairs"]]
    return answers.rows_out(
        asked,
        result.question,
        result.basis,
        tuple(result.frame.columns),
        rows,
        answers.unless_unknown(asked, silence, lambda: shown(result, data, asked.lang)),
        result.method_in,
    )
