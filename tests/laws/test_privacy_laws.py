"""What is shared: names masked by whole words, own names whole, on drawn texts and datasets."""

from __future__ import annotations

import csv
import hmac
import html
import random
import re
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.datasets.masking.digests import digests
from isp_graph.datasets.masking.names import SHORTEST, NameMask
from isp_graph.datasets.privacy import personal_values

OWN = ("id", "name", "short_name", "name_nl")
GIVEN, FAMILY = (
    ("Herman", "Élodie", "Jan-Piet", "Noé"),
    ("Hansen", "Bedachtens", "d'Imaginelot", "Ver"),
)
PARTS = st.sampled_from([*GIVEN, *FAMILY, "HERMAN", "hansen", "elodie", "s", "3", "de", "Hermans"])
BETWEEN = st.sampled_from([" ", "-", ", ", "", ". ", "  ", "_", "(", "/ "])
pieces = st.lists(st.tuples(PARTS, BETWEEN), min_size=1, max_size=6).map(
    lambda found: "".join(part + sign for part, sign in found)
)


def plain(text: str) -> str:
    """Take case and accents away, and write what parts two words in one way."""
    found = unicodedata.normalize("NFD", text.lower())
    found = "".join(sign for sign in found if not unicodedata.combining(sign))
    found = re.sub(r"[\s_\-'.]+", " ", found)
    return re.sub(r" *([^a-z0-9 ]) *", r"\1", found)


def holds(text: str, name: str) -> bool:
    """Tell whether a text holds a name, letter by letter."""
    told, sought = plain(text), plain(name).strip(" ,(/")
    at = told.find(sought)
    while at >= 0:
        around = told[at - 1 : at] + told[at + len(sought) : at + len(sought) + 1]
        if not any(sign.isalnum() for sign in around):
            return True
        at = told.find(sought, at + 1)
    return False


@given(st.lists(pieces, max_size=4), st.lists(pieces, min_size=1, max_size=4))
@settings(max_examples=300)
def test_a_text_changes_if_and_only_if_it_holds_a_name_in_whole_words(
    names: list[str], texts: list[str]
) -> None:
    long = [name for name in names if len(name) >= SHORTEST and any(map(str.isalnum, name))]
    mask = NameMask(names)
    for text in texts:
        shown = mask.mask(text)
        assert (shown != text) == any(holds(text, name) for name in long), (text, names)
        assert not any(holds(shown, name) for name in long)
        assert mask.mask(shown) == shown


@given(st.lists(st.text(max_size=80)), st.lists(st.text(max_size=40)))
@settings(max_examples=200)
def test_any_text_at_all_can_be_masked(names: list[str], texts: list[str]) -> None:
    mask = NameMask(names)
    together = mask.changed(texts)
    for text in texts:
        assert mask.mask(text) == together.get(text, text)
        for name in names:
            if len(name) >= SHORTEST and name.strip().isalpha():
                assert mask.mask(f"({name})") in ("(•••)", f"({name.replace(name.strip(), '•••')})")


@given(st.binary(max_size=100), st.lists(st.text(max_size=200), max_size=5))
def test_digests_agree_with_the_standard_library(key: bytes, texts: list[str]) -> None:
    expected = [
        int.from_bytes(hmac.digest(key, text.encode(), "sha256")[:8], "big") for text in texts
    ]
    assert digests(key, pl.Series(texts, dtype=pl.String)).tolist() == expected


# --- whole datasets --------------------------------------------------------------------------

COMMANDS = (
    *(("check", "--format", form) for form in ("table", "json", "csv")),
    *(("summary",), ("centrality",), ("isolated",), ("interlocks",), ("interlocks", "--people")),
    *(("interlocks", "--depends"), ("interlocks", "--two-mode"), ("interlocks", "--represented")),
    *(("meetings",), ("meetings", "--load"), ("homophily", "--draws", "20"), ("timeline",)),
    *(
        ("pathways",),
        ("gaps",),
        ("catchment",),
        ("people", "match"),
        ("report",),
        ("draw", "network"),
    ),
    ("subnetwork", "--around", "{id}"),
    *(("export", "--format", form) for form in ("graphml", "gexf", "pajek", "json", "csv")),
    ("export", "--layer", "all", "--format", "csv"),
)


def cased(text: str, draw: random.Random) -> str:
    return draw.choice([text, text.upper(), text.lower(), plain(text)])


