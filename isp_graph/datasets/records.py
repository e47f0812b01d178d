"""The records of a dataset: its tables, and what every question asks of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import polars as pl

from isp_graph.datasets.tables.assemble import Tally
from isp_graph.datasets.tables.identities import Identities
from isp_graph.datasets.tables.values import dtype_of
from isp_graph.schema.findings import Finding
from isp_graph.schema.tables import EVIDENCE_TABLES, SCHEMA
from isp_graph.schema.vocabulary import COUNTED_MODALITIES

Context = ParamSpec("Context")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Settings:
    """What ``dataset.toml`` says of a dataset.

    Attributes
    ----------
    title, licence : mapping, str or None
        Title by language; terms of use.
    date : str or None
        The as-of date of questions that name none.
    incomplete : frozenset of str
        Tables that do not hold everything.
    sources, limits : tuple
        Documents read; what the dataset cannot show, by language. A limit that names a ``layer``
        and an attribute (``by``) takes back what would be concluded of them.
    public_key : str or None
        Key of pseudonyms that is no secret; honoured for shipped, fictional people only.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    licence: str | None = None
    incomplete: frozenset[str] = frozenset()
    sources: tuple[Mapping[str, Any], ...] = ()
    limits: tuple[Mapping[str, str], ...] = ()
    public_key: str | None = None


