"""Every text for readers, wherever it stands, for the tests that read them all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from isp_graph.cli.app import packages
from isp_graph.console.help import help_texts
from isp_graph.errors import sentences
from isp_graph.grammar import FIELD, LANGUAGES
from isp_graph.network.names import VARIANTS
from isp_graph.questions.filiere.gaps import gaps
from isp_graph.questions.homophily.verdicts import VERDICTS
from isp_graph.questions.isolated import isolated
from isp_graph.questions.isolated.reading import CLASSES
from isp_graph.schema.findings import CATALOGUE
from isp_graph.schema.resources import resource
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import catalogue, views

VIEWS = list(views())


class Text(NamedTuple):
    place: str
    said: Mapping[str, str]


def _dataset_texts(name: str) -> Iterator[Text]:
    """Give what a shipped dataset says of itself."""
    declared = tomllib.loads((resource("data") / name / "dataset.toml").read_text("utf-8"))
    for part in (declared, *declared["sources"]):
        for key in ("title", "about", "note", "licence"):
            if f"{key}_nl" in part:  # otherwise it is said in one language
                said = {each: part.get(f"{key}_{each}", part[key]) for each in LANGUAGES}
                yield Text(f"{name} {key}", said)
    for limit in declared["limits"]:
        yield Text(f"{name} limit", {each: limit[each] for each in LANGUAGES})


def _texts() -> Iterator[Text]:
    for view in VIEWS:
        yield from (Text(f"{view}.{key}", said) for key, said in catalogue(view).items())
    yield from (Text(f"errors.{key}", said) for key, said in sentences().items())
    for code, entry in CATALOGUE.items():
        yield Text(f"findings.{code}.message", entry.message)
        yield Text(f"findings.{code}.remedy", entry.remedy)
        yield Text(f"findings.{code}.remedy_aside", entry.remedy_aside)
    for package in sorted({"isp_graph.cli", "isp_graph.console", *packages().values()}):
        for command, entries in help_texts(package).items():
            yield from (
                Text(f"help.{command}.{name}", said)
                for name, said in entries.items()
                if name != "example" or command == "common"
            )
    for vocabulary in VOCABULARIES.values():
        yield from (
            Text(f"{vocabulary.name}.{code}", said) for code, said in vocabulary.labels.items()
        )
    for table in SCHEMA.values():
        yield Text(table.name, table.labels)
        yield from (Text(f"{table.name}.{column.name}", column.labels) for column in table.own)
    yield from _dataset_texts("bruxelles-2015")
    yield from _dataset_texts("demo")


@cache
def every_text() -> tuple[Text, ...]:
    """Give every text in three languages, with the place where it stands."""
    return tuple(_texts())


def spoken(language: str) -> list[tuple[str, str]]:
    """Give every text of a language, with its place."""
    return [(text.place, text.said[language]) for text in every_text()]


def fields(said: str) -> set[str]:
    """Name what a text has filled in."""
    return {name for _, name, _ in FIELD.findall(said)}


@cache
def codes(language: str) -> re.Pattern[str]:
    """Match the codes that have another name in a language, and are no word of it."""
    words = {word for _, said in spoken(language) for word in re.findall(r"[\w-]+", said)}
    known = {*isolated.STATUSES, *CLASSES, *gaps.STATUSES, *VERDICTS, "boards", "board_seats"}
    for vocabulary in VOCABULARIES.values():
        known |= {code for code, labels in vocabulary.labels.items() if labels[language] != code}
        known |= {str(facts["layer"]) for facts in vocabulary.facts.values() if "layer" in facts}
    told = sorted(code for code in known | set(VARIANTS) if code not in words and len(code) > 3)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, told))})(?![\w-])")
