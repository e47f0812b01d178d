"""What each factor of a tie adds to the others, in plain sentences and a table."""

from __future__ import annotations

import math
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import table
from isp_graph.present.wording import number, say
from isp_graph.questions.homophily.model_cost import Cost
from isp_graph.questions.homophily.verdicts import ENOUGH_TIES, SIGNIFICANT
from isp_graph.questions.homophily.words import attribute_label
from isp_graph.results import Result
from isp_graph.texts import text

MODEL_COLUMNS = {
    "coefficient": 3,
    "coefficient_low": 3,
    "coefficient_high": 3,
    "odds_ratio": 2,
    "times_as_likely": 2,
    "p_value": 3,
    "vif": 1,
}
"""Numbers of a factor that people see, and their decimals."""


def term_label(term: str, language: str) -> str:
    """Name a factor in a language."""
    if term in ("intercept", "distance", "geography"):
        return text(f"homophily.term_{term}", language)
    what = attribute_label(term.removeprefix("same_"), language)
    return text("homophily.term_same", language, what=what)


def cost_line(cost: Cost, language: str) -> str:
    """Say what a model will cost, and what is left out of it.

    Parameters
    ----------
    cost : Cost

    Returns
    -------
    str
    """
    said = text(
        "homophily.model_cost",
        language,
        layers=cost.layers,
        terms=len(cost.terms),
        draws=cost.draws,
        pairs=cost.pairs,
        seconds=number(cost.seconds, language),
    )
    return "\n".join([said, *dropped_words(cost, language)])


def dropped_words(cost: Cost, language: str) -> list[str]:
    """Say of each factor that is left out why it is."""
    return [
        text(
            f"homophily.term_{why}",
            language,
            term=term_label(term if term == "distance" else f"same_{term}", language),
            known=known,
            all=cost.whole,
        )
        for term, why, known in cost.dropped
    ]


def _p(value: float, language: str) -> str:
    return number(value, language, 3)


def _range(low: float | None, high: float | None, language: str, digits: int) -> str:
    if low is None or high is None:
        return ""
    ends = {"low": number(low, language, digits), "high": number(high, language, digits)}
    return text("homophily.model_range", language, **ends)


def _effect(row: dict[str, Any], language: str) -> tuple[str, str, str]:
    """Give how an effect is worded, its size, and the interval of 95 %."""
    if row["coefficient"] is None:
        return "decides", "", ""
    if row["odds_ratio"] is None:
        around = _range(row["coefficient_low"], row["coefficient_high"], language, 3)
        return "stronger", number(row["coefficient"], language, 3), around
    if row["times_as_likely"] is None:
        low, high = row["coefficient_low"], row["coefficient_high"]
        low, high = (None if end is None else math.exp(end) for end in (low, high))
        return "farther", number(row["odds_ratio"], language, 2), _range(low, high, language, 2)
    around = _range(row["times_low"], row["times_high"], language, 1)
    return "likelier", number(row["times_as_likely"], language, 1), around


def _sentence(row: dict[str, Any], language: str) -> str:
    """Say what a factor adds that chance would not."""
    key, ratio, around = _effect(row, language)
    return text(
        f"homophily.{key}",
        language,
        ratio=ratio,
        around=around,
        layer=layer_label(row["layer"], language),
        term=term_label(row["term"], language),
        p=_p(row["p_value"], language),
    )


def _with_range(row: dict[str, Any], language: str) -> str:
    """Name a factor, with what its effect may be."""
    term = term_label(row["term"], language)
    key, ratio, around = _effect(row, language)
    if not around:
        return term
    return text(f"homophily.silent_{key}", language, term=term, ratio=ratio, around=around)


def model_sentences(rows: list[dict[str, Any]], everybody: int, language: str) -> list[str]:
    """Say in plain sentences on what a model stands, and what each factor of one layer adds.

    Parameters
    ----------
    rows : list of dict
        Of `isp_graph.questions.homophily.joint_model.network_model`, of one layer.
    everybody : int
        Organisations there are.

    Returns
    -------
    list of str
    """
    first, layer = rows[0], layer_label(rows[0]["layer"], language)
    stands = {"organisations": first["organisations"], "all": everybody}
    stands |= {"used": first["ties_used"], "ties": first["ties"]}
    said = [say("homophily.model_base", language, layer=layer, **stands)]
    factors = [row for row in rows if row["term"] not in ("intercept", "geography")]
    tested = [row for row in factors if row["p_value"] is not None]
    said += [_sentence(row, language) for row in tested if row["p_value"] <= SIGNIFICANT]
    silent = [row for row in tested if row["p_value"] > SIGNIFICANT]
    if silent:
        between = text("report.between", language)
        terms = between.join(_with_range(row, language) for row in silent)
        said.append(text("homophily.adds_nothing", language, layer=layer, terms=terms))
    for row in factors:
        if row["follows_from"]:
            parts = [term_label(part, language) for part in row["follows_from"]]
            words = {"term": term_label(row["term"], language), "parts": parts, "layer": layer}
            said.append(text("homophily.term_follows", language, **words))
    for row in rows:
        if row["term"] == "geography" and row["p_value"] is not None:
            key = "geography_counts" if row["p_value"] <= SIGNIFICANT else "geography_not_shown"
            p = _p(row["p_value"], language)
            said.append(text(f"homophily.{key}", language, layer=layer, p=p))
    return said


def model_table(result: Result, data: Records, language: str) -> str:
    """Write sentences, then the coefficients.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.joint_model.network_model`.
    data : Records

    Returns
    -------
    str
        Layers with most ties first; those with too few for a model are told in a sentence.
    """
    nodes = data.nodes.height
    by_layer: dict[str, list[dict[str, Any]]] = {}
    for row in result.rows:
        by_layer.setdefault(row["layer"], []).append(row)
    ordered = sorted(by_layer.values(), key=lambda rows: -rows[0]["ties_used"])
    title = text("homophily.title_model", language)
    if not result.basis.parameters["terms"]:
        return f"{title}\n\n{text('homophily.model_no_factor', language)}\n"
    lines = [title, ""]
    cells, few = [], []
    for rows in ordered:
        if rows[0]["ties_used"] < ENOUGH_TIES:
            few.append(layer_label(rows[0]["layer"], language))
            continue
        lines += [f"- {sentence}" for sentence in model_sentences(rows, nodes, language)]
        for row in rows:
            name = layer_label(row["layer"], language) if row["term"] == "intercept" else ""
            told = [name, term_label(row["term"], language)]
            for key, digits in MODEL_COLUMNS.items():
                value = row[key]
                told.append("·" if value is None else number(value, language, digits))
            cells.append(told)
    if few:
        lines.append("- " + text("homophily.model_unknown", language, layers=", ".join(few)))
    columns = ("layer", "term", *MODEL_COLUMNS)
    shown = table(columns, cells, language, lambda key: text(f"homophily.head_{key}", language))
    return "\n".join(lines) + "\n" + (f"\n{shown}" if cells else "")
