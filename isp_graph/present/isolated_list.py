"""The coordinator's list: who is isolated, first those isolated in every layer of their zone.

A layer of a zone is one in which somebody of that zone has a tie. An organisation without a
zone is held against the layers of the whole dataset.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from isp_graph.present.reasons import layer_label, local_names, reason_writer
from isp_graph.present.terminal import printable
from isp_graph.present.texts import text
from isp_graph.records import Records
from isp_graph.results import Result

_WELL = ("well_tied", "unknown")


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
    everywhere: bool
    suggestions: tuple[dict[str, Any], ...]

    @property
    def unknown(self) -> bool:
        """Whether no layer can speak of it."""
        return all(status == "unknown" for status in self.statuses.values())

    @property
    def needy(self) -> dict[str, str]:
        """Layers in which it is neither well tied nor unknown."""
        return {layer: kind for layer, kind in self.statuses.items() if kind not in _WELL}


def entries(result: Result) -> list[Entry]:
    """Gather the rows of ``isolated`` by organisation.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.isolated`.

    Returns
    -------
    list of Entry
        First those isolated in every layer of their zone, newcomers before others, then by
        the number of layers in which they are isolated.
    """
    rows = result.rows
    by_organisation: dict[str, list[dict[str, Any]]] = defaultdict(list)
    tied: dict[str | None, set[str]] = defaultdict(set)
    for row in rows:
        by_organisation[row["organisation"]].append(row)
        if row["degree"]:
            tied[row["zone"]].add(row["layer"])
            tied[None].add(row["layer"])
    found = []
    for organisation, group in by_organisation.items():
        single = len(group) == 1
        statuses = {row["layer"]: row["status"] for row in group if single or row["layer"] != "all"}
        zone = group[0]["zone"]
        relevant = [
            status
            for layer, status in statuses.items()
            if layer in tied[zone] and status != "unknown"
        ]
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
                bool(relevant) and all(status == "isolated" for status in relevant),
                tuple(suggestions),
            )
        )
    found.sort(
        key=lambda entry: (
            not entry.everywhere,
            not entry.newcomer,
            -sum(status == "isolated" for status in entry.statuses.values()),
            entry.organisation,
        )
    )
    return found


def isolated_list(result: Result, data: Records, language: str) -> str:
    """Write the coordinator's list for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.isolated`.
    data : Records
        Where names are.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    found = entries(result)
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
        for status, layers in by_status.items():
            lines.append(f"    {text(f'statuses.{status}', language)}: {', '.join(layers)}")
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
