"""The command that tells who shares administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Correction, Layers, Null, chosen, command, commands
from isp_graph.console.values import only_one

if TYPE_CHECKING:
    from isp_graph.results import Result

app = commands()


@command(app, "interlocks", TABULAR)
def run(
    asked: Asked,
    people: bool = False,
    two_mode: bool = False,
    depends: bool = False,
    represented: bool = False,
    layer: Layers = None,
    null: Null | None = None,
    correction: Correction = "benjamini-hochberg",
    alpha: float = 0.05,
    draws: int = 100_000,
    damped: bool = False,
    exact: bool = False,
) -> int:
    """Tell who shares administrators, in the view asked for."""
    from isp_graph.console import answers, session
    from isp_graph.present.wording import number
    from isp_graph.questions.boards import administrators as views
    from isp_graph.questions.boards.interlocks import interlocks
    from isp_graph.questions.boards.terminal import boards_unknown, interlocks_list

    view = chosen(people=people, two_mode=two_mode, depends=depends, represented=represented)
    name = only_one("--layer", layer) or "boards"
    data = session.restricted(asked, session.in_edition(asked, session.open_named(asked)))
    answers.beside_rows(asked, boards_unknown(data, asked.spoken))

    tested: Any = {"null": null, "correction": correction, "alpha": alpha, "draws": draws}
    other: dict[str | None, Callable[[], Result]] = {
        "people": lambda: views.administrators(data),
        "two-mode": lambda: views.two_mode_centrality(data, exact=exact),
        "depends": lambda: views.dependence_on_people(data),
        "represented": lambda: views.represented_seats(data),
    }
    if view is None:
        with session.counting(asked, draws) as progress:
            result = interlocks(
                data, name, **tested, seed=asked.seed, damped=damped, progress=progress
            )
    else:
        with session.working(asked):
            result = other[view]()
    if "path_measures" in result.basis.parameters:
        session.talk(asked, "sharing.paths_left_out", most=number(views.EXACT_LIMIT, asked.spoken))
    return answers.result_out(
        asked, result, lambda: interlocks_list(result, data, asked.lang, view)
    )
