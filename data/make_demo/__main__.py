"""Write the demonstration: ``python data/make_demo [FOLDER]``, by default ``data/demo``.

Every draw has a seed, so that each run writes the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import planted
from boards import boards
from cast import organisations, table_rows
from gatherings import meetings
from offers import demand, offers, publics
from ties import ties
from world import AT, COMMUNES, SECTORS, SEED, SOURCE, STEPS, ZONES, Row

COLUMNS = {
    "zones": "id name_fr name_nl name_en",
    "communes": "id name_fr name_nl zone",
    "organisations": "id name kind short_name name_nl language commune postal_code zone covers "
    "sectors founded closed collective",
    "coverage": "organisation zone start end",
    "sectors": "id name_fr name_nl name_en nace",
    "organisation_sectors": "organisation sector",
    "steps": "id position name_fr name_nl name_en skippable",
    "offers": "id organisation step sector commune zone places public language start end "
    "unknown_reason",
    "people": "id name",
    "mandates": "person organisation role capacity represents start end unknown_reason",
    "meetings": "id name name_nl name_en kind zone sector per_year hours",
    "attendance": "meeting organisation role start end note",
    "ties": "from to kind role role_fr role_nl flow amount start end modality",
    "demand": "zone sector public people",
    "publics": "organisation zone commune public people unknown_reason",
}
ORDERED = {"zones", "sectors", "steps"}
"""Tables whose order means something; all others are sorted."""

SETTINGS = f'''# Written by data/make_demo; change it there.

title = "Démonstration : un réseau bruxellois d’insertion entièrement fictif"
title_nl = "Demonstratie: een volledig fictief Brussels inschakelingsnetwerk"
title_en = "Demonstration: a wholly fictional network of insertion in Brussels"
date = "{AT}"
licence = "CC BY 4.0"

# These people do not exist, so the key of their pseudonyms is no secret.
public_key = "the people of the demonstration do not exist"

[[sources]]
id = "make_demo"
title = "Fictional data, drawn with seed {SEED} by data/make_demo"
title_fr = "Données fictives, tirées avec la graine {SEED} par data/make_demo"
title_nl = "Fictieve gegevens, gemaakt met startgetal {SEED} door data/make_demo"
licence = "CC BY 4.0"

[[limits]]
fr = "Tout est inventé, sauf les zones, les communes et les étapes. Rien ici n’est un fait sur Bruxelles."
nl = "Alles is verzonnen, behalve de zones, de gemeenten en de stappen. Niets hiervan is een feit over Brussel."
en = "All is invented but the zones, the communes and the steps. Nothing here is a fact about Brussels."
'''  # noqa: E501


def tables() -> tuple[dict[str, list[Row]], list[list[str]]]:
    """Make every table, and the groups of namesakes."""
    cast = organisations()
    found: dict[str, list[Row]] = {"zones": ZONES, "communes": COMMUNES}
    found |= {"sectors": SECTORS, "steps": STEPS}
    # Ties may set back the founding of those that founded others, so they come first.
    found["ties"] = ties(cast)
    found |= table_rows(cast)
    seats, namesakes = boards(cast)
    found |= seats | meetings(cast)
    found["offers"] = offers(cast)
    found["publics"] = publics(cast, found["offers"])
    found["demand"] = demand()
    return found, namesakes


def as_csv(name: str, rows: list[Row]) -> str:
    """Write a table as CSV, every row with its source and its certainty."""
    columns = [*COLUMNS[name].split(), "source", "certainty"]
    unknown = {key for row in rows for key in row} - set(columns)
    if unknown:
        raise ValueError(f"{name} has no column {sorted(unknown)}")
    lines = [
        ["" if value is None else str(value) for value in map(row.get, columns[:-2])]
        for row in rows
    ]
    if name not in ORDERED:
        lines.sort()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([*(value or "" for value in line), SOURCE, "fictional"] for line in lines)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the tables, the settings and the planted facts into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found, namesakes = tables()
    texts = {f"{name}.csv": as_csv(name, found[name]) for name in COLUMNS}
    texts["dataset.toml"] = SETTINGS
    texts["planted.toml"] = planted.as_toml(namesakes)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1] / "demo"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
