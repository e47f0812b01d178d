"""What may be said of shared administrators."""

from __future__ import annotations

from isp_graph.results import Result


def standing(result: Result) -> str:
    """Name what may be said of the pairs: that some are kept, that none is, or neither."""
    told = result.basis.parameters
    if result.frame["kept"].any():
        return "some"
    if told["tellable"]:
        return "nothing"
    return "draws" if told["rarer"] else "sizes"
