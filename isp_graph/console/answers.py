"""Put the rows of an answer out in the form asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, put, say
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy import masked, names_of_people
from isp_graph.present.formats import to_csv, to_json
from isp_graph.present.terminal import fitting, table
from isp_graph.results import Basis, Result
from isp_graph.texts import text


def rows_out(
    asked: Asked,
    question: str,
    stated: Basis,
    columns: tuple[str, ...],
    rows: list[dict[str, Any]],
    shown: Callable[[], str] | None = None,
    method: Callable[[str], str | None] | None = None,
) -> int:
    """Put rows out as JSON, as CSV, or as a table in the terminal.

    Parameters
    ----------
    asked : Asked
        With its format, output and language.
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
    method : callable, optional
        Says in a language how it was computed: in the JSON, else beside the answer.

    Returns
    -------
    int
        The exit code.
    """
    form = chosen_format(asked)
    if form == "json":
        put(asked, to_json(question, stated, rows, method and method(asked.lang)))
    elif form in ("csv", "csv-fr"):
        put(asked, to_csv(columns, rows, french=form == "csv-fr"))
    else:
        values = [[row[name] for name in columns] for row in rows]
        with fitting(asked.columns):
            listed = shown() if shown else table(columns, values, asked.lang, lambda name: name)
        put(asked, listed.encode())
    if method is not None and form != "json" and (sentence := method(asked.spoken)) is not None:
        say(asked, sentence)
    return DONE


def nothing_out(asked: Asked, result: Result, key: str) -> int:
    """Put out an answer without rows, and say why: in its place, or beside it."""
    return result_out(asked, result, unless_unknown(asked, (key, ""), str))


def unless_unknown(
    asked: Asked, silence: tuple[str, str] | None, shown: Callable[[], str]
) -> Callable[[], str]:
    """Give what the terminal shows: an answer, or the sentence that says why there is none.

    Parameters
    ----------
    asked : Asked
    silence : tuple of str, optional
        The text that says so, and the name that it has; said beside what is no list for people.
    shown : callable
        Writes the answer.

    Returns
    -------
    callable
        For `rows_out`.
    """
    if silence is None:
        return shown
    key, name = silence
    beside_rows(asked, text(key, asked.spoken, name=name))
    return lambda: text(key, asked.lang, name=name) + "\n"


def beside_rows(asked: Asked, sentence: str | None) -> None:
    """Say beside rows for programs what a list for people says itself."""
    if sentence and chosen_format(asked) != "table":
        say(asked, sentence)


def result_out(asked: Asked, result: Result, shown: Callable[[], str] | None = None) -> int:
    """Put a result out, with all its columns, and tell how it was computed; see `rows_out`."""
    columns = tuple(result.frame.columns)
    method = result.method_in
    return rows_out(asked, result.question, result.basis, columns, result.rows, shown, method)


def masked_basis(result: Result, named: Dataset) -> Result:
    """Take the names out of the basis of an answer that was computed with them and holds none."""
    names = names_of_people(named)
    stated = replace(
        result.basis,
        dataset=names.mask(result.basis.dataset),
        parameters=masked(result.basis.parameters, names),
    )
    return replace(result, basis=stated)
