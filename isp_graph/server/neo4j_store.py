"""The store on a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from isp_graph.datasets.dataset import Dataset
from isp_graph.server import asking, loading, reading
from isp_graph.server.connection import Target
from isp_graph.server.port import About, Answer, Loaded, Told


@dataclass(frozen=True)
class Neo4jStore:
    """Keeps datasets on a Neo4j server, each version whole.

    Parameters
    ----------
    to : Target
        The server.
    """

    to: Target

    def datasets(self) -> list[About]:
        """List what it has, by name."""
        return reading.datasets(self.to)

    def about(self, name: str) -> About:
        """Tell what it has under a name."""
        return reading.about(self.to, name)

    def read(self, name: str) -> tuple[About, Dataset]:
        """Give a dataset back; see `isp_graph.server.reading.read`."""
        return reading.read(self.to, name)

    def load(
        self,
        data: Dataset,
        *,
        name: str,
        edition: str,
        told: Told = lambda done, total: None,
    ) -> Loaded:
        """Take a dataset in; see `isp_graph.server.loading.load`."""
        return loading.load(self.to, data, name=name, edition=edition, told=told)

    def drop(self, name: str) -> bool:
        """Remove one dataset; see `isp_graph.server.loading.drop`."""
        return loading.drop(self.to, name)

    def ask(
        self,
        question: str,
        name: str,
        date: str | None = None,
        where: Iterable[tuple[str, str]] = (),
        **parameters: Any,
    ) -> Answer:
        """Ask a dataset a question; see `isp_graph.server.asking.ask`."""
        return asking.ask(self.to, question, name, date, where, **parameters)
