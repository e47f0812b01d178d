"""On what an answer stands, so that the same answer can be had again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Any

from isp_graph.datasets.records import Records

if TYPE_CHECKING:
    pass


def version() -> str:
    """Give the version of isp-graph; a checkout that was never installed has none."""
    try:
        return installed_version("isp-graph")
    except PackageNotFoundError:
        return "0+unknown"


@dataclass(frozen=True)
class Basis:
    """On what an answer stands.

    Attributes
    ----------
    dataset, fingerprint : str
        Name and SHA-256 of the records as read.
    date : str or None
        The day to which they were restricted.
    parameters : mapping
        What was asked: filters, layers, options.
    version : str
        Version of isp-graph.
    tests : sequence of mapping
        For answers that test: what each family of tests has in common, and how many it holds.
    """

    dataset: str
    fingerprint: str
    date: str | None
    parameters: Mapping[str, Any]
    version: str
    tests: Sequence[Mapping[str, Any]] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the basis as plain values."""
        told = {
            "dataset": self.dataset,
            "fingerprint": self.fingerprint,
            "date": self.date,
            "parameters": dict(self.parameters),
            "version": self.version,
        }
        return {**told, "tests": [dict(family) for family in self.tests]} if self.tests else told


def basis(data: Records, **parameters: Any) -> Basis:
    """State the basis of an answer; filters applied to the records are among its parameters."""
    told = {key: value for key, value in sorted(parameters.items()) if value is not None}
    if data.filters:
        conditions = [{key: list(values)} for key, values in data.filters]
        keys = {key for key, _ in data.filters}
        # Two conditions on one key narrow each other: then their order is told as well.
        told["where"] = (
            {key: list(values) for key, values in data.filters}
            if len(keys) == len(conditions)
            else conditions
        )
    return Basis(data.name, data.fingerprint, data.date, told, version())
