"""The records of every date, under the same conditions."""

from __future__ import annotations

from typing import cast

from isp_graph.datasets.dataset import Dataset


def of_every_date(data: Dataset) -> Dataset:
    """Give the records of every date, of whatever a dataset was restricted to."""
    whole = cast(Dataset, data.as_read())
    for key, values in data.filters:
        whole = whole.where(**{key: values})
    return whole
