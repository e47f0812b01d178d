"""Counts behind what the sections of a page say, beside what commands say too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import networkx

import isp_graph
from isp_graph.datasets.local_names import local_names
from isp_graph.grammar import FIELD, day, number
from isp_graph.present.cuts import cut
from isp_graph.schema.tables import SCHEMA
from tests.sentences.case import Case, Hearing, Rank, Row
from tests.sentences.counts import COUNTS, counts, nothing
from tests.sentences.filiere import operators
from tests.sentences.lists import each, ranked
from tests.sentences.network import CLASSES, DERIVED, attribute, classes, with_value
from tests.sentences.said import Said, every_key, plain, sentences

shown = partial(counts, page=True)
LARGE = 2_000
"""Organisations above which a page holds nothing against chance, and groups its picture."""
PAIRS_HELD = 400
"""Pairs of boards that a page holds."""
LEAST_P = 0.0001
"""Under it, a page tells no p from another."""


def large(case: Case) -> bool:
    """Tell whether a dataset is too large for a page to hold it against chance."""
    return len(case.nodes) > LARGE


# --- tables ------------------------------------------------------------------------------------


def _p(value: float) -> float:
    return round(value, 4) if value >= LEAST_P else -1.0


def _hours(row: Row) -> Row:
    hours = row["hours_per_year"]
    known = None if hours == 0 and row["hours_unknown"] else hours
    return row | {"hours_per_year": known}


def _pairs(rows: list[Row]) -> list[Row]:
    return [row | {"p_value": _p(row["p_value"])} for row in rows]


def _board_pairs(case: Case) -> list[Rank]:
    return _kept_first(_pairs(case.rows("interlocks")))


def _kept_first(rows: list[Row]) -> list[Rank]:
    kept = ranked([row for row in rows if row["kept"]], "p_value", "-shared")
    return kept + ranked([row for row in rows if not row["kept"]], "p_value", "-shared")


def _most_shared(case: Case) -> list[Rank]:
    return ranked(case.rows("interlocks"), "-shared")


def _meeting_pairs(case: Case) -> list[Rank]:
    rows = _pairs(case.rows("meetings"))
    rows.sort(key=lambda row: -row["jaccard"])
    return ranked(
        [row | {"jaccard": math.floor(100 * row["jaccard"] + 0.5)} for row in rows],
        "-jaccard",
        "p_value",
    )


def _loads(case: Case) -> list[Row]:
    return [_hours(row) for row in case.rows("meetings", "--load") if row["meetings"]]


def _needy(case: Case) -> list[Rank]:
    return each(name for name in classes(case).values() if name in CLASSES[:3])


TABLES: dict[str, Callable[[Case], list[Rank]]] = {
    "boards-depends": lambda case: ranked(
        (row for row in case.rows("interlocks", "--depends") if row["pairs_lost"]),
        "-components_added",
        "-pairs_lost",
        "-cut_points_lost",
    ),
    "boards-pairs": lambda case: _most_shared(case) if large(case) else _board_pairs(case),
    "boards-represented": lambda case: each(case.rows("interlocks", "--represented")),
    "centrality": lambda case: ranked(case.rows("centrality"), "-degree"),
    "gaps": lambda case: each(case.rows("gaps")),
    "isolated": _needy,
    "meetings-absent": lambda case: each(case.rows("meetings", "--absent")),
    "meetings-delegate": lambda case: ranked(case.rows("meetings", "--delegate"), "-hours_saved"),
    "meetings-load": lambda case: ranked(_loads(case), "-hours_per_year", "-meetings"),
    "meetings-pairs": _meeting_pairs,
    "organisations": lambda case: each(case.data.organisations["id"]),
    "pathways": lambda case: each(case.rows("pathways")),
    "tables": lambda case: each(case.rows("summary")),
}
"""What puts each row of a table in its place, by the table's name."""


HELD: dict[str, Callable[[Case], list[Rank]]] = {
    "boards-pairs": lambda case: (
        _most_shared(case) if large(case) else _kept_first(case.rows("interlocks"))
    ),
    "meetings-pairs": lambda case: ranked(case.rows("meetings"), "-jaccard", "p_value"),
}
"""The same where the page itself holds the first rows alone: by more digits than it shows."""


@shown("report.table_first")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {"shown": heard.tables[-1], "of": ...}


@shown("report.record_at")
def _(heard: Hearing, said: Said) -> Any:
    return ...


