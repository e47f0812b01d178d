"""The years of a network, as the page draws them."""

from __future__ import annotations

from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.present.section import Context
from isp_graph.questions.overview.timeline.reading import over_years
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
    frame = timeline(context.data).frame
    tables = [
        {"id": name, "t": [SCHEMA[name].labels[language] for language in LANGUAGES], "rows": rows}
        for name, rows in over_years(frame).items()
    ]
    return {"years": frame["year"].unique().sort().to_list(), "tables": tables}
