"""Put the rows of an answer out in the form asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, put, talk
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy import masked, names_of_people
from isp_graph.present.formats import to_csv, to_json
from isp_graph.present.methods import method_sentence
from isp_graph.present.terminal import table
from isp_graph.present.texts import text
from isp_graph.results import Basis, Result


def rows_out(
    options: argparse.Namespace,
    question: str,
    stated: Basis,
    columns: tuple[str, ...],
    rows: list[dict[str, Any]],
    shown: Callable[[], str] | None = None,
    method: str | None = None,
) -> None:
    """Put rows out as JSON, as CSV, or as a table in the terminal.

    Parameters
    ----------
    options : argparse.Namespace
        With ``format``, ``output`` and ``lang``.
    question : str
        Name of the command.
    stated : Basis
        On what the answer stands.
    columns : tuple of str
        Columns of the CSV.
    rows : list of dict
        The answer.
    shown : callable, optional
        Writes what the terminal shows; a plain table if there is none.
    method : str, optional
        The sentence that says how it was computed: in the JSON, else beside the answer.
    """
    form = chosen_format(options)
    if form == "json":
        put(options, to_json(question, stated, rows, method))
    elif form in ("csv", "csv-fr"):
        put(options, to_csv(columns, rows, french=form == "csv-fr"))
    elif shown is not None:
        put(options, shown().encode())
    else:
        values = [[row[name] for name in columns] for row in rows]
        put(options, table(columns, values, options.lang, lambda name: name).encode())
    if method is not None and form != "json":
        talk(options, method)


def nothing_out(options: argparse.Namespace, result: Result, key: str) -> int:
    """Put out an answer without rows, and say why: in its place, or beside it.

    Returns
    -------
    int
        The exit code.
    """
    sentence = text(key, options.lang)
    if chosen_format(options) != "table":
        talk(options, sentence)
    return result_out(options, result, lambda: f"{sentence}\n")


def result_out(
    options: argparse.Namespace,
    result: Result,
    shown: Callable[[], str] | None = None,
) -> int:
    """Put a result out, with all its columns; see `rows_out`.

    Returns
    -------
    int
        The exit code.
    """
    columns = tuple(result.frame.columns)
    sentence = method_sentence(result, options.lang)
    rows_out(options, result.question, result.basis, columns, result.rows, shown, sentence)
    return DONE


def masked_basis(result: Result, named: Dataset) -> Result:
    """Take the names out of the basis of an answer that was computed with them and holds none."""
    names = names_of_people(named)
    stated = replace(
        result.basis,
        dataset=names.mask(result.basis.dataset),
        parameters=masked(result.basis.parameters, names),
    )
    return replace(result, basis=stated)