@shown("report.table_more")
def _(heard: Hearing, said: Said) -> Any:
    return ...


@shown("boards.shown", "meetings.shown")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {"shown": ..., "of": len(heard.ranks[0])}


shown(
    *("catchment.cut", "gaps.cut", "pathways.cut", "pathways.flows_cut"),
    *("report.findings_left", "report.table_cut"),
)(lambda _, __: ...)


# --- the head, facts and data --------------------------------------------------------------------


def _quiet(key: str) -> bool:
    """Tell whether the digits of a text are its own, as those of a threshold that it names."""
    return all(
        not FIELD.search(said) and any(map(str.isdigit, said))
        for language in ("fr", "nl", "en")
        for said in sentences(key, language)
    )


OWN_DIGITS = frozenset(filter(_quiet, every_key())) - set(COUNTS)
shown(*sorted(OWN_DIGITS), "gaps.narrow_shared", "homophily.chart_within")(nothing)


@shown("report.as_of", "report.footer")
def _(heard: Hearing, said: Said) -> dict[str, str]:
    told = heard.case.basis("summary")
    if said.key == "report.as_of":
        assert day(told["date"], said.language) in said.words["date"]
    return {"version": told["version"]}


def statuses(case: Case) -> dict[str, Counter[str]]:
    """Count organisations by layer and status."""
    found: dict[str, Counter[str]] = {}
    for row in case.rows("isolated"):
        found.setdefault(row["layer"], Counter())[row["status"]] += 1
    return found


def _told_in_part(case: Case) -> list[str]:
    return [
        layer
        for layer, told in statuses(case).items()
        if layer != "all" and 0 < told["unknown"] < len(case.nodes)
    ]


@shown("report.fact_partly")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    layer = heard.case.layer(said.words["layer"], said.language)
    silent = {name: told["unknown"] for name, told in statuses(heard.case).items()}
    assert silent[layer] == max(silent[name] for name in _told_in_part(heard.case))
    return {"n": silent[layer], "all": len(heard.case.nodes)}


@shown("report.fact_partly_others")
def _(heard: Hearing, said: Said) -> int:
    return len(_told_in_part(heard.case)) - 1


@shown("report.fact_unknown")
def _(heard: Hearing, said: Said) -> int:
    told = statuses(heard.case).items()
    return sum(set(own) == {"unknown"} for layer, own in told if layer != "all")


@shown("report.fact_pendant")
def _(heard: Hearing, said: Said) -> int:
    return statuses(heard.case)["all"]["pendant"]


@shown("report.fact_loneliest")
def _(heard: Hearing, said: Said) -> int:
    told = statuses(heard.case)
    return told[heard.case.layer(said.words["layer"], said.language)]["isolated"]


def beside_classes(case: Case) -> set[str]:
    """List organisations that a tie or a meeting joins with a class of actors."""
    data = case.data
    whole = {row["id"] for row in data.organisations.iter_rows(named=True) if row["collective"]}
    met: dict[str, set[str]] = {}
    for meeting, who in data.evidence("attendance").select("meeting", "organisation").iter_rows():
        met.setdefault(meeting, set()).add(who)
    groups = [*met.values(), *map(set, data.evidence("ties").select("from", "to").iter_rows())]
    return {who for group in groups if group & whole for who in group} - whole


def lonely(case: Case, seeming: bool) -> list[Row]:
    """Rows of organisations without any tie: with classes of actors, or not even with these."""
    rows = case.rows("isolated")
    tied = {row["organisation"] for row in rows if row["degree"]}
    own = [
        row
        for row in rows
        if (row["layer"], row["status"]) == ("all", "isolated")
        and classes(case)[row["organisation"]] != "unknown"
    ]
    beside = beside_classes(case)
    if seeming:
        return [row for row in own if row["organisation"] in beside]
    return [row for row in own if row["organisation"] not in beside | tied]


@shown("report.fact_alone", "report.fact_alone_on_boards", "report.fact_seeming")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    rows = lonely(heard.case, said.key.endswith("seeming"))
    return {"n": len(rows), "names": [row["name"] for row in rows]}


@shown("report.fact_alone_new")
def _(heard: Hearing, said: Said) -> int:
    return sum(bool(row["newcomer"]) for row in lonely(heard.case, seeming=False))


def graph(case: Case, layer: str = "all") -> Any:
    """Give a layer as networkx holds it."""
    return case.once(f"layer {layer}", lambda: isp_graph.layer(case.data, layer).to_networkx())


