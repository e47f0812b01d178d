"""Whether ties follow groups, as a coordinator and a researcher read it in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.network import base_of, evidence_rows, expected
from isp_graph.present.cuts import Cut, cut, level, ranks_of
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import printable, table
from isp_graph.present.wording import number, percent, say
from isp_graph.questions.homophily.attributes import TABLES, attribute_values
from isp_graph.questions.homophily.reading import Case, Reading, reading, taken_back
from isp_graph.questions.homophily.verdicts import ENOUGH_TIES
from isp_graph.questions.homophily.words import (
    adjusted,
    attribute_label,
    attribute_sentences,
    shares,
    verdict_words,
)
from isp_graph.results import Result
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text

_HALF = 0.5
_SOURCES = {"boards": "mandates", "board_seats": "mandates", "meetings": "attendance"}
_VOCABULARY = {"kind": "organisation_kind", "language": "language"}


def group_names(data: Records, by: str, language: str) -> Callable[[str], str]:
    """Prepare to name the groups of an attribute.

    Parameters
    ----------
    data : Records
        Where zones, sectors and the like have their names.
    by : str

    Returns
    -------
    callable
        From a value to its name.
    """
    if by in _VOCABULARY:
        vocabulary = VOCABULARIES[_VOCABULARY[by]]
        return lambda value: vocabulary.label(value, language)
    names = local_names(data, TABLES[by], language) if TABLES[by] in data.tables else {}
    return lambda value: names.get(value, value)


def _head(language: str) -> Callable[[str], str]:
    return lambda key: text(f"homophily.head_{key}", language)


def notes(result: Result, data: Records, language: str) -> list[str]:
    """Say what the data cannot tell, and what it would take.

    Parameters
    ----------
    result : Result
        Of any view of the question.
    data : Records
        Restricted as the result was.

    Returns
    -------
    list of str
    """
    asked = result.basis.parameters
    told, tieless = [], []
    whole = data.as_read()
    for name in asked["layers"]:
        if name == "all":
            continue
        source = _SOURCES.get(base_of(name))
        if source is not None and evidence_rows(whole, name).is_empty():
            if not expected(data, name):
                continue
            label = layer_label(name, language)
            table_label = SCHEMA[source].labels[language]
            told.append(text("homophily.no_rows", language, layer=label, table=table_label))
        elif evidence_rows(data, name).is_empty():
            tieless.append(layer_label(name, language))
    if tieless:
        told.append(text("homophily.no_ties", language, layers=", ".join(tieless)))
    for (layer, by), limit in taken_back(data).items():
        if layer in asked["layers"] and by in asked.get("by", ()):
            told.append(limit[language])
    nodes = data.nodes.height
    for by in asked.get("by", ()):
        known = attribute_values(data, by)["id"].n_unique()
        if known < nodes and (known < _HALF * nodes or known < ENOUGH_TIES):
            label = attribute_label(by, language)
            told.append(text("homophily.few_values", language, by=label, known=known, all=nodes))
    return told


def _rounded(value: float | None, language: str, digits: int = 2) -> str | None:
    return None if value is None else number(value, language, digits)


def _degrees_p(case: Case, language: str) -> str | None:
    return None if case.degrees is None else _rounded(case.degrees.p_value, language, 3)


def _laid_out(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    language: str,
    kept: Cut,
) -> str:
    values = list(rows)
    if not values:
        return f"{title}\n{text('homophily.nothing', language)}\n"
    shown = table(columns, values[: kept.shown], language, _head(language))
    return f"{title}\n\n{shown}" + "".join(f"{line}\n" for line in kept.words(language))


def homophily_table(result: Result, data: Records, language: str, *, by_group: bool) -> str:
    """Write what is concluded, then the layers, those that follow a group most first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.homophily.homophily`.
    data : Records
        Where groups have their names.
    by_group : bool
        Whether to tell of each group too.

    Returns
    -------
    str
        Unweighted; of the share of ties within groups, and assortativity behind.
    """
    told = reading_of(result, data)
    asked = told.known if told.everybody else ()
    said = [line for by in asked for line in attribute_sentences(told, by, language)]
    lines = []
    before = None
    beside = any(case.degrees for case in told.cases)
    for case in told.cases:
        found = shares(case.ei.inside, language)
        name = layer_label(case.layer, language) if case.layer != before else ""
        before = case.layer
        interval = (
            None
            if case.ei.low is None
            else f"[{found['low']}{text('report.between', language)}{found['high']}]"
        )
        lines.append(
            [
                name,
                attribute_label(case.by, language),
                case.ties,
                found["within"],
                None if case.ei.mean is None else found["chance"],
                interval,
                adjusted(case, told.draws, language),
                verdict_words(case, language),
                _rounded(case.assortativity.value, language),
                *([_degrees_p(case, language)] if beside else ()),
            ]
        )
    title = text("homophily.title_main", language)
    # What is told of one layer stays together.
    kept = replace(cut([case.layer for case in told.cases]), tie=None)
    columns = ["layer", "by", "ties", "within", "chance", "share_interval", "p_adjusted"]
    columns += ["reading", "assortativity", *(["degrees_p"] if beside else ())]
    shown = _laid_out(title, columns, lines, language, kept)
    plain = result.frame.filter(~pl.col("weighted") & (pl.col("null") == "labels"))
    head = "".join(f"{line}\n" for line in said) + ("\n" if said else "")
    return head + shown + ("\n" + _groups(plain, data, language) if by_group else "")


def reading_of(result: Result, data: Records) -> Reading:
    """Read the rows of ``homophily`` on the records from which they come."""
    known = {
        by: attribute_values(data, by)["id"].n_unique() for by in result.basis.parameters["by"]
    }
    return reading(result, data.nodes.height, known)


def _groups(plain: pl.DataFrame, data: Records, language: str) -> str:
    """Write the groups, the largest first; not those that could have no tie within."""
    wide = plain.filter(pl.col("group").is_not_null()).pivot(
        on="measure",
        index=["layer", "by", "group", "organisations", "ties_used"],
        values=["value", "p_value"],
    )
    if wide.is_empty():
        return ""
    told_of = wide.filter((pl.col("organisations") > 1) & (pl.col("ties_used") > 0))
    rows = []
    order = ["layer", "by", "organisations", "ties_used", "group"]
    ordered = told_of.sort(order, descending=[False, False, True, True, False])
    for row in ordered.iter_rows(named=True):
        name = printable(group_names(data, row["by"], language)(row["group"]))
        told = [layer_label(row["layer"], language), name, row["organisations"], row["ties_used"]]
        told += [_rounded(row[f"value_{key}"], language) for key in ("ei", "coleman")]
        rows.append([*told, _rounded(row["p_value_coleman"], language, 3)])
    columns = ("layer", "group", "organisations", "ties", "ei", "coleman", "p")
    shown = _laid_out(
        text("homophily.title_groups", language),
        columns,
        rows,
        language,
        cut(ranks_of(ordered, order[:-1])),
    )
    left = wide.height - told_of.height
    return shown + (say("homophily.groups_left", language, left) + "\n" if left else "")


def mixing_table(result: Result, data: Records, language: str) -> str:
    """Write the pairs of groups, those most above what chance gives first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.homophily.mixing`.
    data : Records
        Where groups have their names.

    Returns
    -------
    str
    """
    names = {by: group_names(data, by, language) for by in result.basis.parameters["by"]}
    found = [row for row in result.rows if row["ties"]]
    found.sort(key=lambda row: (row["layer"], row["by"], row["expected"] - row["ties"]))
    rows = [
        [
            layer_label(row["layer"], language),
            printable(names[row["by"]](row["group_a"])),
            printable(names[row["by"]](row["group_b"])),
            *(_rounded(row[key], language, 1) for key in ("ties", "expected", "weight")),
        ]
        for row in found
    ]
    columns = ("layer", "group", "group_b", "ties", "expected", "weight")
    ranks = [(row["layer"], row["by"], level(row["expected"] - row["ties"])) for row in found]
    return _laid_out(text("homophily.title_mixing", language), columns, rows, language, cut(ranks))


def overlap_table(result: Result, language: str) -> str:
    """Write the pairs of layers that tie the same pairs, those most alike first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.layer_overlap`.

    Returns
    -------
    str
    """
    found = [row for row in result.rows if row["both"]]
    found.sort(key=lambda row: -row["jaccard"])
    rows = [
        [
            layer_label(row["a"], language),
            layer_label(row["b"], language),
            row["both"],
            _rounded(row["jaccard"], language),
            percent(row["b_given_a"], language),
            percent(row["a_given_b"], language),
            _rounded(row["expected"], language, 1),
            _rounded(row["p_value"], language, 3),
            row["organisations"],
        ]
        for row in found
    ]
    shares = ("both", "jaccard", "b_given_a", "a_given_b")
    columns = ("layer", "other", *shares, "expected", "p_value", "organisations")
    ranks = [level(row["jaccard"]) for row in found]
    return _laid_out(text("homophily.title_overlap", language), columns, rows, language, cut(ranks))


def brokerage_table(result: Result, data: Records, language: str) -> str:
    """Write who holds a group together, then who stands between groups, the busiest first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.brokerage`.
    data : Records
        Where groups have their names.

    Returns
    -------
    str
    """
    parts = []
    for layer in result.basis.parameters["layers"]:
        for by in result.basis.parameters["by"]:
            rows = [row for row in result.rows if (row["layer"], row["by"]) == (layer, by)]
            parts.append(_separators(rows, data, (layer, by), language))
            parts.append(_roles(rows, data, (layer, by), language))
    return "\n".join(parts)


def _separators(
    rows: list[dict[str, Any]], data: Records, about: tuple[str, str], language: str
) -> str:
    layer, by = about
    labels = {"layer": layer_label(layer, language), "by": attribute_label(by, language)}
    lines = [text("homophily.title_separators", language, **labels), ""]
    named = group_names(data, by, language)
    found = [(row["cut_off"], row, "cut_off") for row in rows if row["cut_off"]]
    found += [
        # All but one of the pieces are no longer with the rest.
        ((row["equal_pieces"] - 1) * row["equal_size"], row, "equal")
        for row in rows
        if row["equal_pieces"]
    ]
    found.sort(key=lambda entry: (-entry[0], entry[1]["organisation"], entry[2]))
    kept = cut([missed for missed, *_ in found])
    for _, row, key in found[: kept.shown]:
        told = {"name": printable(row["name"]), "id": printable(row["organisation"])}
        told["group"] = printable(named(row[f"{key}_group"]))
        counts = {"count": row["cut_off"], "pieces": row["equal_pieces"], "size": row["equal_size"]}
        lines.append(text(f"homophily.{key}_line", language, **told, **counts))
    if not found:
        lines.append(text("homophily.nobody_separates", language))
    lines += kept.words(language)
    return "\n".join(lines) + "\n"


def _roles(rows: list[dict[str, Any]], data: Records, about: tuple[str, str], language: str) -> str:
    named = group_names(data, about[1], language)
    found = sorted(
        (row for row in rows if row["brokerage"]),
        key=lambda row: (-row["brokerage"], row["organisation"]),
    )
    roles = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "brokerage")
    lines = [
        [
            printable(row["name"]),
            ", ".join(printable(named(value)) for value in row["groups"]),
            *(_rounded(row[role], language, 0) for role in roles),
            _rounded(row["expected"], language, 0),
            _rounded(row["z"], language, 1),
        ]
        for row in found
    ]
    columns = ("organisation", "groups", *roles, "expected", "z")
    title = text("homophily.title_brokerage", language)
    ranks = [level(row["brokerage"]) for row in found]
    return _laid_out(title, columns, lines, language, cut(ranks))
