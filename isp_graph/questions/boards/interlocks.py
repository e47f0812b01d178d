"""Which organisations share administrators, and more of them than chance would have it?

An *interlock* is a pair of organisations on whose boards at least one natural person has a seat
of her own. Whoever sits for an organisation is no shared administrator: see ``board_seats``. The
*backbone* is the pairs that share more people than boards of these sizes, and people with so many
seats, would share by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from isp_graph.chance.null_models import MOST_DRAWS
from isp_graph.chance.pairs import PairTest, against_chance
from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.network import two_mode
from isp_graph.network.projections import damping, projected
from isp_graph.results import Method, Result, basis
from isp_graph.schema.naming import nearest

BOARDS = ("boards", "boards-volunteers", "boards-directors", "boards-office")
"""Layers of which interlocks can be asked."""
_MECHANISMS = {
    "volunteers": "boards-volunteers",
    "directors": "boards-directors",
    "office": "boards-office",
}


def board_layer(name: str) -> str:
    """Give a layer of boards back, or refuse another."""
    if name not in BOARDS:
        raise UsageError("unknown_layer", name=name, near=nearest(name, BOARDS), known=BOARDS)
    return name


def _weights(matrix: Any, pairs: pl.DataFrame, nodes: list[str]) -> Any:
    """Look up the entries of some pairs."""
    place = {node: number for number, node in enumerate(nodes)}
    a, b = ([place[node] for node in pairs[column]] for column in ("a", "b"))
    return np.asarray(matrix[a, b]).ravel() if a else np.zeros(0)


def interlocks(
    dataset: Dataset,
    layer: str = "boards",
    *,
    null: str | None = None,
    correction: str = "benjamini-hochberg",
    alpha: float = 0.05,
    draws: int = MOST_DRAWS,
    seed: int = 0,
    damped: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Tell which organisations share administrators, and which share more than by chance.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layer : {'boards', 'boards-volunteers', 'boards-directors', 'boards-office'}
        All seats that people hold themselves, or those of one mechanism.
    null : {'fdsm', 'sdsm', 'hypergeometric'}, optional
        What chance keeps: sizes of boards and numbers of seats exactly; both on average; the
        sizes of boards alone. See `isp_graph.chance.null_models.by_chance`. By default ``fdsm``
        where it is affordable (`isp_graph.chance.null_models.AFFORDABLE`), otherwise ``sdsm``.
    correction : {'benjamini-hochberg', 'by', 'holm', 'none'}
        For all pairs of boards that are not empty.
    alpha : float
        A pair is kept if its adjusted p-value is not above this.
    draws, seed : int
        Of ``fdsm``: how many rewirings at most, and their seed. There are 1,000, ten times as
        many and so on, until none could change a decision within two standard errors.
    damped : bool
        Add a column ``damped``: each shared person counts 1/(k−1), k her boards.
    progress : callable, optional
        Told the number of rewirings made, now and then.

    Returns
    -------
    Result
        A row for each pair that shares somebody: ``shared``, ``expected`` by chance,
        ``p_value`` (upper tail, equality included), ``p_adjusted``, ``kept``; and of those
        shared, how many are ``volunteers`` on both boards, are ``directors`` of another
        organisation on some board, hold public ``office`` on some board.

    Raises
    ------
    UsageError
        If an option is out of its range.

    References
    ----------
    Neal, Z. P. (2014). The backbone of bipartite projections: inferring relationships from
    co-authorship, co-sponsorship, co-attendance and other co-behaviors. *Social Networks* 39,
    84-97. https://doi.org/10.1016/j.socnet.2014.06.001

    Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted
    networks, and centrality. *Physical Review E* 64, 016132.
    https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.interlocks(isp_graph.read("demo")).rows
    >>> first = min(rows, key=lambda row: row["p_value"])
    >>> first["a"], first["b"], first["shared"], round(first["p_value"], 4)
    ('oisp-05', 'oisp-54', 2, 0.0001)
    """
    test = PairTest(null, correction, alpha, draws, seed)
    data = dataset.current()
    network = two_mode(data, board_layer(layer))
    held = against_chance(network.matrix, network.nodes, test, progress)
    rows = held.rows
    more: dict[str, Any] = {}
    for column, name in _MECHANISMS.items():
        part = two_mode(data, name)
        counts = projected(part, np.ones(len(part.top)))
        more[column] = _weights(counts, rows, part.nodes).astype(np.int64)
    if layer != "boards":
        more = {}
    if damped:
        more["damped"] = _weights(projected(network, damping(network)), rows, network.nodes)
    rows = rows.with_columns(**{name: pl.Series(values) for name, values in more.items()})
    stated = basis(data, layer=layer, damped=damped or None, **held.told)
    method = Method(f"interlocks_{held.null}", held.method)
    return Result("interlocks", rows, stated, how=method)