def cut_off(case: Case) -> Counter[str]:
    """Count, by organisation, those that its departure would cut from the rest."""
    found: Counter[str] = case.once("cut off", lambda: _cut_off(graph(case)))
    return found


def _cut_off(whole: Any) -> Counter[str]:
    lost: Counter[str] = Counter()
    cuts = set(networkx.articulation_points(whole))
    for part in list(networkx.connected_components(whole)):
        for node in part & cuts:
            rest = whole.subgraph(part - {node})
            pieces = [len(piece) for piece in networkx.connected_components(rest)]
            lost[node] = len(part) - 1 - max(pieces, default=0)
    return lost


@shown("report.fact_cut")
def _(heard: Hearing, said: Said) -> int:
    node = heard.case.named("organisations", said.words["name"], said.language)
    lost = cut_off(heard.case)
    assert lost[str(node)] == max(lost.values())
    return lost[str(node)]


@shown("report.fact_cut_others")
def _(heard: Hearing, said: Said) -> int:
    return sum(count > 0 for count in cut_off(heard.case).values()) - 1


def carriers(case: Case) -> Counter[str]:
    """Count, by operator, the sectors of which all pathways pass through it, wherever from."""
    rows = case.rows("pathways", "--depends")
    own = {
        (row["organisation"], row["sector"], zone)
        for row in rows
        if (row["kind"], row["carries"]) == ("operator", "pathways")
        for zone in row["zones"]
    }
    having = {(row["sector"], row["zone"]) for row in case.rows("pathways") if row["pathways"]}
    return Counter(
        who
        for who, sector in {(who, sector) for who, sector, _ in own}
        if all((who, sector, zone) in own for each, zone in having if each == sector)
    )


@shown("report.fact_carrier")
def _(heard: Hearing, said: Said) -> int:
    found = carriers(heard.case)
    node = heard.case.named("organisations", said.words["name"], said.language)
    assert found[str(node)] == max(found.values())
    return found[str(node)]


@shown("report.fact_carrier_others")
def _(heard: Hearing, said: Said) -> int:
    return len(carriers(heard.case)) - 1


@shown("report.fact_person")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    lost = [row["pairs_lost"] for row in heard.case.rows("interlocks", "--depends")]
    return {"n": sum(count > 0 for count in lost), "ties": max(lost)}


@shown("report.fact_most_tied")
def _(heard: Hearing, said: Said) -> int:
    node = heard.case.named("organisations", said.words["name"], said.language)
    degrees = {row["organisation"]: row["degree"] for row in heard.case.rows("centrality")}
    assert degrees[str(node)] == max(degrees.values())
    return int(degrees[str(node)])


@shown("report.fact_zones")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    zone = dict(heard.case.data.nodes.select("id", "seat_zone").iter_rows())
    ends = [(zone[a], zone[b]) for a, b in graph(heard.case).edges]
    both = [pair for pair in ends if None not in pair]
    inside = sum(a == b for a, b in both)
    return {"share": inside / len(both), "inside": inside, "both": len(both)}


@shown("report.count_organisations")
def _(heard: Hearing, said: Said) -> int:
    return len(heard.case.nodes)


@shown("report.count_pairs")
def _(heard: Hearing, said: Said) -> int:
    return int(graph(heard.case).number_of_edges())


@shown("report.count_layers")
def _(heard: Hearing, said: Said) -> int:
    told = statuses(heard.case).items()
    return sum(set(own) != {"unknown"} for layer, own in told if layer != "all")


BREAKS = ("none", "elsewhere", "unlinked")


def broken(case: Case) -> list[Row]:
    return [row for row in case.rows("gaps") if row["status"] in BREAKS and not row["skippable"]]


@shown("gaps.fact_affected")
def _(heard: Hearing, said: Said) -> int:
    return max(row["affected"] for row in broken(heard.case) if row["affected"] is not None)


@shown("gaps.fact_others")
def _(heard: Hearing, said: Said) -> int:
    return len(broken(heard.case)) - 1


# --- the picture -------------------------------------------------------------------------------


def drawn_layers(case: Case) -> dict[str, list[tuple[str, str]]]:
    """Give the pairs of each layer, of a directed one in each direction."""
    names = [name for name in case.basis("isolated")["layers"] if name != "all"]
    return {name: list(graph(case, name).edges) for name in names}


