"""How long loading and reading on a Neo4j server take, beside bare queries of the same rows.

Run from a checkout: ``python -m benchmarks.neo4j`` (``--quick`` for a tenth of the size). It starts
a server of its own, draws 150,000 organisations, 500,000 people and 800,000 mandates with a seed,
and prints ratios of one run; seconds depend on the machine, ratios hardly.
"""

from __future__ import annotations

import argparse
import resource
import socket
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import isp_graph
from benchmarks.dataset import write_dataset
from isp_graph.server import server
from isp_graph.server.connection import connected
from isp_graph.server.files import cypher
from isp_graph.server.launching import Wish
from isp_graph.server.neo4j_store import Neo4jStore
from isp_graph.server.versions import batches

FULL = (150_000, 500_000, 800_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


NODE = "UNWIND $rows AS row MERGE (n:{} {{_version: 'bare', id: row.id}}) SET n += row"
BARE = {
    "organisations": NODE.format("Organisation"),
    "people": NODE.format("Person"),
    "mandates": (
        "UNWIND $rows AS row MATCH (a:Person {_version: 'bare', id: row.person}) "
        "MATCH (b:Organisation {_version: 'bare', id: row.organisation}) "
        "MERGE (a)-[r:SITS_ON {_version: 'bare', _row: row._row}]->(b) SET r += row"
    ),
}


def bare_load(session: Any, data: isp_graph.Dataset) -> None:
    """Write the same rows in the same batches under the same constraints, and nothing else."""
    for table, query in BARE.items():
        for rows in batches(data, table):
            written = partial(written_in, query=query, rows=rows)
            session.execute_write(written)


def written_in(transaction: Any, query: str, rows: list[dict[str, Any]]) -> None:
    transaction.run(query, rows=rows).consume()


def bare_read(session: Any) -> None:
    """Read five columns of the mandates, collected."""
    query = (
        "MATCH (p:Person)-[r:SITS_ON {_version: 'bare'}]->(o:Organisation) "
        "RETURN collect(p.id), collect(o.id), collect(r.role), collect(r.capacity), "
        "collect(r.start)"
    )
    session.execute_read(lambda run: run.run(query).single())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    sizes = [size // (10 if parser.parse_args().quick else 1) for size in FULL]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        write_dataset(folder / "data", *sizes)
        data = isp_graph.read(folder / "data")
        home = folder / "server"
        server.start(home, Wish(port=free_port(), heap="2g"))
        try:
            measured(Neo4jStore(server.target(home)), data)
        finally:
            server.stop(home)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory of the client: {peak:.2f} GB")


def measured(store: Neo4jStore, data: isp_graph.Dataset) -> None:
    def load() -> None:
        store.load(data, name="benchmark", edition="internal")

    first, second = seconds(load), seconds(load)
    with connected(store.to) as driver, driver.session() as session:
        bare = seconds(lambda: bare_load(session, data))
        columns = seconds(lambda: bare_read(session))
        mandates = seconds(
            lambda: session.execute_read(
                lambda run: run.run(cypher("read/mandates"), dataset="benchmark").single()
            )
        )
    whole = seconds(lambda: store.read("benchmark"))
    print(f"load: {first:.1f} s; bare batches: {bare:.1f} s; ratio {first / bare:.2f}")
    print(f"second load: {second:.1f} s; ratio to the first {second / first:.2f}")
    ratio = mandates / columns
    print(f"mandates: {mandates:.1f} s; five bare columns: {columns:.1f} s; ratio {ratio:.2f}")
    print(f"whole dataset read: {whole:.1f} s")


if __name__ == "__main__":
    main()
