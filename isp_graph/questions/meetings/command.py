"""The command that tells which meetings gather the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Correction, Day, Null, chosen, command, commands

if TYPE_CHECKING:
    from isp_graph.results import Result

app = commands()


@command(app, "meetings", TABULAR)
def run(
    asked: Asked,
    load: bool = False,
    cover: bool = False,
    delegate: bool = False,
    absent: bool = False,
    stopped: Day = None,
    same: float = 0.5,
    seconds: float = 60.0,
    null: Null = "sdsm",
    correction: Correction = "benjamini-hochberg",
    alpha: float = 0.05,
    draws: int = 100_000,
) -> int:
    """Tell about meetings, in the view asked for."""
    from isp_graph.console import answers, session
    from isp_graph.questions.meetings.cover import meeting_cover
    from isp_graph.questions.meetings.delegation import delegations
    from isp_graph.questions.meetings.meetings import meeting_load, meetings, stopped_attending
    from isp_graph.questions.meetings.terminal import meetings_list, meetings_unknown

    view = chosen(load=load, cover=cover, delegate=delegate, absent=absent, stopped=stopped)
    data = session.restricted(asked, session.open_dataset(asked))
    answers.beside_rows(asked, meetings_unknown(data, asked.spoken))
    tested: Any = {"null": null, "correction": correction, "alpha": alpha, "draws": draws}
    other: dict[str, Callable[[], Result]] = {
        "load": lambda: meeting_load(data),
        "cover": lambda: meeting_cover(data, seconds=seconds),
        "delegate": lambda: delegations(data),
        "absent": lambda: _nobody(meeting_load(data)),
        "stopped": lambda: stopped_attending(data, str(stopped)),
    }
    if view is not None:
        with session.working(asked):
            result = other[view]()
    else:
        with session.counting(asked, draws) as progress:
            result = meetings(data, **tested, seed=asked.seed, same=same, progress=progress)
    return answers.result_out(asked, result, lambda: meetings_list(result, data, asked.lang, view))


def _nobody(load: Result) -> Result:
    """Keep who attends nothing."""
    from dataclasses import replace

    return replace(load, frame=load.frame.filter(load.frame["meetings"] == 0))