@shown("report.filter_layers_count")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    count = sum(map(bool, drawn_layers(heard.case).values()))
    return {"n": count, "of": count}


@shown("report.shown")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"n": len(heard.case.nodes), "of": len(heard.case.nodes)}


@shown("report.shown_lines")
def _(heard: Hearing, said: Said) -> int:
    return len({frozenset(pair) for own in drawn_layers(heard.case).values() for pair in own})


def groups(case: Case, language: str) -> set[str]:
    """Give the lines of the groups into which the picture of a large dataset is folded."""
    names = local_names(case.data.as_read(), "zones", language) | {
        None: sentences("report.group_no_zone", language)[0]
    }
    seats = Counter(case.data.nodes["seat_zone"])
    told = {names[zone]: count for zone, count in seats.items()}
    told[sentences("report.group_classes", language)[0]] = case.data.organisations.height - len(
        case.nodes
    )
    return {f"{plain(name)} {number(count, language)}" for name, count in told.items()}


@shown("report.network_grouped", "report.network_folded")
def _(heard: Hearing, said: Said) -> int:
    return len(heard.case.nodes)


# --- filières and publics ------------------------------------------------------------------------


@shown("gaps.uncounted")
def _(heard: Hearing, said: Said) -> int:
    return int(heard.case.basis("gaps", "--capacity")["uncounted_people"])


@shown("gaps.narrow", "gaps.narrow_beside")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    step = heard.case.named("steps", said.words["step"], said.language)
    homes = bool(said.words.get("where"))
    [row] = [
        row
        for row in heard.case.rows("gaps", "--capacity")
        if (row["kind"], row["sector"], row["step"]) == ("bottleneck", None, step)
        and bool(row["homes"]) == homes
    ]
    assert (row["gain"] == 0) == said.key.endswith("beside")
    return {"places": row["places"], "gain": row["gain"]}


@shown("pathways.steps_absent")
def _(heard: Hearing, said: Said) -> int:
    return len(heard.case.basis("pathways")["steps_without_offers"])


@shown("catchment.without_zone")
def _(heard: Hearing, said: Said) -> int:
    return sum(row["zone"] is None for row in operators(heard.case))


# --- boards and meetings -----------------------------------------------------------------------


def bold_pairs(case: Case) -> tuple[int, int]:
    """Count the pairs drawn bold, and those that tie at that edge."""
    rows = case.rows("interlocks")
    if large(case):
        held = _most_shared(case)
        found = cut(held[: cut(held, PAIRS_HELD).shown], 5)
        return (0 if found.tie == "some" else found.shown), found.tied
    kept = sum(row["kept"] for row in rows)
    if kept:
        return kept, 0
    ranks = [(float(f"{row['p_value']:.4g}"),) for row in rows]
    found = cut(sorted(ranks), 5)
    return (0 if found.tie == "some" else found.shown), found.tied


@shown(*(f"boards.picture{bold}{left}" for bold in ("", "_plain") for left in ("", "_cut")))
def _(heard: Hearing, said: Said) -> dict[str, int]:
    pairs = HELD["boards-pairs"](heard.case)
    held = cut(pairs, PAIRS_HELD)
    assert (held.left > 0) == said.key.endswith("_cut")
    return {"pairs": held.shown, "of": len(pairs), "bold": bold_pairs(heard.case)[0]}


@shown("boards.key_least", "boards.key_most")
def _(heard: Hearing, said: Said) -> int:
    return bold_pairs(heard.case)[0]


@shown("boards.bold_all", "boards.bold_none", "boards.bold_some")
def _(heard: Hearing, said: Said) -> int:
    return bold_pairs(heard.case)[1]


@shown("boards.why_none")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    return {"p": min(row["p_adjusted"] for row in heard.case.rows("interlocks"))}


@shown("meetings.hours_not")
def _(heard: Hearing, said: Said) -> int:
    return sum(row["hours_unknown"] for row in _loads(heard.case))


@shown("meetings.load_picture")
def _(heard: Hearing, said: Said) -> int:
    ranks = TABLES["meetings-load"](heard.case)
    found = cut(ranks, 20)
    heard.tables.append(found.shown)
    heard.lists.append(ranks)
    return found.shown


@shown("meetings.silent")
def _(heard: Hearing, said: Said) -> int:
    return sum(row["meetings"] is None for row in heard.case.rows("meetings", "--load"))


