"""The command that counts records."""

from __future__ import annotations

import argparse
from dataclasses import replace

import polars as pl

from isp_graph.console.answers import masked_basis, result_out
from isp_graph.console.session import edition_key, open_named, restricted, tell_findings
from isp_graph.present.plain_list import plain_list
from isp_graph.questions.overview.summary.summary import summary


def run(options: argparse.Namespace) -> int:
    """Count the records of each table."""
    named = open_named(options)
    key = edition_key(options, named)
    tell_findings(options, named)
    data = restricted(options, named)
    result = summary(data)
    if key is not None:  # to count records takes no pseudonym; the journal is left out
        counted = result.frame.filter(pl.col("table") != "matches")
        result = masked_basis(replace(result, frame=counted), named)
    columns = result.frame.columns
    return result_out(options, result, lambda: plain_list(result.rows, columns, data, options.lang))
