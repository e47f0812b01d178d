"""The filière as a network: offers by step, where each lies and for whom, and who is linked.

Where an offer lies, and to which home zones it is open, `isp_graph.questions.filiere.siting`
tells; one that lies outside all zones, or nobody knows where, is left out and counted. An offer
without a sector is *transversal*: it serves every sector. A *hand-over* between two offers is
*within* one operator, *linked* if any layer ties the two operators, or *open*. From a home zone
only those offers exist that are open to it.

In ``where``, zone and sector choose the rows of an answer; all other conditions choose offers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.selection import EXCLUDING
from isp_graph.datasets.tables.contradictions import each_once
from isp_graph.measures.matrices import Booleans, Integers
from isp_graph.network import APART_LAYERS, build_layer, layer_names
from isp_graph.network.layer import places
from isp_graph.questions.filiere.numbers.pathway_network import Course
from isp_graph.questions.filiere.profiles import eligible, for_public, profile
from isp_graph.questions.filiere.rows import offers_known
from isp_graph.questions.filiere.siting import outside_communes, sited
from isp_graph.schema.brussels import GAZETTEERS

_ROW_KEYS = ("zone", "sector")


@dataclass(frozen=True)
class Step:
    """A step of the filière."""

    id: str
    skippable: bool


@dataclass(frozen=True)
class Filiere:
    """Offers of a dataset by step, sector and zone, with the links between operators.

    Attributes
    ----------
    data : Dataset
        The records, dated; conditions on zone and sector put aside.
    known : bool
        Whether the dataset has any offer, at any date. Without, nothing can be told.
    steps : tuple of Step
    zones, sectors : tuple of str
        Every zone; every sector, or None alone where the dataset knows none.
    asked_zones, asked_sectors : tuple
        Those for which rows are asked.
    offers : polars.DataFrame
        Sorted by ``id``: ``organisation``, ``step``, ``sector`` (null: transversal), ``commune``,
        ``places``, ``why`` it lies where it does, and ``eligible``.
    lies, accepts : tuple of int
        Zones in which each offer lies, and home zones to which it is open, as bits of places in
        ``zones``.
    usual : mapping
        Home zones to which an offer of each operator is open that does not say so itself.
    outside : polars.DataFrame
        Offers left out because they lie outside all zones: ``id``, ``organisation``, and the
        ``commune``, their own or their seat's.
    unplaced : int
        Offers left out because nobody knows where they lie.
    absent : tuple of str
        Steps that no offer has; where all steps are of Brussels' filière, the others of it too.
    operators : tuple of str
        Organisations that make one of the offers.
    layers : mapping
        By name of a layer, who is tied to whom among the operators.
    public, language : tuple of str
        The publics and languages asked about; none: everybody.
    """

    data: Dataset = field(repr=False)
    known: bool
    steps: tuple[Step, ...]
    zones: tuple[str, ...]
    sectors: tuple[str | None, ...]
    asked_zones: tuple[str, ...]
    asked_sectors: tuple[str | None, ...]
    offers: pl.DataFrame = field(repr=False)
    lies: tuple[int, ...] = field(repr=False)
    accepts: tuple[int, ...] = field(repr=False)
    usual: Mapping[str, int] = field(repr=False)
    outside: pl.DataFrame = field(repr=False)
    unplaced: int
    absent: tuple[str, ...]
    operators: tuple[str, ...] = field(repr=False)
    layers: Mapping[str, csr_array] = field(repr=False)
    public: tuple[str, ...]
    language: tuple[str, ...]

    @cached_property
    def links(self) -> csr_array:
        """Pairs of operators that any layer ties, competition aside."""
        n = len(self.operators)
        total = csr_array((n, n), dtype=np.float64)
        for layer in self.layers.values():
            total = csr_array(total + layer)
        return total

    @cached_property
    def step_of(self) -> Integers:
        """Place of each offer's step."""
        return _numbers(self.offers["step"], [step.id for step in self.steps])

    @cached_property
    def operator_of(self) -> Integers:
        """Place of each offer's operator."""
        return _numbers(self.offers["organisation"], self.operators)

    def people(self, table: str) -> pl.DataFrame:
        """Give the rows of a table that count people of the publics asked about.

        A row that names no public counts for everybody together: how many of them are of one
        public is not known, so it is left out where one is asked about. Rows that state the same
        count once.
        """
        rows = each_once(self.data.evidence(table), table)
        if not self.public:
            return rows
        return rows.filter(rows["public"].is_not_null() & for_public(rows["public"], self.public))

    @property
    def stated(self) -> dict[str, Any]:
        """Say whose question it is and what its answer does not see, as a basis states it."""
        told: dict[str, Any] = {"offers_without_zone": self.unplaced}
        told |= {"public": list(self.public) or None, "language": list(self.language) or None}
        told["offers_outside"] = self.outside.height
        if self.absent:
            told["steps_without_offers"] = list(self.absent)
        if self.outside.height:
            told["outside_offers"] = self.outside.rename({"id": "offer"}).to_dicts()
        return told

    @cached_property
    def open_to(self) -> Booleans:
        """Tell by home zone to which of the offers it is open."""
        kinds = {accepts: place for place, accepts in enumerate(dict.fromkeys(self.accepts))}
        table = [[bool(kind >> home & 1) for kind in kinds] for home in range(len(self.zones))]
        found: Booleans = np.array(table, dtype=bool).reshape(len(self.zones), len(kinds))
        return found[:, [kinds[accepts] for accepts in self.accepts]]

    def home(self, zone: str) -> int:
        """Give the place of a zone."""
        return self.zones.index(zone)

    def zone_names(self, zones: int) -> list[str]:
        """Name the zones of a set."""
        return [zone for place, zone in enumerate(self.zones) if zones >> place & 1]

    def serving(self, sector: str | None, *, eligible: bool = True) -> Integers:
        """Give the offers that serve a sector, transversal ones included, in order of ids."""
        serves = self.offers["sector"].is_null()
        if sector is not None:
            serves |= (self.offers["sector"] == sector).fill_null(value=False)
        if eligible:
            serves &= self.offers["eligible"]
        return np.flatnonzero(serves.to_numpy())

    def homes_alike(self, sector: str | None) -> list[tuple[list[int], Integers]]:
        """Group the home zones asked for from which the same offers of a sector exist.

        Returns
        -------
        list of tuple
            Places of the zones, and the offers for which one is eligible there, in order of ids.
        """
        serving = self.serving(sector)
        groups: dict[bytes, list[int]] = {}
        for zone in self.asked_zones:
            home = self.home(zone)
            groups.setdefault(self.open_to[home, serving].tobytes(), []).append(home)
        return [(homes, serving[self.open_to[homes[0], serving]]) for homes in groups.values()]

    def course(self, chosen: Integers, metres: tuple[Integers, Integers] | None = None) -> Course:
        """Give the pathway network of some offers.

        Parameters
        ----------
        chosen : ndarray
            The offers, in order of ids.
        metres : tuple of ndarray, optional
            Place on the map of each offer, and the distances between places.

        Returns
        -------
        Course
        """
        lies = [self.lies[place] for place in chosen]
        sets = tuple(sorted(set(lies)))
        number = {zones: place for place, zones in enumerate(sets)}
        return Course(
            tuple(step.skippable for step in self.steps),
            self.step_of[chosen],
            self.operator_of[chosen],
            np.array([number[zones] for zones in lies], dtype=np.int64),
            sets,
            len(self.zones),
            self.links,
            None if metres is None else metres[0][chosen],
            None if metres is None else metres[1],
        )

    def hand_over(self, before: int, after: int) -> tuple[str, list[str]]:
        """Tell how a pathway passes from one offer to another, and which layers tie the two."""
        a, b = int(self.operator_of[before]), int(self.operator_of[after])
        if a == b:
            return "within", []
        ties = [name for name, layer in self.layers.items() if layer[a, b] != 0]
        return ("linked", ties) if ties else ("open", [])


