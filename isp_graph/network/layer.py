"""A layer and the two-mode network behind it, as values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from isp_graph.datasets.records import Records
from isp_graph.grammar import number
from isp_graph.measures.matrices import union_of
from isp_graph.network.pyvis_network import pyvis_network
from isp_graph.texts import text
from isp_graph.texts.notebook import card, notebook_language

if TYPE_CHECKING:
    import igraph
    import networkx
    from pyvis.network import Network


@dataclass(frozen=True)
class TwoMode:
    """A network of two kinds of nodes: those who sit, and the organisations where they sit.

    Attributes
    ----------
    top : list of str
        People or meetings, sorted.
    nodes : list of str
        Organisations, as in the layer.
    matrix : csr_array, shape (top, nodes)
        1 where one sits at the other, whatever the number of seats.
    """

    top: list[str]
    nodes: list[str]
    matrix: csr_array


@dataclass(frozen=True)
class Layer:
    """One kind of connection as a simple weighted graph.

    Attributes
    ----------
    name : str
    nodes : list of str
        Ids of organisations, sorted.
    matrix : csr_array, shape (n, n)
        Weights (strengths) above 0, no loops; symmetric unless directed.
    directed : bool
        Whether an edge has a direction: row to column.
    rows : int
        Rows of evidence from which the layer is made.
    unknown : int
        Rows or shared meetings left out because their weight is not known.
    two_mode : TwoMode or None
        The two-mode network behind the layer.
    dataset : Records
        The records from which it is made.
    weight : {'flow', 'amount'} or None
        The column that weighs a tie, instead of the number of rows.
    """

    name: str
    nodes: list[str]
    matrix: csr_array = field(repr=False)
    directed: bool
    rows: int
    unknown: int = 0
    two_mode: TwoMode | None = field(default=None, repr=False)
    dataset: Records = field(repr=False, default_factory=lambda: Records("", {}))
    weight: str | None = None

    @cached_property
    def edges(self) -> pl.DataFrame:
        """Edges as rows ``a``, ``b``, ``weight``, sorted; undirected ones once, ``a`` < ``b``."""
        sources, targets, weights = self._ends()
        ids = pl.Series(self.nodes, dtype=pl.String)
        return pl.DataFrame({"a": ids.gather(sources), "b": ids.gather(targets), "weight": weights})

    @cached_property
    def union(self) -> csr_array:
        """The undirected union, shape (n, n): a pair weighs what both directions weigh."""
        return union_of(self.matrix, self.directed)

    def _ends(self) -> tuple[Any, Any, Any]:
        """Give places and weight of each edge; of an undirected one, the smaller place first."""
        entries = self.matrix.tocoo()
        kept = np.ones(entries.nnz, dtype=bool) if self.directed else entries.row < entries.col
        return entries.row[kept], entries.col[kept], entries.data[kept]

    def within(self, data: Records) -> Layer:
        """Give the part of the layer between the organisations of restricted records.

        Weights stay what they are: a meeting of ten is not one of two because two are looked at.
        """
        kept = set(data.nodes["id"].to_list())
        at = [place for place, node in enumerate(self.nodes) if node in kept]
        nodes = [self.nodes[place] for place in at]
        matrix = csr_array(self.matrix[at][:, at])
        return replace(self, nodes=nodes, matrix=matrix, two_mode=None, dataset=data)

    def to_networkx(self) -> networkx.Graph[str]:
        """Give the layer as a networkx graph: ids as nodes, ``weight`` on edges, facts on both."""
        import networkx as nx

        graph: Any = nx.DiGraph() if self.directed else nx.Graph()
        graph.graph["name"] = self.name
        facts = self.dataset.nodes.select("id", "name", "kind", pl.col("seat_zone").alias("zone"))
        for node, name, kind, zone in facts.iter_rows():
            told = {"name": name, "kind": kind, "zone": zone}
            graph.add_node(node, **{key: value for key, value in told.items() if value is not None})
        graph.add_weighted_edges_from(self.edges.iter_rows())
        result: networkx.Graph[str] = graph
        return result

    def to_pyvis(self, *, language: str = "fr", seed: int = 0) -> Network:
        """Give the layer as a network of pyvis, for a person who goes on changing it.

        Organisations stand where the report has them, zone by zone, in its shapes and colours;
        a tie is the wider the stronger, and its tooltip tells the weight. Nothing moves until
        ``toggle_physics(True)``.

        Parameters
        ----------
        language : {'fr', 'nl', 'en'}, optional
            Of the names in the tooltips.
        seed : int, optional
            Of the places.

        Returns
        -------
        pyvis.network.Network
            Ids as nodes.

        Examples
        --------
        >>> import isp_graph
        >>> drawn = isp_graph.layer(isp_graph.read("demo"), "partnerships").to_pyvis()
        >>> drawn.num_nodes(), drawn.num_edges(), drawn.get_node("ml-no")["shape"]
        (117, 155, 'triangle')
        """
        return pyvis_network(
            self.dataset, self.edges, directed=self.directed, language=language, seed=seed
        )

    def _repr_html_(self) -> str:
        language = notebook_language()
        order, _ = connected_components(self.union, directed=False)
        alone = int((np.diff(self.union.indptr) == 0).sum())
        count, edges = len(self.nodes), self.edges.height
        pairs = count * (count - 1) / (1 if self.directed else 2)
        sizes = {
            "organisations": number(count, language),
            "edges": number(edges, language),
            "density": number(edges / pairs, language, 4) if pairs else "",
            "components": number(order - alone, language),
            "alone": number(alone, language),
        }
        way = text("notebook.directed" if self.directed else "notebook.undirected", language)
        weight = None
        if edges:
            ends = self.matrix.data.min(), self.matrix.data.max()
            least, most = (number(value, language, 2) for value in ends)
            weight = text("notebook.weights", language, least=least, most=most)
        return card(
            text("notebook.layer", language, name=self.name),
            [way, weight],
            rows=[(text(f"notebook.{name}", language), value) for name, value in sizes.items()],
        )

    def to_igraph(self) -> igraph.Graph:
        """Give the layer as an igraph graph: ids as vertex ``name``, ``weight`` on edges."""
        import igraph

        sources, targets, weights = self._ends()
        ends = np.column_stack([sources, targets])
        graph = igraph.Graph(n=len(self.nodes), edges=ends, directed=self.directed)
        graph.vs["name"] = self.nodes
        graph.es["weight"] = weights
        return graph


def places(values: pl.Series, nodes: pl.Series) -> Any:
    """Give the place of each value among the nodes, as an array; -1 where it is no node."""
    numbers = pl.Series(np.arange(nodes.len()), dtype=pl.Int64)
    return values.replace_strict(nodes, numbers, default=-1, return_dtype=pl.Int64).to_numpy()


def weighted_matrix(n: int, rows: Any, columns: Any, weights: Any) -> csr_array:
    """Sum weights by pair into a matrix; loops and ends that are no node are left out."""
    keep = (rows >= 0) & (columns >= 0) & (rows != columns)
    entries = (np.asarray(weights, dtype=np.float64)[keep], (rows[keep], columns[keep]))
    matrix = csr_array(coo_array(entries, shape=(n, n)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix
