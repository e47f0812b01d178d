"""Small datasets drawn by hypothesis, written as folders of CSV, with their oracle's world."""

from __future__ import annotations

import csv
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

import isp_graph
from tests.laws.oracle import Tables, World, at, layer_names, where

ZONES = ("NE", "S")
SECTORS = ("horeca", "logistique")
STEPS = ("accueil", "formation")
KINDS = (
    "partnership",
    "referral",
    "funding",
    "competes",
    "membership",
    "pools_service",
    "boards-of-friends",
    "entraide",
)
DATES = ("2009", "2010-06", "2012-03-15", "2014", "2014-07-01", "2016")
DAYS = (None, "2010", "2013-01-01", "2014-07", "2015-12-31")
MODALITIES = ("", "", "", "observed", "prescribed", "expected", "proposed")
CERTAINTIES = ("", "certain", "certain", "probable", "fictional")
COLUMNS = {
    "zones": "id name_fr name_nl unknown_reason",
    "communes": "id name_fr zone unknown_reason",
    "organisations": "id name kind language commune zone covers founded closed collective "
    "unknown_reason",
    "coverage": "organisation zone start end certainty modality",
    "sectors": "id name_fr name_nl",
    "organisation_sectors": "organisation sector certainty modality",
    "steps": "id position name_fr skippable",
    "offers": "id organisation step sector commune zone accepts places public language start end "
    "certainty modality",
    "demand": "zone sector public people",
    "publics": "organisation zone commune public people",
    "people": "id name",
    "mandates": "person organisation role capacity represents start end certainty modality",
    "matches": "a b verdict",
    "meetings": "id name kind zone per_year hours",
    "attendance": "meeting organisation role start end certainty modality",
    "ties": "from to kind role flow amount start end certainty modality source",
    "practices": "id topic zone item value",
}
INCOMPLETE = ("mandates", "attendance", "ties")


def _period(draw: random.Random, names: tuple[str, str] = ("start", "end")) -> dict[str, str]:
    first, last = sorted(draw.sample(DATES, 2))
    return {names[0]: draw.choice(("", "", first)), names[1]: draw.choice(("", "", "", last))}


def _evidence(draw: random.Random) -> dict[str, str]:
    return {"certainty": draw.choice(CERTAINTIES), "modality": draw.choice(MODALITIES)}


def _organisations(draw: random.Random, size: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"o{number}",
            "name": f"Organisation {number}",
            "kind": draw.choice(("", "oisp", "cpas", "employer")),
            "language": draw.choice(("", "fr", "nl")),
            "commune": draw.choice(("", "c-ne", "c-s", "c-none")),
            "zone": draw.choice(("", "", *ZONES)),
            "collective": draw.choice(("", "", "", "", "yes")),
            "unknown_reason": draw.choice(("", "", "", "", "no time")),
            **_period(draw, ("founded", "closed")),
        }
        for number in range(size)
    ]


def _ties(draw: random.Random, ids: list[str], rows: int) -> list[dict[str, str]]:
    found = []
    for _ in range(rows):
        row = {
            "from": draw.choice(ids),
            "to": draw.choice(ids),
            "kind": draw.choice(KINDS),
            "role": draw.choice(("", "", "lead")),
            "flow": draw.choice(("", "0", "3", "12.5")),
            "amount": draw.choice(("", "1000")),
            "source": draw.choice(("", "p. 1", "p. 2")),
            **_period(draw),
            **_evidence(draw),
        }
        found.append(row)
        if draw.random() < 0.2:  # an exact duplicate, or one read elsewhere
            found.append(row | {"source": draw.choice(("p. 1", "p. 3")), "certainty": ""})
        if draw.random() < 0.2:
            found.append(row | {"from": row["to"], "to": row["from"]})
    return found