def _numbers(values: pl.Series, known: Sequence[str]) -> Integers:
    return cast(Integers, places(values, pl.Series(known, dtype=pl.String)))


def _apart(dataset: Dataset) -> tuple[Dataset, list[set[str]], list[set[str]]]:
    """Put conditions on zone and sector aside, and give what they name."""
    data = cast(Dataset, dataset.before_where())
    named: dict[str, list[set[str]]] = {key: [] for key in _ROW_KEYS}
    for key, values in dataset.filters:
        row_key = key.removesuffix(EXCLUDING)
        if row_key in named:
            every = data.as_read().table(f"{row_key}s")["id"]
            named[row_key].append(set(values) if key == row_key else {*every} - {*values})
        else:
            data = data.where(**{key: values})
    return data, named["zone"], named["sector"]


def _chosen(known: Sequence[str], named: list[set[str]]) -> tuple[str, ...]:
    return tuple(entry for entry in known if all(entry in each for each in named))


def steps_of(data: Dataset) -> tuple[Step, ...]:
    """Give the steps in order; those of Brussels say themselves whether they may be skipped."""
    rows = data.table("steps").sort("position", "id").select("id", "skippable").iter_rows()
    known = GAZETTEERS["steps"].rows
    return tuple(
        Step(step, bool(known.get(step, {}).get("skippable", False) if flag is None else flag))
        for step, flag in rows
    )


