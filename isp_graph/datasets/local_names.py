"""What entries of a dataset, and its texts, are called by language."""

from __future__ import annotations

from collections.abc import Mapping

from isp_graph.datasets.records import Records
from isp_graph.grammar import LANGUAGES


def local_names(data: Records, table: str, language: str) -> dict[str, str]:
    """Name the entries of a table in a language, French where it has no other name.

    Parameters
    ----------
    data : Records
    table : str
        A table with ``name_fr`` and perhaps ``name_nl`` and ``name_en``, or with ``name``.

    Returns
    -------
    dict
        Name by id.
    """
    frame = data.table(table)
    choices = dict.fromkeys((f"name_{language}", "name_fr", "name"))
    wanted = [name for name in choices if name in frame.columns]
    return {
        row[0]: next((name for name in row[1:] if name is not None), row[0])
        for row in frame.select("id", *wanted).iter_rows()
    }


def local_texts(row: Mapping[str, str | None], column: str) -> list[str | None]:
    """Give the text of a column in each language, as far as the row has it in that language.

    Parameters
    ----------
    row : mapping
        With the column and those that word it in one language.
    column : str

    Returns
    -------
    list
        In the order of `LANGUAGES`; the column itself where a language has no wording, and any
        wording where it is blank.

    Examples
    --------
    >>> local_texts({"role": "training", "role_fr": None, "role_nl": "opleiding"}, "role")
    ['training', 'opleiding', 'training']
    """
    worded = [row.get(f"{column}_{language}") for language in LANGUAGES]
    known = [text for text in (row.get(column), *worded) if text is not None]
    return [text or next(iter(known), None) for text in worded]
