"""The command that asks whether ties follow the zone, the sector, or chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Attributes, Layers, chosen, command, commands
from isp_graph.errors import UsageError

if TYPE_CHECKING:
    from isp_graph.datasets.dataset import Dataset

app = commands()


@command(app, "homophily", TABULAR)
def run(
    asked: Asked,
    by: Attributes = None,
    layer: Layers = None,
    mixing: bool = False,
    model: bool = False,
    overlap: bool = False,
    brokerage: bool = False,
    multi: Literal["split", "any"] = "split",
    unknown: Literal["left-out", "as-none"] = "left-out",
    null: Literal["labels", "degrees"] = "labels",
    weighted: bool = False,
    draws: int | None = None,
    jobs: int = 1,
) -> int:
    """Tell whether ties follow groups beyond chance, or another view of the same."""
    from isp_graph.console import answers, session
    from isp_graph.questions.homophily import brokerage as brokers
    from isp_graph.questions.homophily import homophily as ties
    from isp_graph.questions.homophily import joint_model_terminal
    from isp_graph.questions.homophily import terminal as view
    from isp_graph.questions.homophily.joint_model import network_model
    from isp_graph.questions.homophily.layer_overlap import layer_overlap

    kind = chosen(mixing=mixing, model=model, overlap=overlap, brokerage=brokerage)
    data = session.restricted(asked, session.open_dataset(asked))
    most = ties.DRAWS if draws is None else draws
    attributes, lang = list(by or ties.BY), asked.lang
    drawn: dict[str, Any] = {"unknown": unknown, "draws": most, "seed": asked.seed}
    shared = drawn | {"jobs": jobs}
    shown: Callable[[], str]
    if kind == "model":
        geometry, steps = _cost(asked, data, layer, by, draws)
        with session.counting(asked, steps) as progress:
            found = network_model(
                data, layer, by, geometry=geometry, weighted=weighted, progress=progress, **shared
            )
        shown = partial(joint_model_terminal.model_table, found, data, lang)
    elif kind == "overlap":
        with session.working(asked):
            found = layer_overlap(data, layer, **drawn)
        shown = partial(view.overlap_table, found, lang)
    elif kind == "mixing":
        with session.working(asked):
            found = ties.mixing(data, layer, attributes, multi=multi)
        shown = partial(view.mixing_table, found, data, lang)
    elif kind == "brokerage":
        with session.working(asked):
            found = brokers.brokerage(data, layer or ("all",), attributes, unknown=unknown)
        shown = partial(view.brokerage_table, found, data, lang)
    else:
        with session.counting(asked, most) as progress:
            found = ties.homophily(
                data, layer, attributes, multi=multi, null=null, progress=progress, **shared
            )
        shown = partial(view.homophily_table, found, data, lang, by_group=bool(layer))
    if session.chosen_format(asked) == "table":
        notes = view.notes(found, data, lang)
        head = "".join(f"{line}\n" for line in notes) + ("\n" if notes else "")
        return answers.result_out(asked, found, lambda: head + shown())
    for line in view.notes(found, data, asked.spoken):
        session.say(asked, line)
    return answers.result_out(asked, found)


def _cost(
    asked: Asked,
    data: Dataset,
    layer: list[str] | None,
    by: list[str] | None,
    draws: int | None,
) -> tuple[Mapping[str, Any] | None, int]:
    """Say what a model will cost before it is computed; give distances, and how many steps."""
    from isp_graph.console import session
    from isp_graph.datasets.geometry import geometry_of
    from isp_graph.questions.homophily.homophily import DRAWS
    from isp_graph.questions.homophily.joint_model_terminal import cost_line
    from isp_graph.questions.homophily.model_cost import LARGEST, estimate

    geometry = geometry_of(asked.dataset)
    cost = estimate(data, layer, by, DRAWS if draws is None else draws, geometry)
    if draws is None and cost.organisations > LARGEST:
        raise UsageError(
            "model_too_large",
            organisations=cost.organisations,
            largest=LARGEST,
            pairs=cost.pairs,
            seconds=cost.seconds,
        )
    session.say(asked, cost_line(cost, asked.spoken))
    return geometry, cost.steps