def tables_of(size: int, density: int, seed: int) -> Tables:
    """Draw the tables of a dataset of so many organisations."""
    draw = random.Random(seed)
    organisations = _organisations(draw, size)
    ids = [row["id"] for row in organisations]
    people = [f"p{number}" for number in range(size)]
    meetings = [f"m{number}" for number in range(max(1, size // 2))]
    rows = density * size

    def some(table: str, draws: int) -> int:
        return 0 if draw.random() < 0.15 else draws

    return {
        "zones": [
            {"id": "NE", "name_fr": "Nord-Est", "name_nl": "Noordoost"},
            {"id": "S", "name_fr": "Sud", "name_nl": "Zuid"},
        ],
        "communes": [
            {"id": "c-ne", "name_fr": "Là-haut", "zone": "NE"},
            {"id": "c-s", "name_fr": "Là-bas", "zone": "S"},
            {"id": "c-none", "name_fr": "Ailleurs", "zone": ""},
        ],
        "organisations": organisations,
        "coverage": [
            {
                "organisation": draw.choice(ids),
                "zone": draw.choice(ZONES),
                **_period(draw),
                **_evidence(draw),
            }
            for _ in range(some("coverage", size // 2))
        ],
        "sectors": [
            {"id": "horeca", "name_fr": "Horeca", "name_nl": "Horeca"},
            {"id": "logistique", "name_fr": "Logistique", "name_nl": "Logistiek"},
        ],
        "organisation_sectors": [
            {"organisation": draw.choice(ids), "sector": draw.choice(SECTORS), **_evidence(draw)}
            for _ in range(some("organisation_sectors", size // 2))
        ],
        "steps": [
            {"id": "accueil", "position": "1", "name_fr": "Accueil"},
            {"id": "formation", "position": "2", "name_fr": "Formation"},
        ],
        "offers": [
            {
                "id": f"f{number}",
                "organisation": draw.choice(ids),
                "step": draw.choice(STEPS),
                "sector": draw.choice(("", *SECTORS)),
                **_period(draw),
                **_evidence(draw),
            }
            for number in range(some("offers", size // 2))
        ],
        "people": [{"id": person, "name": f"Name of {person}"} for person in people],
        "mandates": [
            {
                "person": draw.choice(("", *people[: 1 + size // 2])),
                "organisation": draw.choice(ids),
                "role": draw.choice(("", "member")),
                "represents": draw.choice(("", "", "", *ids[:2])),
                **_period(draw),
                **_evidence(draw),
            }
            for _ in range(some("mandates", rows))
        ],
        "meetings": [
            {
                "id": meeting,
                "name": f"Meeting {meeting}",
                "kind": draw.choice(("zonal_commission", "sectoral", "breakfast")),
                "zone": draw.choice(("", *ZONES)),
                "per_year": draw.choice(("", "4", "10")),
                "hours": draw.choice(("", "2", "1.5")),
            }
            for meeting in meetings
        ],
        "attendance": [
            {
                "meeting": draw.choice(meetings),
                "organisation": draw.choice(ids),
                "role": draw.choice(("", "animates", "anime")),
                **_period(draw),
                **_evidence(draw),
            }
            for _ in range(some("attendance", rows))
        ],
        "ties": _ties(draw, ids, some("ties", rows)),
    }


def write_folder(folder: Path, tables: Tables, settings: str = "") -> None:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS[name].split())
            writer.writeheader()
            writer.writerows(rows)
    if settings:
        (folder / "dataset.toml").write_text(settings, "utf-8")


@dataclass(frozen=True)
class Case:
    """A dataset as the software reads it, and as the oracle does, both restricted alike."""

    data: isp_graph.Dataset
    world: World
    tables: Tables

    def restricted(self, date: str | None, filters: dict[str, list[str]]) -> Case:
        """Restrict both readings to a day, then by conditions."""
        data = self.data.at(date).where(**filters)
        return Case(data, where(at(self.world, date), filters), self.tables)

    def names(self) -> list[str]:
        """Every layer of the dataset, and its variants."""
        variants = ["boards-newman", "meetings-hours", "meetings-newman", "all"]
        return [*layer_names(self.world), *variants]


def read_tables(tables: Tables, incomplete: tuple[str, ...] = ()) -> Case:
    """Write tables to a folder and read them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, tables, f"incomplete = {list(incomplete)}" if incomplete else "")
        data = isp_graph.read(folder)
    return Case(data, World(tables, frozenset(incomplete)), tables)


def read_case(
    tables: Tables,
    date: str | None = None,
    filters: dict[str, list[str]] | None = None,
    incomplete: tuple[str, ...] = (),
) -> Case:
    """Write tables, read them, restrict both readings."""
    return read_tables(tables, incomplete).restricted(date, filters or {})


FILTERS = {
    "zone": ZONES,
    "seat_zone": ZONES,
    "coverage_zone": ZONES,
    "sector": SECTORS,
    "step": STEPS,
    "kind": ("oisp", "cpas", "other"),
    "commune": ("c-ne", "c-s", "c-none"),
    "language": ("fr", "nl"),
    "certainty": ("certain", "probable", "fictional"),
    "modality": ("observed", "prescribed", "expected", "proposed"),
}


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, list[str]]:
    """Draw up to three keys of ``where`` with one or two values each."""
    keys = draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=3, unique=True))
    return {
        key: draw(st.lists(st.sampled_from(FILTERS[key]), min_size=1, max_size=2, unique=True))
        for key in keys
    }


datasets = st.builds(
    tables_of,
    size=st.integers(2, 10),
    density=st.integers(1, 4),
    seed=st.integers(0, 2**32),
)
days = st.sampled_from(DAYS)
incompletes = st.lists(st.sampled_from(INCOMPLETE), unique=True, max_size=2).map(tuple)
questions = st.lists(st.tuples(days, conditions()), min_size=3, max_size=3)