def drawn(folder: Path, seed: int) -> None:
    """Write a dataset in which organisations bear people's names, and texts hold them."""
    draw = random.Random(seed)
    people = draw.sample([f"{one} {other}" for one in GIVEN for other in FAMILY], 6)
    people += draw.sample([*FAMILY[:2], GIVEN[0]], 1)
    ids = [f"p-{plain(name).replace(' ', '-')}" for name in people]
    lost, journal = "Odile Nulle-Part", "Zoé Relectrice"

    def told() -> str:
        about = draw.choice([*people, *ids, lost, journal])
        return draw.choice(["", f"avec {cased(about, draw)}.", f"({cased(about, draw)}), hier"])

    names = [
        *("HERMANS", "Hansense Huis", f"Fondation {people[0]}", people[1], "La Plume"),
        f"{cased(people[2], draw)} & Zonen",
    ]
    tables: dict[str, list[list[str]]] = {
        "organisations": [["id", "name", "short_name", "name_nl", "zone", "note"]],
        "people": [["id", "name", "note"], ["", "Anna Zonder-Code", ""]],
        "mandates": [["person", "organisation", "role", "represents", "note"]],
        "meetings": [
            ["id", "name", "kind", "note"],
            [f"m-{ids[0]}", f"Table de {people[3]}", "", ""],
        ],
        "attendance": [["meeting", "organisation", "role"]],
        "ties": [["from", "to", "kind", "role", "note"]],
        "zones": [["id", "name_fr"], [f"zone {people[4]}", f"Zone {people[4]}"], ["Z", "Zed"]],
        "matches": [["a", "b", "verdict", "who", "why"], [ids[0], ids[1], "same", journal, told()]],
    }
    own = [f"o-{plain(name).replace(' ', '-')}" for name in names]
    own[0] = ids[5]
    for place, name in enumerate(names):
        short = draw.choice(["", people[5].upper(), "HER"])
        zone = draw.choice([f"zone {people[4]}", "Z", ""])
        tables["organisations"].append([own[place], name, short, f"{name} vzw", zone, told()])
    for place, name in enumerate(people):
        tables["people"].append([ids[place], name, told()])
        for board in draw.sample(own, 2):
            stands = draw.choice(["", "", draw.choice(own)])
            tables["mandates"].append([ids[place], board, told(), stands, told()])
    tables["mandates"] += [[lost, own[1], "", "", ""], [ids[1], "nowhere", told(), "", ""]]
    for board in own[:4]:
        tables["attendance"].append([f"m-{ids[0]}", board, told()])
        tables["ties"].append(
            [board, own[-1], draw.choice(["partnership", f"avec {people[2]}"]), told(), told()]
        )
    tables["ties"].append([people[3], own[0], "referral", "", ""])
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    (folder / "dataset.toml").write_text(
        f'title = "Réseau de {people[0]}"\nlicence = "{people[1]}"\ndate = "2015"\n'
        f'odd = "x"\nlimits = ["{people[2].upper()} n\'a pas répondu"]\n',
        "utf-8",
    )


def shown_names(text: str, named: isp_graph.Dataset) -> list[str]:
    """List the personal values in an output, what organisations are called aside."""
    called = {name for column in OWN for name in named.table("organisations")[column].drop_nulls()}
    # Files escape signs in several ways.
    text = html.unescape(re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text))
    for name in sorted(called, key=len, reverse=True):
        text = text.replace(name, "•")
    # In the terminal a long cell is cut, within a name too.
    cut = {f"{name[:length]}…" for name in called for length in range(1, len(name))}
    for beginning in sorted(cut, key=len, reverse=True):
        text = text.replace(beginning, "•")
    told = plain(text)
    found = []
    for value in sorted(personal_values(named)):
        sought = plain(value)
        if re.search(rf"(?<![^\W_]){re.escape(sought)}(?![^\W_])", told):
            found.append(value)
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_names_a_person_but_in_what_an_organisation_is_called(
    command: tuple[str, ...], seed: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    drawn(folder, seed)
    named = isp_graph.read(folder)
    asked = [part.replace("{id}", named.table("organisations")["id"][0]) for part in command]
    place = 2 if asked[0] in ("people", "draw") else 1
    folder_too = command[-1] == "csv" and command[0] == "export"
    page = "out.html" if command[0] in ("report", "draw") else "out.txt"
    target = tmp_path / ("out" if folder_too else page)
    wants_file = command[0] in ("report", "draw") or target.name == "out"
    asked = [
        *asked[:place],
        str(folder),
        *asked[place:],
        *(["-o", str(target)] if wants_file else []),
    ]
    assert entry([*asked, "--lang", "fr"]) in (0, 1)
    out, err = capfd.readouterr()
    files = [target] if target.is_file() else sorted(tmp_path.glob("out*"))
    files = [
        part for file in files for part in (sorted(file.iterdir()) if file.is_dir() else [file])
    ]
    told = out + "".join(file.read_text("utf-8") for file in files)
    assert told
    assert shown_names(told, named) == []
    assert shown_names(err.replace(str(folder), "").replace(str(target), ""), named) == []
