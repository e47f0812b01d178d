"""Find and mask known names within texts, whole columns at once.

A *name* is found where all its words follow each other, in any case and with any accents, neither
preceded nor followed by a letter or digit. Between two words a blank, a hyphen, an apostrophe and
a full stop are alike; any other sign must be the same. Only where a word begins some name are
longer runs of words compared, so that the number of names costs memory, and hardly any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from isp_graph.schema.findings import MASK

SHORTEST = 5
"""Names of fewer characters would be found everywhere, and are not looked for."""
_FEW, _MANY = 1000, 50_000
"""Of so many names, or texts, only those are read that hold one of so few words of the others."""

# Accents may stand behind their letter, as signs of their own.
_WORD = r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*"
_PIECES = rf"{_WORD}|[^\p{{L}}\p{{N}}]+"
_PLAIN_WORD = r"[\p{L}\p{N}]+"
_SOFT = r"[\s_\-‐‑‒–—―'’‘`´.]+"
_AROUND_HARD = r" *([^\p{L}\p{N} ]) *"
_ENDS = r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$"
_LETTERS = {
    **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"},
    **{"æ": "ae", "œ": "oe", "þ": "th"},
}


def _plain(texts: pl.Series) -> pl.Series:
    """Take case and accents away."""
    plain = texts.str.to_lowercase()
    wide = (plain.str.len_bytes() != plain.str.len_chars()).arg_true()
    if wide.is_empty():
        return plain
    bare = plain.gather(wide).str.normalize("NFD").str.replace_all(r"\p{M}", "")
    return plain.scatter(wide, bare.str.replace_many(list(_LETTERS), list(_LETTERS.values())))


def _parted(plain: pl.Series) -> pl.Series:
    """Write what parts two words in one way."""
    return plain.str.replace_all(_SOFT, " ").str.replace_all(_AROUND_HARD, "${1}")


def _with_first(names: pl.Series) -> pl.DataFrame:
    """Give names without case and accents, each with its first word."""
    plain = _plain(names)
    first = plain.str.extract(_PLAIN_WORD, 0)
    return pl.DataFrame({"name": plain, "first": first}).drop_nulls()


def _maybe_holding(texts: pl.Series, words: pl.Series) -> pl.Series:
    """Keep the texts that may hold a word; where there are accents, only reading tells."""
    wide = texts.str.len_bytes() != texts.str.len_chars()
    return texts.filter(texts.str.contains_any(words.to_list(), ascii_case_insensitive=True) | wide)


def _words(texts: pl.Series) -> pl.DataFrame:
    """Give the words of texts: ``text``, its place; ``first``, a word that may begin a name."""
    words = _plain(texts).str.extract_all(_PLAIN_WORD)
    placed = pl.DataFrame({"text": pl.int_range(texts.len(), eager=True), "first": words})
    return placed.explode("first", empty_as_null=False, keep_nulls=False)


def _pieces(texts: pl.Series) -> pl.DataFrame:
    """Cut texts into words and what parts them: ``text``, its place; ``piece``; ``is_word``."""
    cut = pl.DataFrame({"text": pl.int_range(texts.len(), eager=True), "piece": texts})
    cut = cut.with_columns(pl.col("piece").str.extract_all(_PIECES))
    exploded = cut.explode("piece", empty_as_null=False, keep_nulls=False)
    return exploded.with_columns(pl.col("piece").str.contains(r"^[\p{L}\p{N}]").alias("is_word"))


class NameMask:
    """Masks some names within texts.

    Parameters
    ----------
    names : iterable of str
        The names; those shorter than ``SHORTEST`` are left out.

    Examples
    --------
    >>> NameMask(["Modèle Marie", "Bert Hans"]).mask("vu avec MODELE MARIE à HANSBEKE")
    'vu avec ••• à HANSBEKE'
    """

    def __init__(self, names: Iterable[str]) -> None:
        given = pl.Series("name", names, dtype=pl.String).drop_nulls()
        self._given = given.filter(given.str.len_chars() >= SHORTEST)

    @cached_property
    def _names(self) -> pl.DataFrame:
        return _with_first(self._given)

    def _beginning(self, words: pl.Series) -> pl.DataFrame:
        """Give the names that begin with some word."""
        if words.len() > _FEW or self._given.len() < _MANY:
            names = self._names
        else:
            names = _with_first(_maybe_holding(self._given, words))
        return names.join(words.to_frame("first"), on="first", how="semi")

    def _likely(self, texts: pl.Series) -> pl.Series:
        """Leave most texts unread where they are many and the beginnings of names are few."""
        if texts.len() < _MANY:
            return texts
        firsts = self._names["first"].unique()
        return _maybe_holding(texts, firsts) if firsts.len() < _MANY else texts

    def _places(self, pieces: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
        """Give first and last word of every name found, counted over all texts; none overlap."""
        own = pieces["is_word"]
        word = _plain(pieces["piece"].filter(own)).rename("first")
        text = pieces["text"].filter(own)
        behind = pl.when(pieces["text"].shift(-1) == pieces["text"]).then(pieces["piece"].shift(-1))
        parts = _parted(pieces.select(behind).to_series().fill_null("").filter(own))
        names = names.with_columns(_parted(names["name"]).str.replace_all(_ENDS, ""))
        names = names.with_columns(pl.col("name").str.count_matches(_PLAIN_WORD).alias("words"))
        begins = word.to_frame().with_row_index("begin")
        begins = begins.join(names.select("first", "words").unique(), on="first")
        begins = begins.with_columns((pl.col("begin") + pl.col("words") - 1).alias("end"))
        begins = begins.filter(pl.col("end") < word.len())
        begins = begins.filter(text.gather(begins["begin"]) == text.gather(begins["end"]))
        found = [begins.select("begin", "end").clear()]
        for (words,), group in begins.group_by("words"):
            read = []
            for step in range(int(words)):
                place = group["begin"] + step
                read.append(word.gather(place).alias(f"word {step}"))
                read.append(parts.gather(place).alias(f"part {step}"))
            run = pl.DataFrame(read[:-1]).select(pl.concat_str(pl.all()).alias("name"))
            run = group.select("begin", "end").with_columns(run["name"])
            alike = names.filter(pl.col("words") == words)
            found.append(run.join(alike, on="name", how="semi").select("begin", "end"))
        return _apart(pl.concat(found))

    def masked(self, texts: pl.Series) -> pl.DataFrame:
        """Mask every name in some texts.

        Parameters
        ----------
        texts : polars.Series

        Returns
        -------
        polars.DataFrame
            The ``old`` and the ``new`` of those texts that hold a name. Names that overlap
            are masked as one.
        """
        nothing = pl.DataFrame(schema={"old": pl.String, "new": pl.String})
        texts = self._likely(texts)
        words = _words(texts)
        if words.is_empty() or self._given.is_empty():
            return nothing
        names = self._beginning(words["first"].unique())
        hit = words.join(names, on="first", how="semi")["text"].unique().sort()
        if hit.is_empty():
            return nothing
        given = texts.gather(hit).rename("text")
        pieces = _pieces(given)
        places = self._places(pieces, names)
        if places.is_empty():
            return nothing
        count = int(pieces["is_word"].sum())
        begin, end = places["begin"].to_numpy(), places["end"].to_numpy()
        begins = np.zeros(count, dtype=bool)
        begins[begin] = True
        steps = np.zeros(count + 1, dtype=np.int8)
        steps[begin] += 1
        joined = steps.copy()  # to the word behind it, by what parts the two
        joined[end] -= 1
        steps[end + 1] -= 1
        covered, run_on = np.cumsum(steps)[:-1] > 0, np.cumsum(joined)[:-1] > 0
        # What stands before the first word belongs to no word: a place before all others.
        at = pieces["is_word"].cum_sum().to_numpy()
        own = pieces["is_word"].to_numpy()
        after = np.where(own, np.insert(covered, 0, False)[at], np.insert(run_on, 0, False)[at])
        first = own & np.insert(begins, 0, False)[at]
        hidden = pieces.with_columns(pl.Series("hidden", after), pl.Series("first", first))
        changed = hidden.filter(pl.col("hidden"))["text"].unique()
        hidden = hidden.join(changed.to_frame(), on="text", how="semi", maintain_order="left")
        piece = pl.when("first").then(pl.lit(MASK)).when(~pl.col("hidden")).then("piece")
        written = hidden.select("text", piece.otherwise(pl.lit("")).alias("new"))
        shown = written.group_by("text", maintain_order=True).agg(pl.col("new").str.join(""))
        return shown.select(given.gather(shown["text"]).alias("old"), "new")

    def changed(self, texts: Iterable[str]) -> dict[str, str]:
        """Give, for each text that holds a name, the text with its names masked."""
        return dict(self.masked(pl.Series(list(dict.fromkeys(texts)), dtype=pl.String)).rows())

    def mask(self, text: str) -> str:
        """Mask every name in a text."""
        return self.changed([text]).get(text, text)


def _apart(places: pl.DataFrame) -> pl.DataFrame:
    """Make one of places that overlap."""
    places = places.sort("begin", "end")
    reach = pl.col("end").cum_max().shift(1)
    run = (pl.col("begin") > reach).fill_null(value=True).cum_sum()
    merged = places.group_by(run.alias("run"), maintain_order=True)
    return merged.agg(pl.col("begin").min(), pl.col("end").max()).drop("run")
