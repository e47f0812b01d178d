"""What is masked within texts: whole words of names, ways to reach somebody; keyed digests."""

from __future__ import annotations

import hmac

import polars as pl
import pytest

from isp_graph.datasets.masking.contacts import holding_contacts
from isp_graph.datasets.masking.digests import digests
from isp_graph.datasets.masking.names import NameMask

NAMES = NameMask(
    [
        *("Herman", "Modèle Marie", "Marie Voorbeeld", "Peeters-Fictief, Jan", "p-quetsche"),
        *("Łucja Wymyślona", "Li", "d'Imaginelot"),
    ]
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("HERMANS, Hermance", "HERMANS, Hermance"),
        ("herman2, 2herman, schoonherman", "herman2, 2herman, schoonherman"),
        ("Herman, HERMAN (herman)", "•••, ••• (•••)"),
        ("école_herman_bis", "école_•••_bis"),
        ("vu avec MODELE  MARIE hier", "vu avec ••• hier"),
        ("vu avec mode\u0300le-marie", "vu avec •••"),
        ("Modèle Marie Voorbeeld", "•••"),
        ("Modèle Marie, Marie Voorbeeld", "•••, •••"),
        ("Modèle, Marie", "Modèle, Marie"),
        ("Peeters Fictief , Jan", "•••"),
        ("Peeters Fictief Jan", "Peeters Fictief Jan"),
        ("voir p-quetsche.", "voir •••."),
        ("LUCJA WYMYSLONA", "•••"),
        ("D’IMAGINELOT", "•••"),
        ("Li", "Li"),
        ("", ""),
        (" ?! ", " ?! "),
    ],
)
def test_names_are_masked_by_whole_words(text: str, shown: str) -> None:
    assert NAMES.mask(text) == shown


def test_many_names_and_few_words_are_masked_alike() -> None:
    many = [f"Personne Numéro{place}" for place in range(60_000)]
    names = NameMask([*many, "Éléonore Inventée"])
    assert names.mask("par ELEONORE inventee, personne numero59999") == "par •••, •••"
    told = [f"mot{place}" for place in range(2_000)] + ["et Personne numero7."]
    assert names.changed(told) == {"et Personne numero7.": "et •••."}


REACHED = [
    *("els@exemple.be", "écrire à els.voorbeeld@exemple.brussels.", "els (at) exemple.be"),
    *("0499 00 00 00", "tél 02/000.00.00", "(02) 000 00 00", "0499/00.00.00", "0499.000.000"),
    *("+32 2 000 00 00", "+32 (0)2 000 00 00", "0032 499 00 00 00", "+33 1 00 00 00 00"),
    *("40.01.01-001.33", "40010100133", "n° 40.01.01 001 33", "61.21.01-001.33"),
    *("0499\u00a000\u00a000\u00a000", "0499‑00‑00‑00"),
]
UNREACHED = [
    *("2015", "01/09/2014-31/08/2015", "du 01.09.2014 au 31.08.2015", "09/2014-08/2015"),
    *("bilan-2015 L842-878", "BE 0456.789.133", "KBO 0406789195", "1030", "20 000 EUR"),
    *("2012 2013 2014 2015", "a@b", "100 000 000", "12.000", "3 fois 12 heures", "n° 2013/12/345"),
]


def test_ways_to_reach_somebody_are_found() -> None:
    assert [
        t for t, held in zip(REACHED, holding_contacts(pl.Series(REACHED)), strict=True) if not held
    ] == []


def test_periods_sources_and_numbers_of_enterprises_are_none() -> None:
    assert [
        t for t, held in zip(UNREACHED, holding_contacts(pl.Series(UNREACHED)), strict=True) if held
    ] == []


@pytest.mark.parametrize("key", [b"", b"key", b"k" * 64, b"k" * 65, bytes(range(256))])
def test_digests_are_those_of_the_standard_library(key: bytes) -> None:
    told = pl.Series(
        ["", "p1", "é" * 30, *("x" * n for n in (54, 55, 56, 63, 64, 118, 119, 120, 500))]
    )
    expected = [
        int.from_bytes(hmac.digest(key, text.encode(), "sha256")[:8], "big") for text in told
    ]
    assert digests(key, told).tolist() == expected
    many = pl.Series([f"p{place}" for place in range(70_000)])
    at = [0, 1, 32_767, 32_768, 69_999]
    expected = [int.from_bytes(hmac.digest(key, many[i].encode(), "sha256")[:8], "big") for i in at]
    assert digests(key, many)[at].tolist() == expected
