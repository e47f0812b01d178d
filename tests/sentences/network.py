"""Counts behind what is said of findings, isolation, boards, meetings, people and mixing."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any

from isp_graph.grammar import day
from isp_graph.questions.homophily.joint_model_terminal import term_label
from tests.sentences.case import Case, Hearing, Row
from tests.sentences.counts import COUNTS, counts, nothing
from tests.sentences.said import HEADED, Said, every_key, figure, plain

CLASSES = ("isolated_everywhere", "isolated_somewhere", "weak", "well_tied", "unknown")
DERIVED = ("all", "boards-newman", "meetings-hours", "meetings-newman")


counts(
    "homophily.adds_nothing",
    "homophily.model_unknown",
    "homophily.no_ties",
    "homophily.title_separators",
    "people.if_same",
    "terminal.key_made",
)(nothing)


@counts("report.and_others")
def _(heard: Hearing, said: Said) -> int:
    whole = heard.last_with("names")
    told = COUNTS[whole.key](heard, whole)
    named = re.sub(r" \(.*?\)", "", whole.words["names"]).split(", ")
    return int(told["n"] if isinstance(told, dict) else told) - len(named)


# --- how it was computed ------------------------------------------------------------------------


@counts("methods.computed_on")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    told = heard.case.basis()
    assert day(told["date"] or "", said.language) in said.words["date"]
    return {key: told[key] for key in ("dataset", "version")} | {
        "fingerprint": told["fingerprint"][:12]
    }


METHODS = [key for key in sorted(every_key()) if key.startswith("methods.")]


@counts(*(key for key in METHODS if key not in ("methods.computed_on", "methods.at")))
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    case = heard.case
    model = said.key.startswith("methods.homophily_model")
    told = case.basis() if not model else case.basis(*model_asked(case))
    return {key: told[key] for key in ("tests", "draws", "seed", "alpha") if key in told}


# --- isolated ----------------------------------------------------------------------------------


def asked_layers(case: Case) -> list[str]:
    """Layers that a question names."""
    pairs = zip(case.asked, case.asked[1:], strict=False)
    return [value for option, value in pairs if option == "--layer"]


def isolated_rows(case: Case) -> list[Row]:
    named = [word for layer in asked_layers(case) for word in ("--layer", layer)]
    return case.rows("isolated", *named)


def classes(case: Case) -> dict[str, str]:
    """Class every organisation as the contract does, from its statuses in the common layers."""
    by: dict[str, dict[str, str]] = {}
    for row in isolated_rows(case):
        by.setdefault(row["layer"], {})[row["organisation"]] = row["status"]
    single = [layer for layer in by if layer != "all"]
    told = [layer for layer in single if set(by[layer].values()) - {"unknown"}]
    usual = ("boards", "meetings", "partnerships", "referrals")
    asked = asked_layers(case)
    common = asked or [name for name in usual if name in told] or told or single
    found = {}
    for node in case.nodes:
        known = {by[name][node] for name in common} - {"unknown"}
        if not known:
            found[node] = "unknown"
        elif known == {"isolated"}:
            found[node] = "isolated_everywhere"
        elif "isolated" in known:
            found[node] = "isolated_somewhere"
        else:
            found[node] = "well_tied" if known == {"well_tied"} else "weak"
    return found


@counts(
    *(f"isolated.{name}{HEADED}" for name in CLASSES[:3]),
    *(f"isolated.count_{name}" for name in CLASSES),
)
def _(heard: Hearing, said: Said) -> int:
    name = said.key.split(".")[1].removesuffix(HEADED).removeprefix("count_")
    return Counter(classes(heard.case).values())[name]


# --- boards and meetings -----------------------------------------------------------------------


@counts(
    *(f"sharing.interlocks_{name}" for name in ("some", "nothing", "draws", "sizes")),
)
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = heard.case.rows("interlocks")
    kept = sum(row["kept"] for row in rows)
    assert (kept > 0) == (said.key == "sharing.interlocks_some")
    boards = {
        row["node"]
        for row in heard.case.rows("interlocks", "--two-mode")
        if row["mode"] == "organisation" and row["degree"]
    }
    tests = len(boards) * (len(boards) - 1) // 2
    draws = heard.case.basis("interlocks").get("most_draws")
    return {"pairs": len(rows), "kept": kept, "tests": tests, "draws": draws}


@counts("sharing.linkers")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = heard.case.rows("interlocks", "--people")
    return {"linkers": sum(row["seats"] > 1 for row in rows), "people": len(rows)}


@counts("sharing.unlinked")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    people = heard.case.rows("interlocks", "--people")
    linked = {board for row in people if row["seats"] > 1 for board in row["organisations"]}
    boards = {board for row in people for board in row["organisations"]}
    return {"count": len(boards - linked)}


@counts("sharing.depends")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = heard.case.rows("interlocks", "--depends")
    return {"count": sum(row["pairs_lost"] > 0 for row in rows)}


@counts("sharing.represented")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": len(heard.case.rows("interlocks", "--represented"))}


@counts("sharing.meetings_some")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    rows = heard.case.rows("meetings")
    return {"pairs": len(rows), "same": sum(row["same"] for row in rows), "share": 50}


@counts("sharing.cover", "sharing.cover_bound")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = heard.case.rows("meetings", "--cover")
    told = heard.case.basis("meetings", "--cover")
    assert told["proven"] == (said.key == "sharing.cover")
    kept = sum(row["kept"] for row in rows)
    return {"size": kept, "all": len(rows), "ties": told["ties"], "bound": told["bound"]}


@counts("sharing.delegate")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": len(heard.case.rows("meetings", "--delegate"))}


@counts("sharing.absent")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    load = heard.case.rows("meetings", "--load")
    return {"count": sum(row["meetings"] == 0 for row in load)}


@counts("sharing.stopped")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": len(heard.case.rows())}


# --- people ------------------------------------------------------------------------------------


def proposals(case: Case) -> list[Row]:
    rows = case.rows(*(case.asked or ("people", "match")))
    return sorted(rows, key=lambda row: (-row["score"], row["a"], row["b"]))


@counts("people.proposals")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": len(proposals(heard.case))}


@counts("people.no_proposals")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    assert not proposals(heard.case)
    return {"threshold": heard.case.basis()["threshold"]}


@counts("people.passed_over")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": heard.case.basis()["passed_over"]}


def score(heard: Hearing, line: str, language: str) -> str | None:
    """Read the line that begins a proposal with its score, and give what is wrong in it."""
    row = proposals(heard.case)[heard.times("people.if_same")]
    read = figure(line.split("  ")[0], language)
    right = read is not None and abs(read[0] - row["score"]) <= read[1] + 1e-9
    return None if right else f"{line} must be {row['score']}"


@counts("people.boards_tied")
def _(heard: Hearing, said: Said) -> int:
    company: int = proposals(heard.case)[heard.times("people.if_same")]["company"]
    return company


@counts(*(f"people.effect_{kind}" for kind in ("gained", "strengthened", "weakened")))
def _(heard: Hearing, said: Said) -> dict[str, int]:
    row = proposals(heard.case)[heard.times("people.if_same") - 1]
    return {"count": row[f"ties_{said.key.split('_')[-1]}"]}


# --- mixing ------------------------------------------------------------------------------------


def with_value(case: Case, by: str) -> int:
    """Count organisations of which an attribute is known, from the tables."""
    nodes = set(case.nodes)
    if by == "sector":
        linked = case.data.evidence("organisation_sectors").select("organisation", "sector")
        return len({own for own, value in linked.iter_rows() if value} & nodes)
    column = {"zone": "seat_zone", "distance": "commune"}.get(by, by)
    known = case.data.nodes.select("id", column).drop_nulls()
    return int(known.height)


def attribute(shown: str, heard: Hearing, said: Said) -> str:
    """Give the attribute that people read by its name, with its article or without."""
    from isp_graph.texts import text

    for by in ("zone", "sector", "kind", "language", "commune", "coverage", "step", "pole"):
        if shown in (text(f"homophily.{form}_{by}", said.language) for form in ("by", "the")):
            return by
    raise KeyError(shown)


def deciding(case: Case, by: str) -> list[Row]:
    """Rows that decide the verdicts of layers that are counted, by an attribute."""
    asked = case.asked if case.asked[:1] == ("homophily",) else ("homophily",)
    return [
        row
        for row in case.rows(*asked)
        if (row["by"], row["measure"], row["null"]) == (by, "assortativity", "labels")
        and not row["weighted"]
        and row["group"] is None
        and row["layer"] not in DERIVED
        and row["ties_used"]
    ]


@counts("homophily.few_values")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    by = attribute(said.words["by"], heard, said)
    return {"known": with_value(heard.case, by), "all": len(heard.case.nodes)}


VERDICTS = {
    "some": "follows",
    "every": "follows",
    "both": "follows",
    "single": "follows",
    "nothing": "follows",
    "single_nothing": "follows",
    "unknown": "follows",
    "too_few": "follows",
    "avoids": "avoids",
    "edge": "edge",
    "no_null": "no_null",
}


@counts(*(f"homophily.verdict_{name}" for name in VERDICTS))
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    case, name = heard.case, said.key.removeprefix("homophily.verdict_")
    by = attribute(said.words["by"], heard, said)
    rows = deciding(case, by)
    told = Counter(row["verdict"] for row in rows)
    judged = sum(told[verdict] for verdict in ("follows", "avoids", "not_shown", "edge"))
    n = told[VERDICTS[name]]
    assert {
        "every": n == judged > 2,
        "both": n == judged == 2,
        "single": n == judged == 1,
        "nothing": n == 0 and judged > 1,
        "single_nothing": n == 0 and judged == 1,
        "unknown": judged == 0 and with_value(case, by) < len(case.nodes),
        "too_few": judged == 0 and with_value(case, by) == len(case.nodes),
        "some": 0 < n < judged,
    }.get(name, n > 0), (said.text, told)
    return {
        "n": n,
        "of": judged,
        "known": with_value(case, by),
        "all": len(case.nodes),
    }


@counts("homophily.known_in")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    layer = heard.case.layer(said.words["layer"], said.language)
    unknown = sum(
        row["layer"] == layer and row["status"] == "unknown" for row in heard.case.rows("isolated")
    )
    return {"known": len(heard.case.nodes) - unknown, "all": len(heard.case.nodes)}


@counts("homophily.groups_left")
def _(heard: Hearing, said: Said) -> int:
    groups = {
        (row["layer"], row["by"], row["group"])
        for row in heard.case.rows()
        if row["group"] is not None and (row["organisations"] < 2 or not row["ties_used"])
    }
    return len(groups)


@counts("homophily.cut_off_line", "homophily.equal_line")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    from tests.sentences.lists import part_of_brokerage

    own = part_of_brokerage(heard)
    row = next(row for row in own if row["organisation"] == said.words["id"])
    if said.key == "homophily.equal_line":
        return {"pieces": row["equal_pieces"], "size": row["equal_size"]}
    return {"count": row["cut_off"]}


@counts("homophily.model_cost")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    rows = heard.case.rows()
    most = max((row["organisations"] for row in rows), default=0)
    return {
        "layers": len({row["layer"] for row in rows}),
        "terms": len({row["term"] for row in rows} - {"intercept", "geography"}),
        "draws": heard.case.basis()["draws"],
        "pairs": most * (most - 1) // 2,
        "seconds": ...,
    }


@counts("homophily.term_dropped", "homophily.term_alike")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    term = term_named(said.words["term"], said.language)
    return {
        "known": with_value(heard.case, term.removeprefix("same_")),
        "all": len(heard.case.nodes),
    }


TERMS = tuple(
    f"same_{by}"
    for by in ("zone", "sector", "commune", "kind", "language", "coverage", "step", "pole")
)


def term_named(shown: str, language: str) -> str:
    """Give the factor of a model that people read by its name."""
    return next(
        term
        for term in (*TERMS, "distance", "geography")
        if shown.endswith(plain(term_label(term, language)))
    )


@counts("homophily.model_base")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    layer = heard.case.layer(said.words["layer"], said.language)
    row = next(row for row in model_rows(heard.case) if row["layer"] == layer)
    degrees = heard.case.rows("centrality", "--layer", layer)
    return {
        "organisations": row["organisations"],
        "all": len(heard.case.nodes),
        "used": row["ties_used"],
        "ties": sum(each["degree"] for each in degrees) // 2,
    }


def model_asked(case: Case) -> tuple[str, ...]:
    return case.asked if "--model" in case.asked else ("homophily", "--model")


def model_rows(case: Case) -> list[Row]:
    return case.rows(*model_asked(case))


def factor(heard: Hearing, said: Said) -> Row:
    """Give the row of the factor of which a sentence, or a part of one, speaks."""
    shown = said.words.get("layer") or heard.last_with("layer").words["layer"]
    layer = heard.case.layer(shown, said.language)
    whole = said.key.startswith("homophily.geography")
    term = "geography" if whole else "distance"
    if "term" in said.words:
        term = term_named(said.words["term"], said.language)
    return next(
        row for row in model_rows(heard.case) if (row["layer"], row["term"]) == (layer, term)
    )


FACTORS = ("likelier", "farther", "stronger")


@counts(
    *(f"homophily.{prefix}{name}" for prefix in ("", "silent_") for name in FACTORS),
    "homophily.decides",
    "homophily.geography_counts",
    "homophily.geography_not_shown",
)
def _(heard: Hearing, said: Said) -> dict[str, float]:
    row = factor(heard, said)
    name = said.key.split(".")[1].removeprefix("silent_")
    size = {"likelier": "times_as_likely", "farther": "odds_ratio", "stronger": "coefficient"}
    found = {"p": row["p_value"]}
    if name in size:
        found["ratio"] = row[size[name]]
    shown = row["p_value"] <= 0.05
    assert shown != (said.key.startswith("homophily.silent") or name == "geography_not_shown")
    return found


@counts("homophily.model_range")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    spoken = heard.last_of(*(f"homophily.{p}{name}" for p in ("", "silent_") for name in FACTORS))
    row = factor(heard, spoken)
    name = spoken.key.split(".")[1].removeprefix("silent_")
    if name == "likelier":
        return {"low": row["times_low"], "high": row["times_high"]}
    ends = row["coefficient_low"], row["coefficient_high"]
    low, high = map(math.exp, ends) if name == "farther" else ends
    return {"low": low, "high": high}
