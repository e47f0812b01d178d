"""Seeded networks of organisations, for benchmarks and tests of the page: wholly fictional."""

from __future__ import annotations

import random
from pathlib import Path

SEED = 20150320
ZONES = (
    ("C", "Centre", "Centrum", "Centre"),
    ("NE", "Nord-Est", "Noordoost", "North-East"),
    ("NO", "Nord-Ouest", "Noordwest", "North-West"),
    ("O", "Ouest", "West", "West"),
    ("S", "Sud", "Zuid", "South"),
    ("SE", "Sud-Est", "Zuidoost", "South-East"),
)
SECTORS = ("Bâtiment", "Bureautique", "Horeca", "Nettoyage", "Aide aux personnes", "Transport")
KINDS = ("oisp",) * 12 + ("employer",) * 4 + ("cpas", "mission_locale", "federation", "temp_agency")
WORDS = ("Atelier", "Hangar", "Jardin", "Quai", "Relais", "Tremplin", "Verger", "Passerelle")
LAYERS = ("partnership",) * 4 + ("referral",) * 3 + ("convention",)


def write_network(
    folder: Path, organisations: int, ties: int, *, first_names: tuple[str, ...] = ()
) -> Path:
    """Write a seeded dataset whose ties follow teams within zones, with three isolates in 100.

    Parameters
    ----------
    folder : Path
        Where the tables are written.
    organisations, ties : int
    first_names : tuple of str, optional
        Names of the first organisations, instead of drawn ones.

    Returns
    -------
    Path
        The folder.
    """
    chance = random.Random(SEED)
    lines = ["id,name_fr,name_nl,name_en", *(",".join(zone) for zone in ZONES)]
    _write(folder / "zones.csv", lines)
    lines = ["id,name_fr", *(f"s{n},{name}" for n, name in enumerate(SECTORS))]
    _write(folder / "sectors.csv", lines)
    teams = max(6, organisations // 60)
    team = [chance.randrange(teams) for _ in range(organisations)]
    lines = ["id,name,kind,zone,sectors"]
    for number in range(organisations):
        name = f"{chance.choice(WORDS)} {number} (fictif)"
        if number < len(first_names):
            name = first_names[number].replace('"', '""')
        # A team keeps to its zone nine times in ten; some have no zone.
        zone = ZONES[team[number] % 6 if chance.random() < 0.9 else chance.randrange(6)][0]
        zone = "" if chance.random() < 0.06 else zone
        sector = "" if chance.random() < 0.2 else f"s{(team[number] // 6) % 6}"
        if sector and chance.random() < 0.1:
            sector += f"; s{chance.randrange(6)}"
        lines.append(f'o{number:05d},"{name}",{chance.choice(KINDS)},{zone},{sector}')
    _write(folder / "organisations.csv", lines)
    members: dict[int, list[int]] = {}
    for number in range(organisations):
        if number % 33:
            members.setdefault(team[number], []).append(number)
    tied = [number for number in range(organisations) if number % 33]
    lines = ["from,to,kind,start,source"]
    seen: set[tuple[int, int]] = set()
    while len(seen) < ties:
        a = tied[int(len(tied) * chance.random() ** 1.4)]
        near = members[team[a]] if chance.random() < 0.7 else tied
        b = chance.choice(near)
        pair = (min(a, b), max(a, b))
        if a != b and pair not in seen:
            seen.add(pair)
            year = chance.randrange(1995, 2015)
            lines.append(f"o{a:05d},o{b:05d},{chance.choice(LAYERS)},{year},enquête fictive")
    _write(folder / "ties.csv", lines)
    return folder


def _write(file: Path, lines: list[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
