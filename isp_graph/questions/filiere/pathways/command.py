"""The command that tells which pathways lead to placement."""

from functools import partial
from typing import Any, Literal

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Offered, chosen, command, commands
from isp_graph.errors import UsageError

app = commands()


@command(app, "pathways", TABULAR)
def run(
    asked: Asked,
    top: int | None = None,
    all: int | None = None,  # as one types it
    flows: bool = False,
    outside: bool = False,
    depends: bool = False,
    weighted_by: Literal["pathways", "places", "referrals"] | None = None,
    public: Offered = [],  # noqa: B006  # typer copies it
    language: Offered = [],  # noqa: B006
    cost_hand_over: float | None = None,
    cost_skip: float | None = None,
    cost_open: float | None = None,
    cost_crossing: float | None = None,
    cost_leaving: float | None = None,
    cost_km: float | None = None,
) -> int:
    """Count pathways, and tell the best, where they pass or on whom they depend."""
    from isp_graph.console import answers, session
    from isp_graph.datasets.geometry import geometry_of
    from isp_graph.questions.filiere.itineraries import DEFAULT_COSTS
    from isp_graph.questions.filiere.pathways import tables_terminal, terminal
    from isp_graph.questions.filiere.pathways.depends import pathway_depends
    from isp_graph.questions.filiere.pathways.flows import pathway_flows, pathway_outside
    from isp_graph.questions.filiere.pathways.pathway_list import pathway_list
    from isp_graph.questions.filiere.pathways.pathways import pathways
    from isp_graph.questions.filiere.pathways.reading import with_pathways
    from isp_graph.questions.filiere.rows import offers_known

    view = chosen(all=all, flows=flows, outside=outside, depends=depends)
    named = (cost_hand_over, cost_skip, cost_open, cost_crossing, cost_leaving, cost_km)
    given = zip(DEFAULT_COSTS, named, strict=True)
    costs = {name: value for name, value in given if value is not None}
    if weighted_by is not None and not flows:
        raise UsageError("weight_without_flows", value=weighted_by)
    if view not in (None, "all") and (top is not None or costs):
        raise UsageError("top_of_what", what=view)
    if all is not None and top is not None:
        raise UsageError("top_or_all")
    data = session.restricted(asked, session.open_dataset(asked))
    profile: dict[str, Any] = {"public": public, "language": language}
    priced = profile | {"costs": costs, "geometry": geometry_of(asked.dataset)}
    asks: dict[str | None, Any] = {
        None: lambda: pathways(data, top=1 if top is None else top, **priced),
        "all": lambda: pathway_list(data, all or 0, **priced),
        "flows": lambda: pathway_flows(data, weighted_by=weighted_by or "pathways", **profile),
        "outside": lambda: pathway_outside(data, **profile),
        "depends": lambda: pathway_depends(data, **profile),
    }
    shows: dict[str | None, Any] = {
        None: partial(terminal.pathways_list, told=top is not None),
        "all": terminal.every_pathway,
        "flows": tables_terminal.flows_view,
        "outside": tables_terminal.outside_view,
        "depends": lambda *told: tables_terminal.depends_view(
            with_pathways(pathways(data, **profile).rows), *told
        ),
    }
    with session.working(asked):
        result = asks[view]()
    known = offers_known(data)
    rows, form = result.rows, session.chosen_format(asked)
    shown = answers.unless_unknown(
        asked,
        None if known else ("pathways.no_offers", data.name),
        lambda: shows[view](result, data, asked.lang),
    )
    if form in ("csv", "csv-fr") and view in (None, "all"):
        told = ("best", "local") if view is None else ("pathway",)
        rows = [row | {name: in_a_cell(row[name]) for name in told} for row in rows]
    if known and result.basis.parameters.get("capped") and form != "table":
        session.say(asked, terminal.capped_in_words(result, asked.spoken))
    columns = tuple(result.frame.columns)
    return answers.rows_out(asked, result.question, result.basis, columns, rows, shown)


def in_a_cell(taken: list[dict[str, Any]] | None) -> str | None:
    """Write a pathway in one cell: step, offer, zone; how it was handed over between them."""
    if taken is None:
        return None
    parts: list[str] = []
    for entry in taken:
        if entry["hand_over"] is not None:
            parts.append(f"-{entry['hand_over']}->")
        parts.append(f"{entry['step']} {entry['offer']} ({entry['zone']})")
    return " ".join(parts) or None
