"""The dataset: records, and pure transformations of them.

A Dataset is a value. ``at`` restricts it to a day, ``where`` to some organisations or some
evidence, ``merged`` gives the people one id each, ``pseudonymised`` takes their names out; each
returns another Dataset that remembers where it comes from.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from isp_graph.datasets.completeness import complete
from isp_graph.datasets.merging import merge_people
from isp_graph.datasets.privacy import pseudonymise
from isp_graph.datasets.records import Records
from isp_graph.datasets.selection import restrict_to_day, select
from isp_graph.grammar import number, percent
from isp_graph.schema.tables import SCHEMA
from isp_graph.texts import text
from isp_graph.texts.notebook import card, data_sentence, notebook_language


@dataclass(frozen=True)
class Dataset(Records):
    """Tables of one network, as read or restricted.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo")
    >>> demo.at("2015").where(zone="NE").filters
    (('zone', ('NE',)),)
    """

    def at(self, date: str | datetime.date | None = None) -> Dataset:
        """Restrict the dataset to a day.

        Parameters
        ----------
        date : str or datetime.date, optional
            A partial date means its first day. Without one, the dataset's own date; where it
            has none either, nothing is filtered.

        Returns
        -------
        Dataset
            Only organisations alive on that day, and rows that hold on it and refer to none
            but living organisations.

        Raises
        ------
        UsageError
            If the date cannot be read.
        """
        day = date if date is not None else self.settings.date
        return self if day is None else restrict_to_day(self, day)

    def current(self) -> Dataset:
        """Restrict to the dataset's own date, unless it is restricted to a day already."""
        return self if self.date is not None else self.at()

    def where(self, **filters: str | Iterable[str]) -> Dataset:
        """Restrict the dataset to some organisations, or to some evidence.

        Parameters
        ----------
        **filters : str or iterable of str
            ``zone``, ``seat_zone``, ``coverage_zone``, ``sector``, ``step``, ``kind``,
            ``commune``, ``language``, ``organisation`` choose organisations; ``certainty`` and
            ``modality`` choose rows of evidence. Several values of a key are or, keys are and.
            A key followed by ``!`` excludes: ``where(**{"zone!": "NE"})``.

        Returns
        -------
        Dataset

        Raises
        ------
        UsageError
            If a key or a value is unknown.
        """
        pairs = tuple(
            (key, (values,) if isinstance(values, str) else tuple(values))
            for key, values in filters.items()
        )
        return select(self, pairs)

    def merged(self) -> Dataset:
        """Merge the people whom the journal of identities (``matches``) judges the same.

        Returns
        -------
        Dataset
            ``mandates`` and ``people`` with one id for each person, the smallest of their
            entries. Layers count persons whether the dataset was merged or not.
        """
        return merge_people(self)

    def pseudonymised(self, key: bytes) -> Dataset:
        """Take the people's names out: they become pseudonyms, stable under the key.

        Parameters
        ----------
        key : bytes
            The secret; without it, no pseudonym leads back to a name.

        Returns
        -------
        Dataset
        """
        return pseudonymise(self, key)

    def _repr_html_(self) -> str:
        language = notebook_language()
        met = Counter(found.severity for found in self.findings)
        found = text("notebook.found", language, errors=met["error"], warnings=met["warning"])
        said = data_sentence(self.name, self.date, self.fingerprint, language)
        shares = {name: complete(SCHEMA[name], frame) for name, frame in self.tables.items()}
        return card(
            self.settings.title.get(language, self.name),
            [said, found],
            [text(f"notebook.{name}", language) for name in ("table", "rows", "complete")],
            [
                (
                    SCHEMA[name].labels[language],
                    number(self.tables[name].height, language),
                    "" if (share := shares[name]) is None else percent(share, language),
                )
                for name in sorted(self.tables)
            ],
        )
