"""What each factor of a tie adds to the others, in plain sentences and a table."""

from __future__ import annotations

import math
from typing import Any

from isp_graph.analysis.network_model import FEWEST, Cost
from isp_graph.present.homophily_words import attribute_label
from isp_graph.present.reasons import layer_label
from isp_graph.present.terminal import table
from isp_graph.present.texts import text
from isp_graph.present.wording import number
from isp_graph.records import Records
from isp_graph.results import Result
from isp_graph.verdicts import ENOUGH_TIES, SIGNIFICANT


def term_label(term: str, language: str) -> str:
    """Name a factor in a language."""
    if term in ("intercept", "distance"):
        return text(f"homophily.term_{term}", language)
    what = attribute_label(term.removeprefix("same_"), language)
    return text("homophily.term_same", language, what=what)


def cost_line(cost: Cost, language: str) -> str:
    """Say what a model will cost, and what is left out of it.

    Parameters
    ----------
    cost : Cost
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    told = {
        name: number(value, language)
        for name, value in (
            ("layers", cost.layers),
            ("terms", len(cost.terms)),
            ("draws", cost.draws),
            ("pairs", cost.pairs),
            ("seconds", cost.seconds),
        )
    }
    lines = [text("homophily.model_cost", language, **told)]
    return "\n".join([*lines, *dropped_words(cost, language)])


def dropped_words(cost: Cost, language: str) -> list[str]:
    """Say of each factor that is left out why it is."""
    return [
        text(
            "homophily.term_alike" if known >= FEWEST else "homophily.term_dropped",
            language,
            term=term_label(term if term == "distance" else f"same_{term}", language),
            known=known,
            all=cost.whole,
        )
        for term, known in cost.dropped
    ]


def _p(value: float, language: str) -> str:
    return number(value, language, 3)


def _sentence(row: dict[str, Any], language: str) -> str | None:
    """Say what a factor adds that chance would not; None where it adds nothing measurable."""
    if row["p_value"] is None or row["p_value"] > SIGNIFICANT:
        return None
    told = {
        "layer": layer_label(row["layer"], language),
        "term": term_label(row["term"], language),
        "p": _p(row["p_value"], language),
    }
    ratio = ""
    if row["coefficient"] is None:
        key = "decides"
    elif row["odds_ratio"] is None:
        key, ratio = "stronger", number(row["coefficient"], language, 3)
    elif row["times_as_likely"] is None:
        key, ratio = "farther", number(row["odds_ratio"], language, 2)
    elif row["times_as_likely"] >= 1:
        key, ratio = "likelier", number(row["times_as_likely"], language, 1)
    else:
        times = 1 / row["times_as_likely"] if row["times_as_likely"] else math.inf
        key, ratio = "less_likely", number(times, language, 1)
    return text(f"homophily.{key}", language, ratio=ratio, **told)


def model_sentences(rows: list[dict[str, Any]], language: str) -> list[str]:
    """Say in plain sentences what each factor of one layer adds.

    Parameters
    ----------
    rows : list of dict
        Of `isp_graph.analysis.network_model.network_model`, of one layer.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    list of str
    """
    factors = [row for row in rows if row["term"] != "intercept"]
    layer = layer_label(rows[0]["layer"], language)
    tested = [row for row in factors if row["p_value"] is not None]
    said = [sentence for row in tested if (sentence := _sentence(row, language)) is not None]
    silent = [row["term"] for row in tested if row["p_value"] > SIGNIFICANT]
    if silent:
        terms = ", ".join(term_label(term, language) for term in silent)
        said.append(text("homophily.adds_nothing", language, layer=layer, terms=terms))
    return said


def model_table(result: Result, data: Records, language: str) -> str:
    """Write sentences, then the coefficients.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.network_model.network_model`.
    data : Records
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
        Layers with most ties first; those with too few for a model are told in a sentence.
    """
    by_layer: dict[str, list[dict[str, Any]]] = {}
    for row in result.rows:
        by_layer.setdefault(row["layer"], []).append(row)
    ordered = sorted(by_layer.values(), key=lambda rows: -rows[0]["ties_used"])
    lines = [text("homophily.title_model", language), ""]
    cells, few = [], []
    for rows in ordered:
        if rows[0]["ties_used"] < ENOUGH_TIES:
            few.append(layer_label(rows[0]["layer"], language))
            continue
        lines += [f"- {sentence}" for sentence in model_sentences(rows, language)]
        for row in rows:
            name = layer_label(row["layer"], language) if row["term"] == "intercept" else ""
            told = [name, term_label(row["term"], language)]
            for key, digits in (("coefficient", 3), ("odds_ratio", 2), ("times_as_likely", 2)):
                value = row[key]
                told.append("·" if value is None else number(value, language, digits))
            told.append("·" if row["p_value"] is None else _p(row["p_value"], language))
            cells.append(told)
    if few:
        lines.append("- " + text("homophily.model_unknown", language, layers=", ".join(few)))
    columns = ("layer", "term", "coefficient", "odds_ratio", "risk_ratio", "p")
    shown = table(columns, cells, language, lambda key: text(f"homophily.head_{key}", language))
    return "\n".join(lines) + "\n" + (f"\n{shown}" if cells else "")
