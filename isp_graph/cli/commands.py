"""Each command: ask the question, render the answer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from isp_graph.cli.main import DATA_HAS_ERRORS, DONE
from isp_graph.cli.session import chosen_format, open_dataset, put, restricted, talk, working
from isp_graph.errors import UsageError
from isp_graph.present.formats import to_csv, to_json
from isp_graph.present.terminal import findings_list, table
from isp_graph.present.texts import text
from isp_graph.results import Basis, Result, basis

_TABLE_COLUMNS = {
    "centrality": (
        "organisation",
        "name",
        "zone",
        "layer",
        "degree",
        "strength",
        "betweenness",
        "closeness",
        "eigenvector",
        "pagerank",
        "core",
        "component_size",
        "cut_point",
    ),
}
_CHECK = ("code", "severity", "file", "row", "column", "value", "message", "remedy")
_PART = ("organisation", "name", "kind", "zone", "degree", "neighbours")


def _rows_out(
    options: argparse.Namespace,
    question: str,
    stated: Basis,
    columns: tuple[str, ...],
    rows: list[dict[str, Any]],
    shown: Callable[[], str] | None = None,
) -> None:
    form = chosen_format(options)
    if form == "json":
        put(options, to_json(question, stated, rows))
    elif form in ("csv", "csv-fr"):
        put(options, to_csv(columns, rows, french=form == "csv-fr"))
    elif shown is not None:
        put(options, shown().encode())
    else:
        kept = _TABLE_COLUMNS.get(question, columns)
        values = [[row[name] for name in kept] for row in rows]
        put(options, table(kept, values, options.lang, lambda name: name).encode())


def _result_out(
    options: argparse.Namespace, result: Result, shown: Callable[[], str] | None = None
) -> int:
    columns = tuple(result.frame.columns)
    _rows_out(options, result.question, result.basis, columns, result.rows, shown)
    return DONE


def _check(options: argparse.Namespace) -> int:
    data = open_dataset(options)
    rows = [
        {
            "code": entry.code,
            "severity": entry.severity,
            "file": entry.file,
            "row": entry.row,
            "column": entry.column,
            "value": entry.value,
            "message": entry.message(options.lang),
            "remedy": entry.remedy(options.lang),
        }
        for entry in data.findings
    ]
    _rows_out(
        options,
        "check",
        basis(data),
        _CHECK,
        rows,
        lambda: findings_list(data.findings, options.lang),
    )
    errors = any(entry.severity == "error" for entry in data.findings)
    return DATA_HAS_ERRORS if errors else DONE


def _summary(options: argparse.Namespace) -> int:
    from isp_graph.analysis.summary import summary

    data = open_dataset(options)
    # What the files hold, unless a day or a choice is asked for: the default date hides records.
    asked = options.date is not None or options.where
    return _result_out(options, summary(restricted(options, data) if asked else data))


def _centrality(options: argparse.Namespace) -> int:
    from isp_graph.analysis.centrality import centrality

    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result = centrality(
            data,
            options.layer or ("all",),
            weight=options.weight,
            weighted=options.weighted,
            raw=options.raw,
            exact=options.exact,
            pivots=options.pivots,
            seed=options.seed,
        )
    return _result_out(options, result)


def _isolated(options: argparse.Namespace) -> int:
    from isp_graph.analysis.isolated import isolated
    from isp_graph.present.isolated_list import isolated_list
    from isp_graph.present.reasons import worded

    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result = isolated(data, options.layer)
    if chosen_format(options) == "table":
        named = bool(options.layer)
        return _result_out(
            options, result, lambda: isolated_list(result, data, options.lang, every_layer=named)
        )
    columns = tuple(result.frame.columns)
    rows = worded(result.rows, data, options.lang)
    _rows_out(options, result.question, result.basis, columns, rows)
    return DONE


def _subnetwork(options: argparse.Namespace) -> int:
    from isp_graph.analysis.subnetwork import subnetwork
    from isp_graph.io.exports import graph_bytes

    data = restricted(options, open_dataset(options))
    part = subnetwork(
        data,
        around=options.around,
        radius=options.radius,
        layer=options.layer,
        weight=options.weight,
    )
    form = chosen_format(options)
    if form in ("table", "csv", "csv-fr"):
        rows = part.rows
        _rows_out(options, part.question, part.basis, _PART, rows)
    else:
        put(options, graph_bytes(part.graph, form, part.question, part.basis))
    return DONE


def _export(options: argparse.Namespace) -> int:
    from isp_graph.io.exports import edge_rows, graph_bytes, node_rows
    from isp_graph.io.output import write_folder
    from isp_graph.layers import build_layer
    from isp_graph.network import graph

    form = chosen_format(options, default="graphml")
    folder = form in ("csv", "csv-fr") and options.layer is None
    if folder and options.output in (None, "-"):
        raise UsageError("export --format csv: name a folder with -o, or one layer with --layer.")
    target, options.output = options.output, None if folder else options.output
    data = restricted(options, open_dataset(options)).current()
    stated = basis(data, layer=options.layer, weight=options.weight)
    built: Any = (
        graph(data)
        if options.layer is None
        else build_layer(data, options.layer, options.weight).to_networkx()
    )
    if not form.startswith("csv"):
        put(options, graph_bytes(built, form, "export", stated))
        return DONE
    french = form == "csv-fr"
    if not folder:
        columns, rows = edge_rows(built)
        put(options, to_csv(columns, rows, french=french))
        return DONE
    files = {
        "nodes.csv": to_csv(*node_rows(built), french=french),
        "edges.csv": to_csv(*edge_rows(built), french=french),
    }
    write_folder(Path(target), files, force=options.force)
    talk(options, text("terminal.written", options.lang, path=target))
    return DONE


def _report(options: argparse.Namespace) -> int:
    from isp_graph.io.geometry import geometry_of
    from isp_graph.present.report import report

    if options.output is None:
        options.output = f"{Path(options.dataset).stem or 'report'}.html"
    data = restricted(options, open_dataset(options)).current()
    with working(options, text("terminal.computing", options.lang)):
        page = report(
            data,
            language=options.lang,
            edition=options.edition,
            seed=options.seed,
            geometry=geometry_of(options.dataset),
        )
    put(options, page.html.encode())
    if not options.quiet:
        for fact in page.facts[options.lang]:
            talk(options, f"- {fact}")
    return DONE


def _template(options: argparse.Namespace) -> int:
    from isp_graph.io.output import write_folder
    from isp_graph.io.template import template_files

    folder = options.folder or options.folder_too
    if folder is None:
        raise UsageError("template: name the folder in which to write the tables.")
    files = template_files(options.table, french=options.format == "csv-fr")
    write_folder(Path(folder), files, force=options.force)
    talk(options, text("terminal.written", options.lang, path=folder))
    return DONE


def _completion(options: argparse.Namespace) -> int:
    import shtab

    from isp_graph.cli.parser import build_parser

    print(shtab.complete(build_parser(), shell=options.shell))
    return DONE


def _neo4j(options: argparse.Namespace) -> int:
    from isp_graph.cli.neo4j import run_neo4j

    return run_neo4j(options)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "summary": _summary,
    "centrality": _centrality,
    "isolated": _isolated,
    "subnetwork": _subnetwork,
    "export": _export,
    "report": _report,
    "neo4j": _neo4j,
    "template": _template,
    "completion": _completion,
}


def run(options: argparse.Namespace) -> int:
    """Run the command that was parsed.

    Returns
    -------
    int
        Its exit code.
    """
    return _COMMANDS[options.command](options)