class Tables(Mapping[str, pl.DataFrame]):
    """Tables that are made when they are first asked for, each once.

    Parameters
    ----------
    names : iterable of str
        Which tables there are.
    make : callable
        Makes the table of a name.

    Examples
    --------
    >>> made = Tables(["zones"], lambda name: pl.DataFrame({"id": ["NE"]}))
    >>> list(made), made["zones"].height
    (['zones'], 1)
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], pl.DataFrame]) -> None:
        self._names = tuple(names)
        self._made: dict[str, pl.DataFrame] = {}
        self._make = make

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
            if len(self._made) == len(self._names):
                del self._make  # and what the tables were made from
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __repr__(self) -> str:
        return f"<tables {', '.join(self._names)}>"

    def __reduce__(self) -> tuple[type[dict[str, pl.DataFrame]], tuple[dict[str, pl.DataFrame]]]:
        """Copy or pickle the tables themselves, and nothing from which they are made."""
        return dict, (dict(self),)


@dataclass(frozen=True)
class Records:
    """Tables of one network, as read or restricted.

    Attributes
    ----------
    name : str
        Name of the folder, workbook or shipped dataset.
    tables : mapping
        Frames by table name; absent tables are absent.
    findings : tuple of Finding
        What reading found.
    tallies : mapping
        Records used and refused, by table.
    settings : Settings
    date : str or None
        The day to which the dataset was restricted, if it was.
    filters : tuple
        Pairs of key and values of every ``where`` applied.
    modalities : frozenset of str or None
        Modalities asked for, where ``where`` named some.
    root, unfiltered : Records or None
        The dataset as read; the dataset before ``where``. None: this one.
    withheld : frozenset of str
        Personal values of rows that were set aside: they may still be named in a text.
    stated_fingerprint : str or None
        Fingerprint of the records from which these were made by taking the names out.
    stated_identities : mapping or None
        The identities of those records, under the pseudonyms of these.
    """

    name: str
    tables: Mapping[str, pl.DataFrame]
    findings: tuple[Finding, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    settings: Settings = Settings()
    date: str | None = None
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    modalities: frozenset[str] | None = None
    root: Records | None = field(default=None, repr=False)
    unfiltered: Records | None = field(default=None, repr=False)
    withheld: frozenset[str] = field(default=frozenset(), repr=False)
    stated_fingerprint: str | None = None
    stated_identities: Mapping[str, str] | None = field(default=None, repr=False)

    def table(self, name: str) -> pl.DataFrame:
        """Give a table, empty but with its columns where the dataset has none."""
        return self.tables[name] if name in self.tables else _without_rows(name)

    def evidence(self, name: str) -> pl.DataFrame:
        """Give the rows of a table that count: observed and prescribed, unless others were asked.

        Parameters
        ----------
        name : str
            Name of a table.

        Returns
        -------
        polars.DataFrame
            A blank modality is observed. Tables that are no evidence are given whole.
        """
        frame = self.table(name)
        if name not in EVIDENCE_TABLES or self.modalities is not None:
            return frame
        return _counted(self, name)

    def lines(self, name: str, rows: pl.DataFrame) -> pl.Series:
        """Tell on which ``line`` of its file each row of a table begins; null if nobody knows.

        Of rows that are the same to the letter, it is the line of the first.
        """
        whole = self.as_read()
        table, columns = whole.table(name), whole.table(name).columns
        lines = whole.tallies[name].lines if name in whole.tallies else None
        if lines is None:
            return pl.Series("line", [None] * rows.height, pl.Int64)
        table = table.with_columns(lines.cast(pl.Int64).alias("line"))
        first = table.unique(columns, keep="first", maintain_order=True)
        told = rows.select(columns)
        return told.join(first, columns, "left", nulls_equal=True, maintain_order="left")["line"]

    @cached_property
    def _made(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def organisations(self) -> pl.DataFrame:
        """Organisations with ``kind`` filled in and ``seat_zone``, their own or their commune's."""
        frame = self.table("organisations").with_columns(pl.col("kind").fill_null("other"))
        communes = self.table("communes").select(
            pl.col("id").alias("commune"), pl.col("zone").alias("_own")
        )
        joined = frame.join(communes, on="commune", how="left", maintain_order="left")
        return joined.with_columns(pl.coalesce("zone", "_own").alias("seat_zone")).drop("_own")

    @cached_property
    def nodes(self) -> pl.DataFrame:
        """Organisations that are nodes of layers: all but classes of actors, sorted by id."""
        return self.organisations.filter(~pl.col("collective").fill_null(value=False)).sort("id")

    @cached_property
    def identities(self) -> Mapping[str, str]:
        """Entries of ``people`` that stand for another, by the journal of the whole dataset.

        Whoever is judged the same, directly or through others, is the smallest id among them. A
        date or a choice does not change who somebody is.
        """
        if self.stated_identities is not None:
            return self.stated_identities
        if self.root is not None:
            return self.root.identities
        return Identities(self.table("matches").select("a", "b", "verdict").rows()).persons

    def persons(self, entries: pl.Series) -> pl.Series:
        """Give the person for whom each entry of ``people`` stands."""
        known = self.identities
        return entries.replace(list(known), list(known.values())) if known else entries

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the records as read, in an order of their own.

        People are numbered, not named: a fingerprint is published, and a name that is hashed
        can be guessed.
        """
        if self.stated_fingerprint is not None:
            return self.stated_fingerprint
        if self.root is not None:
            return self.root.fingerprint
        digest = hashlib.sha256()
        people = self.table("people")["id"].sort()
        numbers = pl.Series(range(people.len()), dtype=pl.Int64).cast(pl.String)
        for name in sorted(self.tables):
            frame = self.tables[name]
            shown = []
            for column in SCHEMA[name].columns if SCHEMA[name].personal else ():
                if not column.personal or column.type == "code":
                    shown.append(pl.col(column.name))
                elif column.type == "key" or column.references == "people":
                    number = pl.col(column.name).replace_strict(people, numbers, default=None)
                    shown.append(number.alias(column.name))
            frame = frame.select(shown) if shown else frame
            digest.update(name.encode() + b"\0")
            digest.update(frame.sort(frame.columns).write_csv().encode())
        return digest.hexdigest()

    @cached_property
    def dated(self) -> bool:
        """Tell whether the dataset, as read, knows any date."""
        whole = self.as_read()
        return any(
            frame[column.name].null_count() < frame.height
            for name, frame in whole.tables.items()
            for column in SCHEMA[name].columns
            if column.type == "date"
        )

    def before_where(self) -> Records:
        """Give the dataset as it was before any ``where``, its date kept."""
        return self.unfiltered or self

    def as_read(self) -> Records:
        """Give the dataset with all its dates and organisations."""
        return self.root or self


def made_once(
    maker: Callable[Concatenate[Records, Context], Made],
) -> Callable[Concatenate[Records, Context], Made]:
    """Keep with the records what a function makes of them: records are a value, so is that.

    Parameters
    ----------
    maker : callable
        A function of records and hashable arguments, without effects. Nobody changes what it
        returns.

    Returns
    -------
    callable
        The same function, which does its work once for the same records and arguments.
    """

    @wraps(maker)
    def kept(data: Records, /, *args: Context.args, **named: Context.kwargs) -> Made:
        key = (maker, args, tuple(sorted(named.items())))
        if key not in data._made:
            data._made[key] = maker(data, *args, **named)
        made: Made = data._made[key]
        return made

    return kept


def modality_among(modalities: Iterable[str]) -> pl.Expr:
    """Tell whether a row's modality, blank meaning observed, is one of some."""
    return pl.col("modality").fill_null("observed").is_in(sorted(modalities))


@made_once
def _counted(data: Records, name: str) -> pl.DataFrame:
    return data.table(name).filter(modality_among(COUNTED_MODALITIES))


@cache
def _without_rows(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema={c.name: dtype_of(c) for c in SCHEMA[name].columns})
