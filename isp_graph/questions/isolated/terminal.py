"""The coordinator's list: how many are isolated in each layer, then who, the worst first."""

from __future__ import annotations

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.columns import laid_out
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number, say
from isp_graph.questions.isolated.reading import (
    NEEDY_CLASSES,
    WORST_FIRST,
    Entry,
    Reading,
    entries,
    reading,
)
from isp_graph.questions.isolated.reasons import reason_writer
from isp_graph.results import Result
from isp_graph.texts import text


def isolated_list(result: Result, data: Records, language: str, *, named: bool = False) -> str:
    """Write the coordinator's list for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.isolated.isolated`.
    data : Records
        Where names are.
    named : bool
        Whether the layers were asked for by name.

    Returns
    -------
    str
    """
    if result.frame.is_empty():
        return text("sharing.none", language) + "\n"
    told = reading(result, named=named)
    if not told.known:
        return _counts(told, language) + "\n" + text("isolated.unknowable", language) + "\n"
    layers = ", ".join(layer_label(name, language) for name in told.common)
    lines = [_counts(told, language), text("isolated.compared", language, layers=layers), ""]
    found = entries(result, told)
    show = _Writer(data, language)
    for standing in NEEDY_CLASSES:
        title = text(f"isolated.{standing}", language)
        lines.append(f"{title} ({number(told.classes[standing], language)})")
        for entry in found:
            if entry.standing == standing:
                lines += show(entry)
        if not told.classes[standing]:
            lines.append(f"  {text('terminal.nobody', language)}")
        lines.append("")
    if told.classes["unknown"]:
        lines.append(say("isolated.count_unknown", language, told.classes["unknown"]))
    lines.append(say("isolated.count_well_tied", language, told.classes["well_tied"]))
    return "\n".join(lines) + "\n"


def _counts(told: Reading, language: str) -> str:
    """Write one line a layer: how many organisations have each status."""
    heads = [text("isolated.layer", language)]
    heads += [text(f"isolated.head_{status}", language) for status in WORST_FIRST]
    rows = [
        [
            layer_label(layer, language),
            *(number(counts[status], language) for status in WORST_FIRST),
        ]
        for layer, counts in told.layers.items()
    ]
    return laid_out(heads, rows, range(1, len(heads)), language)


class _Writer:
    """Writes what is said of one organisation."""

    def __init__(self, data: Records, language: str) -> None:
        self._language = language
        self._names = dict(data.organisations.select("id", "name").iter_rows())
        self._zones = local_names(data, "zones", language)
        self._reasons = reason_writer(data, language)

    def __call__(self, entry: Entry) -> list[str]:
        language = self._language
        new = f" — {text('terminal.newcomer', language)}" if entry.newcomer else ""
        zone = f" ({self._zones.get(entry.zone, entry.zone)})" if entry.zone else ""
        lines = [f"- {printable(entry.name)} [{printable(entry.organisation)}]{zone}{new}"]
        for status, layers in entry.layers_by_status().items():
            named = ", ".join(layer_label(layer, language) for layer in layers)
            lines.append("    " + text(f"isolated.in_{status}", language, layers=named))
        for suggestion in entry.suggestions:
            other = suggestion["organisation"]
            who = printable(self._names.get(other, other))
            why = printable(self._reasons(suggestion["reasons"]))
            lines.append(f"    → {text('terminal.bring_in', language, who=who, why=why)}")
        return lines
