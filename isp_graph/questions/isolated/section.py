"""What the page shows of those who are isolated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.grammar import LANGUAGES
from isp_graph.present.section import Answers, Context
from isp_graph.questions.isolated.isolated import isolated
from isp_graph.questions.isolated.reading import CLASSES, WORST_FIRST, Reading, reading
from isp_graph.questions.isolated.reasons import reason_writer
from isp_graph.results import Result

LAYERED_LIMIT = 300
"""Organisations up to which suggestions are given for each layer."""
ADVISED_LIMIT = 2_000
"""Organisations up to which there are any."""


def statuses_of(answers: Answers) -> Result:
    """Give everybody's status in each layer, with suggestions where the page has room for them."""
    advising = answers.wants("isolated") and answers.data.nodes.height <= LAYERED_LIMIT
    return answers.of(isolated, suggestions=advising)


def standings(answers: Answers) -> Reading:
    """Give everybody's class over the common layers."""
    return answers.once("standings", lambda: reading(statuses_of(answers)))


def _advised(answers: Answers) -> Result:
    """Give the rows with suggestions: of each layer, of all together, or none."""
    alone, count = statuses_of(answers), answers.data.nodes.height
    if not answers.wants("isolated") or count <= LAYERED_LIMIT or count > ADVISED_LIMIT:
        return alone
    return isolated(answers.data, ["all"])


def section(context: Context) -> dict[str, Any]:
    """Arrange statuses by organisation, and the suggestions for those who need them.

    Returns
    -------
    dict
        ``counts``, by layer how many of everybody have each status of `WORST_FIRST`;
        ``statuses`` and ``classes``, their codes; ``in_class``, how many of everybody are in each
        class; ``common`` layers; ``order``, places worst first; ``standing``, the class of each
        of these, and ``status`` by layer, as places among their codes; ``new``, newcomers;
        ``advice``, by layer and organisation ``[organisation, reasons]``; ``reasons``, each in
        three languages.
    """
    alone, told = statuses_of(context.answers), standings(context.answers)
    advised, organisation = _advised(context.answers), context.organisation
    frame = alone.frame.filter(pl.col("organisation").is_in(list(organisation)))
    rank = {status: place for place, status in enumerate(WORST_FIRST)}
    statuses: dict[str, dict[str, int]] = {name: {} for name in told.layers}
    for layer, own, status in frame.select("layer", "organisation", "status").iter_rows():
        statuses[layer][own] = rank[status]
    new = frame.filter(pl.col("newcomer").fill_null(value=False))["organisation"].unique()
    writers = {language: reason_writer(context.data, language) for language in LANGUAGES}
    reasons: dict[tuple[str, ...], int] = {}
    advice: dict[str, dict[str, list[list[Any]]]] = {}

    def phrase(reason: Mapping[str, Any]) -> int:
        words = tuple(writers[language]([reason]) for language in LANGUAGES)
        return reasons.setdefault(words, len(reasons))

    suggested = advised.frame.filter(pl.col("suggestions").list.len() > 0)
    for layer, own, entries in suggested.select("layer", "organisation", "suggestions").iter_rows():
        if own not in organisation:
            continue
        listed = advice.setdefault(layer, {}).setdefault(str(organisation[own]), [])
        for entry in entries:
            if entry["organisation"] in organisation:
                why = [phrase(reason) for reason in entry["reasons"]]
                listed.append([organisation[entry["organisation"]], why])
    order = told.frame.filter(pl.col("organisation").is_in(list(organisation)))
    shown = order["organisation"].to_list()
    return {
        "counts": [
            [name, [counts[status] for status in WORST_FIRST]]
            for name, counts in told.layers.items()
        ],
        "statuses": WORST_FIRST,
        "classes": CLASSES,
        "in_class": [told.classes[name] for name in CLASSES],
        "common": told.common,
        "order": [organisation[own] for own in shown],
        "standing": [CLASSES.index(standing) for standing in order["standing"]],
        "status": {name: [own[each] for each in shown] for name, own in statuses.items()},
        "new": sorted(organisation[own] for own in new),
        "advice": advice,
        "reasons": [list(words) for words in reasons],
    }
