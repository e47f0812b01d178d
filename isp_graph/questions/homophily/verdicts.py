"""What may be concluded from many tests at once: corrected p values, and one verdict a case.

A *family* is what is corrected together. Of the whole of layers: their rows of one measure,
weighting and null, over all layers and attributes of the answer, with enough ties; ``all`` and
layers derived from another would count one thing twice, and keep their p. Of groups: those of one
layer and attribute.

The *verdict* on a layer and an attribute is that of unweighted assortativity when labels are
permuted, the first that applies: `cannot_tell` (undefined, or every draw gives the same),
`few_ties`, `no_null` (chance was not drawn), `edge` (as many draws again could decide otherwise),
`follows`, `avoids`, `not_shown`. A failure to reject is never "no effect".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from isp_graph.chance.corrections import corrected
from isp_graph.measures.matrices import Floats
from isp_graph.network import VARIANTS

VERDICTS = ("follows", "avoids", "not_shown", "edge", "few_ties", "no_null", "cannot_tell")
"""In the order in which people read them."""
SIGNIFICANT = 0.05
ENOUGH_TIES = 10
"""Ties below which a layer is not judged."""
_BETWEEN = ("measure", "weighted", "null")
_WITHIN = ("layer", "by", *_BETWEEN)


def _families(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each row that is corrected the number of its family, and count each family."""
    whole = pl.col("group").is_null()
    derived = pl.col("layer").is_in(["all", *VARIANTS])
    tested = pl.col("p_value").is_not_null()
    between = rows.filter(whole & tested & ~derived & (pl.col("ties_used") >= ENOUGH_TIES))
    within = rows.filter(~whole & tested)
    parts = [
        between.with_columns(family=pl.struct(_BETWEEN).rank("dense").cast(pl.Int64)),
        within.with_columns(family=-pl.struct(_WITHIN).rank("dense").cast(pl.Int64)),
    ]
    counted = [
        between.group_by(_BETWEEN).len("tests").sort(_BETWEEN),
        within.group_by(_WITHIN).len("tests").sort(_WITHIN),
    ]
    return pl.concat(parts).select("row", "family"), pl.concat(counted, how="diagonal")


def _corrected(p_values: Floats) -> Floats:
    return corrected(p_values, len(p_values), "benjamini-hochberg")


def _on_edge(p_values: Floats, place: int, draws: int) -> bool:
    """Tell whether the error of the draws, of one p value, could change what is concluded."""
    own = float(p_values[place])
    error = 2 * math.sqrt(own * (1 - own) / draws)
    told = set()
    for moved in (own - error, own + error):
        others = p_values.copy()
        others[place] = min(1.0, max(0.0, moved))
        told.add(bool(_corrected(others)[place] <= SIGNIFICANT))
    return len(told) > 1


def _verdict(row: Mapping[str, Any], *, edge: bool) -> str:
    if row["value"] is None or row["alike"]:
        return "cannot_tell"
    if row["ties_used"] < ENOUGH_TIES:
        return "few_ties"
    if row["p_value"] is None:
        return "no_null"
    if edge:
        return "edge"
    if row["p_adjusted"] > SIGNIFICANT:
        return "not_shown"
    return "follows" if row["value"] > row["null_mean"] else "avoids"


def judged(rows: pl.DataFrame, draws: int) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Correct p values by families, and judge each layer and attribute.

    Parameters
    ----------
    rows : polars.DataFrame
        ``layer``, ``by``, ``group``, ``measure``, ``weighted``, ``null``, ``value``,
        ``null_mean``, ``p_value``, ``ties_used``, and ``alike``, whether every draw gives the same.
    draws : int
        Of the null.

    Returns
    -------
    rows : polars.DataFrame
        The same, with ``p_adjusted`` and ``verdict``; the latter null but in the row that decides.
    tests : list of dict
        Of each family what it has in common, and how many ``tests`` it holds.

    References
    ----------
    Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and
    powerful approach to multiple testing. *Journal of the Royal Statistical Society B* 57,
    289-300. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
    """
    rows = rows.with_row_index("row")
    families, tests = _families(rows)
    p_adjusted = rows["p_value"].to_list()
    edges: dict[int, bool] = {}
    p_values = rows["p_value"].to_numpy()
    for (_,), family in families.partition_by("family", as_dict=True).items():
        places = family["row"].to_numpy()
        own = p_values[places]
        for at, (place, adjusted) in enumerate(zip(places, _corrected(own), strict=True)):
            p_adjusted[place] = float(adjusted)
            edges[place] = bool(draws) and _on_edge(own, at, draws)
    rows = rows.with_columns(pl.Series("p_adjusted", p_adjusted, dtype=pl.Float64))
    deciding = (
        (pl.col("measure") == "assortativity")
        & ~pl.col("weighted")
        & (pl.col("null") == "labels")
        & pl.col("group").is_null()
    )
    verdicts: list[str | None] = [None] * rows.height
    for row in rows.filter(deciding).iter_rows(named=True):
        place = row["row"]
        if place not in edges and row["p_value"] is not None:
            edges[place] = _on_edge(np.array([row["p_value"]]), 0, draws)
        verdicts[place] = _verdict(row, edge=edges.get(place, False))
    judged_rows = rows.with_columns(pl.Series("verdict", verdicts, dtype=pl.String)).drop("row")
    return judged_rows, tests.to_dicts()
