"""The coordinator's list: who is isolated, first those isolated in every layer of their zone.

A layer of a zone is one in which somebody of that zone has a tie. An organisation without a
zone is held against the layers of the whole dataset.

A layer is *common* in a zone where at least a quarter of its organisations whose status is known
have a tie: not to have one says something only there. Unless layers were asked for by name, no
other is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from isp_graph.analysis.isolated import STATUSES
from isp_graph.present.reasons import layer_label, local_names, reason_writer
from isp_graph.present.terminal import printable
from isp_graph.present.texts import text
from isp_graph.records import Records
from isp_graph.results import Result

_WELL = ("well_tied", "unknown")
_COMMON = 0.25


@dataclass(frozen=True)
class Entry:
    """What the list says of one organisation.

    Attributes
    ----------
    organisation, name : str
    zone : str or None
    newcomer : bool or None
    statuses : dict
        Status by layer, ``all`` aside.
    told : frozenset of str
        Layers of which the list speaks.
    everywhere : bool
        Whether it is isolated in every layer of its zone in which its status is known.
    suggestions : tuple
        Suggestions of the layer ``all``, else of the first layer that has some.
    """

    organisation: str
    name: str
    zone: str | None
    newcomer: bool | None
    statuses: dict[str, str]
    told: frozenset[str]
    everywhere: bool
    suggestions: tuple[dict[str, Any], ...]

    @property
    def unknown(self) -> bool:
        """Whether no layer can speak of it."""
        return all(status == "unknown" for status in self.statuses.values())

    @property
    def needy(self) -> dict[str, str]:
        """Layers told in which it is neither well tied nor unknown."""
        return {
            layer: kind
            for layer, kind in self.statuses.items()
            if layer in self.told and kind not in _WELL
        }


def _tied_shares(rows: list[dict[str, Any]]) -> dict[str | None, dict[str, float]]:
    """Give, by zone and layer, the share of those whose status is known that have a tie.

    The zone None is the whole dataset.
    """
    known: dict[tuple[str | None, str], list[bool]] = defaultdict(list)
    for row in rows:
        if row["status"] != "unknown":
            for zone in {row["zone"], None}:
                known[zone, row["layer"]].append(row["degree"] > 0)
    shares: dict[str | None, dict[str, float]] = defaultdict(dict)
    for (zone, layer), ties in known.items():
        shares[zone][layer] = sum(ties) / len(ties)
    return shares


def entries(result: Result, *, every_layer: bool = False) -> list[Entry]:
    """Gather the rows of ``isolated`` by organisation.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.isolated`.
    every_layer : bool
        Whether to tell of every layer, common or not.

    Returns
    -------
    list of Entry
        First those isolated in every layer of their zone, newcomers before others, then by
        the number of layers told in which they are isolated.
    """
    rows = result.rows
    by_organisation: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_organisation[row["organisation"]].append(row)
    shares = _tied_shares(rows)
    found = []
    for organisation, group in by_organisation.items():
        single = len(group) == 1
        statuses = {row["layer"]: row["status"] for row in group if single or row["layer"] != "all"}
        zone = group[0]["zone"]
        share = shares[zone]
        relevant = [
            status
            for layer, status in statuses.items()
            if share.get(layer, 0) > 0 and status != "unknown"
        ]
        told = frozenset(
            layer for layer in statuses if every_layer or share.get(layer, 0) >= _COMMON
        )
        ordered = sorted(group, key=lambda row: row["layer"] != "all")
        suggestions: list[dict[str, Any]] = next(
            (row["suggestions"] for row in ordered if row["suggestions"]), []
        )
        found.append(
            Entry(
                organisation,
                group[0]["name"],
                zone,
                group[0]["newcomer"],
                statuses,
                told,
                bool(relevant) and all(status == "isolated" for status in relevant),
                tuple(suggestions),
            )
        )
    found.sort(
        key=lambda entry: (
            not entry.everywhere,
            not entry.newcomer,
            -sum(status == "isolated" for status in entry.needy.values()),
            entry.organisation,
        )
    )
    return found


def isolated_list(
    result: Result, data: Records, language: str, *, every_layer: bool = False
) -> str:
    """Write the coordinator's list for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.isolated`.
    data : Records
        Where names are.
    language : {'fr', 'nl', 'en'}
    every_layer : bool
        Whether to tell of every layer, common or not.

    Returns
    -------
    str
    """
    found = entries(result, every_layer=every_layer)
    names = dict(data.organisations.select("id", "name").iter_rows())
    zones = local_names(data, "zones", language)
    write = reason_writer(data, language)
    lines: list[str] = []

    def show(entry: Entry) -> None:
        new = f" — {text('terminal.newcomer', language)}" if entry.newcomer else ""
        zone = f" ({zones.get(entry.zone, entry.zone)})" if entry.zone else ""
        lines.append(f"- {printable(entry.name)} [{printable(entry.organisation)}]{zone}{new}")
        by_status: dict[str, list[str]] = defaultdict(list)
        for layer, status in entry.needy.items():
            by_status[status].append(layer_label(layer, language))
        for status in filter(by_status.__contains__, STATUSES):
            layers = ", ".join(by_status[status])
            lines.append(f"    {text(f'statuses.{status}', language)}: {layers}")
        for suggestion in entry.suggestions:
            who = printable(names.get(suggestion["organisation"], suggestion["organisation"]))
            why = printable(write(suggestion["reasons"]))
            lines.append(f"    → {text('terminal.bring_in', language, who=who, why=why)}")

    everywhere = [entry for entry in found if entry.everywhere]
    somewhere = [entry for entry in found if entry.needy and not entry.everywhere]
    for title, group in (("alone_everywhere", everywhere), ("alone_somewhere", somewhere)):
        lines.append(f"{text(f'terminal.{title}', language)} ({len(group)})")
        for entry in group:
            show(entry)
        if not group:
            lines.append(f"  {text('terminal.nobody', language)}")
        lines.append("")
    unknown = sum(entry.unknown for entry in found)
    well = len(found) - len(everywhere) - len(somewhere) - unknown
    if unknown:
        lines.append(text("terminal.cannot_tell", language, count=unknown))
    lines.append(text("terminal.well", language, count=well))
    return "\n".join(lines) + "\n"