def _absent(data: Dataset, offered: set[str]) -> tuple[str, ...]:
    """Name the steps that no offer has, in order."""
    order = dict(data.table("steps").select("id", "position").iter_rows())
    ideal = GAZETTEERS["steps"].rows
    # A dataset that has a table of its steps has no others.
    if offered and "steps" not in data.tallies and set(order) <= set(ideal):
        order = {step: row["position"] for step, row in ideal.items()} | order
    missing = set(order) - offered if offered else ()
    return tuple(sorted(missing, key=lambda step: (order[step], step)))


def filiere(dataset: Dataset, public: Sequence[str] = (), language: Sequence[str] = ()) -> Filiere:
    """Read the pathway network of a dataset.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day. Conditions on ``zone``
        and ``sector`` choose the rows to answer; all others choose offers.
    public, language : sequence of str
        A person's profile: an offer that names a public, or a language, is for those that it
        names. None named: every offer is eligible.

    Returns
    -------
    Filiere

    Raises
    ------
    UsageError
        If no row of the dataset knows the public, or nobody the language.
    """
    data, zones_named, sectors_named = _apart(dataset.current())
    languages = profile(data, public, language)
    zones = tuple(data.table("zones")["id"].sort())
    sectors: tuple[str, ...] = tuple(data.table("sectors")["id"].sort())
    everything = sited(data, {zone: 1 << place for place, zone in enumerate(zones)})
    known = pl.col("why").is_not_null()
    placed = everything.filter(known & (pl.col("why") != "outside"))
    operators = tuple(placed["organisation"].unique().sort())
    offers = placed.select(
        "id", "organisation", "step", "sector", "commune", "places", "why"
    ).with_columns(eligible(placed, public, languages).alias("eligible"))
    return Filiere(
        data,
        offers_known(data),
        steps_of(data),
        zones,
        sectors or (None,),
        _chosen(zones, zones_named),
        _chosen(sectors, sectors_named) if sectors else (None,),
        offers,
        tuple(placed["lies"].to_list()),
        tuple(placed["accepts"].to_list()),
        dict(placed.select("organisation", "usual").iter_rows()),
        _outside(data, everything.filter(pl.col("why") == "outside")),
        everything.height - everything.filter(known).height,
        _absent(data, set(everything["step"])),
        operators,
        _ties(data, operators),
        tuple(public),
        tuple(language),
    )


def _outside(data: Dataset, offers: pl.DataFrame) -> pl.DataFrame:
    """Name the commune outside of all zones in which some offers lie: their own, or their seat."""
    seats = data.organisations.select(pl.col("id").alias("organisation"), seat="commune")
    told = offers.select("id", "organisation", "commune")
    found = told.join(seats, on="organisation", how="left", maintain_order="left")
    own = pl.col("commune").is_in(sorted(outside_communes(data)))
    place = pl.when(own).then("commune").otherwise("seat")
    return found.select("id", "organisation", place.alias("commune"))


def _ties(data: Dataset, operators: Sequence[str]) -> dict[str, csr_array]:
    """Give, by layer, who is tied to whom among the operators."""
    names = [name for name in layer_names(data) if name not in APART_LAYERS]
    wanted = pl.Series(operators, dtype=pl.String)
    found = {}
    for name in names:
        layer = build_layer(data, name)
        at = cast(Integers, places(wanted, pl.Series(layer.nodes, dtype=pl.String)))
        there = np.flatnonzero(at >= 0)  # a class of actors makes offers but is no node
        part = csr_array(layer.union[at[there]][:, at[there]]).tocoo()
        ends = (there[part.row], there[part.col])
        shape = (len(operators), len(operators))
        found[name] = csr_array((np.ones(part.nnz), ends), shape=shape)
    return found