@shown("meetings.matrix_some")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    share = {end for row in heard.case.rows("meetings") for end in (row["a"], row["b"])}
    met = heard.case.data.evidence("attendance")["meeting"].drop_nulls().n_unique()
    return {"n": len(share), "of": met}


def matrix(case: Case) -> list[Rank]:
    """Give the ranks of meetings by the largest part that each shares with another."""
    best: dict[str, float] = {}
    for row in case.rows("meetings"):
        for end in (row["a"], row["b"]):
            best[end] = max(best.get(end, 0.0), row["jaccard"])
    return ranked([{"best": share} for share in best.values()], "-best")


@shown("meetings.matrix_cut")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    met = heard.case.data.evidence("attendance")["meeting"].drop_nulls().n_unique()
    return {"n": cut(matrix(heard.case), 36).shown, "of": met}


@shown("meetings.key_share")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {"share": ...}


# --- mixing and years ----------------------------------------------------------------------------


@shown("homophily.draws_told")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"draws": heard.case.basis("homophily")["draws"]}


@shown("homophily.known_by", "homophily.unknown_by")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    words = (said if "by" in said.words else heard.last("homophily.chart_within")).words
    by = attribute(words.get("by", words.get("plain", "")), heard, said)
    return {"known": with_value(heard.case, by), "all": len(heard.case.nodes)}


@shown("homophily.few_left")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    most: Counter[str] = Counter()
    for row in heard.case.rows("homophily"):
        if row["group"] is None and row["layer"] not in DERIVED[1:]:
            most[row["layer"]] = max(most[row["layer"]], row["ties_used"])
    return {"n": sum(0 < ties < 10 for ties in most.values()), "enough": 10}


@shown("homophily.matrix_times")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {"times": ...}


@shown(*(f"homophily.says_{name}" for name in ("follows", "avoids", "edge", "not_shown")))
def _(heard: Hearing, said: Said) -> dict[str, float]:
    by = attribute(said.words["by"], heard, said)
    own = [
        row
        for row in heard.case.rows("homophily")
        if (row["layer"], row["by"], row["null"]) == (first_layer(heard.case), by, "labels")
        and row["group"] is None
        and not row["weighted"]
    ]
    verdict = next(row["verdict"] for row in own if row["measure"] == "assortativity")
    assert said.key == f"homophily.says_{verdict}"
    row = next(row for row in own if row["measure"] == "ei")
    ends = ("value", "null_mean", "null_high", "null_low")
    inside = [(1 - row[end]) / 2 for end in ends]
    return dict(zip(("within", "chance", "low", "high"), inside, strict=True))


@shown("homophily.says_no_null")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    by = attribute(said.words["by"], heard, said)
    [row] = [
        row
        for row in heard.case.rows("homophily")
        if (row["layer"], row["by"], row["measure"]) == (first_layer(heard.case), by, "ei")
        and row["group"] is None
        and not row["weighted"]
    ]
    return {"within": (1 - row["value"]) / 2}


@shown("boards.untested", "boards.depends_untested", "homophily.draws_none")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    assert large(heard.case)
    return {"n": LARGE, "most": LARGE}


@shown("centrality.estimated")
def _(heard: Hearing, said: Said) -> int:
    assert large(heard.case)
    return 256


@shown("homophily.says_few_ties")
def _(heard: Hearing, said: Said) -> int:
    by = attribute(said.words["by"], heard, said)
    rows = heard.case.rows("homophily")
    at = (first_layer(heard.case), by)
    return int(next(row["ties_used"] for row in rows if (row["layer"], row["by"]) == at))


def first_layer(case: Case) -> str:
    """Give the layer that the page shows first: all together, else that of most ties."""
    rows = [row for row in case.rows("homophily") if row["ties_used"]]
    return str(min(rows, key=lambda row: (row["layer"] != "all", -row["ties_used"]))["layer"])


@shown("timeline.of")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    place = ("fr", "nl", "en").index(said.language)
    table = next(
        name
        for name, table in SCHEMA.items()
        if plain(list(table.labels.values())[place]) == said.words["name"]
    )
    rows = [row for row in heard.case.rows("timeline") if row["table"] == table]
    rows.sort(key=lambda row: row["year"])
    live = [row["live"] for row in rows]
    years = {"first": rows[0]["year"], "last": rows[-1]["year"]}
    return years | {"from": live[0], "to": live[-1], "most": max(live)}
