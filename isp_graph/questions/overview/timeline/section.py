"""The years of a network, as the page draws them."""

from __future__ import annotations

from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.present.section import Context
from isp_graph.questions.overview.timeline.timeline import timeline
from isp_graph.schema.tables import SCHEMA


def section(context: Context) -> dict[str, Any]:
    """Give each table's counts, year by year.

    Returns
    -------
    dict
        ``years``, and ``tables``: name by language, and a row of ``live, undated, begun, ended``
        for each year. Both empty where no date is known.
    """
    rows = timeline(context.data).rows
    years = sorted({row["year"] for row in rows})
    tables = []
    for name in sorted({row["table"] for row in rows}, key=list(SCHEMA).index):
        own = [row for row in rows if row["table"] == name]
        counts = [[row[key] for key in ("live", "undated", "begun", "ended")] for row in own]
        if any(begun or ended for _, _, begun, ended in counts):
            labels = [SCHEMA[name].labels[language] for language in LANGUAGES]
            tables.append({"id": name, "t": labels, "rows": counts})
    return {"years": years, "tables": tables}
