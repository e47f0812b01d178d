"""What people are told of ``isolated``: counts by layer, and one class for each organisation.

Layers are *common* that were asked for by name; else those of `COMMON` of which something is
known; else all of which something is known, ``all`` itself aside. The *class* of an organisation
is made over the common layers, the first that applies: ``unknown`` (in each),
``isolated_everywhere`` (in each in which it is known), ``isolated_somewhere``, ``weak`` (a small
component, one tie, or one go-between somewhere), ``well_tied``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.questions.isolated.isolated import NEEDY, STATUSES
from isp_graph.results import Result

COMMON = ("boards", "meetings", "partnerships", "referrals")
"""Layers that say something of most organisations."""
NEEDY_CLASSES = ("isolated_everywhere", "isolated_somewhere", "weak")
"""Classes whose members are listed, worst first."""
CLASSES = (*NEEDY_CLASSES, "well_tied", "unknown")
WORST_FIRST = (*NEEDY, "well_tied", "unknown")
"""Statuses in the order in which people read them; silence comes last."""
_WEAK = NEEDY[1:]


@dataclass(frozen=True)
class Entry:
    """What the list says of one organisation.

    Attributes
    ----------
    organisation, name, standing : str
        Its id, its name and its class.
    zone : str or None
    newcomer : bool or None
    statuses : mapping
        Status by common layer.
    suggestions : tuple
        Those of the layer ``all``, else of the first layer that has some.
    """

    organisation: str
    name: str
    standing: str
    zone: str | None
    newcomer: bool | None
    statuses: Mapping[str, str]
    suggestions: tuple[dict[str, Any], ...]

    def layers_by_status(self) -> dict[str, list[str]]:
        """Give the common layers in which somebody could bring it in, by status, worst first."""
        by = {kind: [name for name, own in self.statuses.items() if own == kind] for kind in NEEDY}
        return {kind: layers for kind, layers in by.items() if layers}


@dataclass(frozen=True)
class Reading:
    """What the list says.

    Attributes
    ----------
    layers : mapping
        By layer, how many organisations have each status; ``all`` last.
    common : tuple of str
        Layers over which classes are made.
    classes : mapping
        How many organisations are in each class.
    frame : polars.DataFrame
        ``organisation`` and ``standing`` of every one, in the order of the list.
    silent : tuple of str
        Organisations that are unknown in every layer together (``all``).
    """

    layers: Mapping[str, Mapping[str, int]]
    common: tuple[str, ...]
    classes: Mapping[str, int]
    frame: pl.DataFrame
    silent: tuple[str, ...]

    @property
    def known(self) -> list[str]:
        """Layers of which something is known."""
        return [name for name, counts in self.layers.items() if _told(counts)]


def _told(counts: Mapping[str, int]) -> int:
    return sum(count for status, count in counts.items() if status != "unknown")


def _counts(frame: pl.DataFrame) -> dict[str, dict[str, int]]:
    found = frame.group_by("layer", "status").len().sort(pl.col("layer") == "all", "layer")
    layers: dict[str, dict[str, int]] = {}
    for layer, status, count in found.iter_rows():
        layers.setdefault(layer, dict.fromkeys(STATUSES, 0))[status] = count
    return layers


def _common(layers: Mapping[str, Mapping[str, int]], *, named: bool) -> tuple[str, ...]:
    single = [name for name in layers if name != "all"]
    if named or not single:
        return tuple(layers)
    known = [name for name in single if _told(layers[name])]
    return tuple(name for name in COMMON if name in known) or tuple(known or single)


def reading(result: Result, *, named: bool = False) -> Reading:
    """Count and class the rows of ``isolated``.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.isolated.isolated`.
    named : bool
        Whether its layers were asked for by name.

    Returns
    -------
    Reading
        The worst first: by class, newcomers before others, then by the number of common layers
        in which they are isolated, then weak, then by id.
    """
    layers = _counts(result.frame)
    common = _common(layers, named=named)
    status = pl.col("status")
    isolated, unknown = status == "isolated", status == "unknown"
    counts = result.frame.filter(pl.col("layer").is_in(common)).group_by("organisation").agg(
        pl.len().alias("all"),
        unknown.sum().alias("unknown"),
        isolated.sum().alias("isolated"),
        status.is_in(_WEAK).sum().alias("weak"),
        pl.col("newcomer").fill_null(value=False).first(),
    )  # fmt: skip
    classed = counts.with_columns(
        pl.when(pl.col("unknown") == pl.col("all"))
        .then(pl.lit("unknown"))
        .when(pl.col("isolated") + pl.col("unknown") == pl.col("all"))
        .then(pl.lit("isolated_everywhere"))
        .when(pl.col("isolated") > 0)
        .then(pl.lit("isolated_somewhere"))
        .when(pl.col("weak") > 0)
        .then(pl.lit("weak"))
        .otherwise(pl.lit("well_tied"))
        .cast(pl.Enum(CLASSES))
        .alias("standing")
    ).sort(
        "standing", "newcomer", "isolated", "weak", "organisation",
        descending=[False, True, True, True, False],
    )  # fmt: skip
    standing = classed["standing"].cast(pl.String)
    met = dict(standing.value_counts().iter_rows())
    return Reading(
        layers,
        common,
        {name: met.get(name, 0) for name in CLASSES},
        classed.select("organisation").with_columns(standing=standing),
        tuple(result.frame.filter((pl.col("layer") == "all") & unknown)["organisation"]),
    )


def entries(result: Result, told: Reading) -> list[Entry]:
    """List those of whom somebody could bring them in, the worst first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.isolated.isolated`.
    told : Reading
        Of the same result.

    Returns
    -------
    list of Entry
    """
    listed = told.frame.filter(pl.col("standing").is_in(NEEDY_CLASSES))
    own = result.frame.join(listed, on="organisation", how="inner")
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in own.sort(pl.col("layer") != "all", "layer").iter_rows(named=True):
        groups.setdefault(row["organisation"], []).append(row)
    found = []
    for organisation, standing in listed.iter_rows():
        group = groups[organisation]
        first = group[0]
        by_layer = {row["layer"]: row["status"] for row in group}
        suggested: list[dict[str, Any]] = next(
            (row["suggestions"] for row in group if row["suggestions"]), []
        )
        found.append(
            Entry(
                organisation,
                first["name"],
                standing,
                first["zone"],
                first["newcomer"],
                {layer: by_layer[layer] for layer in told.common},
                tuple(suggested),
            )
        )
    return found


def lonely(
    result: Result, told: Reading, beside: Collection[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the rows of organisations without any tie, and of those that only seem to be.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.isolated.isolated`.
    told : Reading
        Of the same: whoever is unknown in all common layers is neither.
    beside : collection of str
        Organisations that a tie or a meeting joins with a class of actors: these seem alone.

    Returns
    -------
    tuple of polars.DataFrame
        A tie that counts in no layer is a tie all the same: who has one is in neither.
    """
    isolates = result.frame.filter((pl.col("layer") == "all") & (pl.col("status") == "isolated"))
    tied = result.frame.filter(pl.col("degree") > 0)["organisation"]
    silent = told.frame.filter(pl.col("standing") == "unknown")["organisation"]
    isolates = isolates.filter(~pl.col("organisation").is_in(silent.implode()))
    seeming = pl.col("organisation").is_in(list(beside))
    alone = isolates.filter(~pl.col("organisation").is_in(tied.implode()) & ~seeming)
    return alone.sort("organisation"), isolates.filter(seeming).sort("organisation")


def loneliest(layers: Mapping[str, Mapping[str, int]], everybody: int) -> tuple[str, int] | None:
    """Name the layer in which most organisations are isolated, and how many; None if that is none.

    Where most have no tie at all, to have none is no distinction; nor is a single layer the one.
    """
    single = {name: counts for name, counts in layers.items() if name != "all"}
    met = ((own["isolated"], name) for name, own in single.items())
    found = sorted((-count, name) for count, name in met if 2 <= count <= everybody / 2)
    known = sum(_told(counts) > 0 for counts in single.values())
    if not found or known < 2 or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1], -found[0][0]


def partly(layers: Mapping[str, Mapping[str, int]]) -> list[tuple[str, int]]:
    """Count, by layer of which something is known, the organisations of which nothing is."""
    found = [
        (name, counts["unknown"])
        for name, counts in layers.items()
        if name != "all" and counts["unknown"] and _told(counts)
    ]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))
