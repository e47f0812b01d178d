"""The facts planted in the demonstration, and the rules that keep them true.

Every other part asks ``allowed`` before it ties two organisations. The facts are written to
``planted.toml``, from where the tests read them; the tests count again from the tables.
"""

from __future__ import annotations

from cast import Organisation
from gatherings import TWINS
from offers import BOTTLENECK
from world import AT, SEED


def _ids(*numbers: str) -> list[str]:
    return [f"oisp-{number}" for number in numbers]


APART = _ids("37", "45", "60")
"""Operators without any tie on the day."""
ISOLATED = {
    "boards": _ids("08", "26"),
    "meetings": _ids("30", "44"),
    "partnerships": _ids("23", "36"),
    "referrals": _ids("10", "53"),
    "conventions": _ids("21", "33"),
    "memberships": _ids("14", "42"),
}
"""Operators isolated in this layer and in no other of these."""

CLIQUE = _ids("05", "24", "34", "43", "54")
CLIQUE_PEOPLE = ["p0001", "p0002"]

BROKER = "ml-no"
WEST = {*_ids("17", "18", "19", "20", "21"), "cpas-21010", "cpas-21008", "cpas-21003"}
"""Half of zone NO that only the broker ties to the other half."""

UNLINKED = _ids("56", "57")
"""Operators of the training that nothing ties to the step before or after."""
COMPANY = {
    *UNLINKED,
    *_ids("58", "59"),
    *("temp-soin", "emp-sante", "emp-creche", "emp-fripe", "cpas-21019", "cpas-21002"),
    *("fed", "gov", "all-emp"),
}
"""Those to whom the unlinked may be tied: none makes a neighbouring step of their sector."""

EVERY_KIND = ["boards", "meetings", "partnerships", "all"]
SITS_AT_HOME = [("fed", "oisp-31"), ("cr-logistique", "oisp-38")]
"""Seats whose representative sits on the represented board as well; that shares nobody."""
HOMOPHILY = {
    "partnerships_sector_above": 0.45,
    "partnerships_zone_below": 0.06,
    "meetings_zone_above": 0.1,
    "meetings_zone_below": 0.35,
}


def allowed(layer: str, a: Organisation, b: Organisation) -> bool:
    """Say whether a tie on the day leaves the planted facts true.

    Parameters
    ----------
    layer : str
        ``boards``, ``meetings``, or the name of the layer of a kind of tie.
    a, b : Organisation
        Its two ends.

    Returns
    -------
    bool
    """
    ends = {a.id, b.id}
    if len(ends) < 2 or ends & {*APART, *ISOLATED.get(layer, [])}:
        return False
    if ends & set(UNLINKED) and not ends <= COMPANY:
        return False
    halves = {one.id in WEST for one in (a, b) if one.zone == "NO" and one.id != BROKER}
    return len(halves) < 2


def require(layer: str, a: Organisation, b: Organisation) -> None:
    """Stop where a tie that was written by hand would break a planted fact."""
    if not allowed(layer, a, b):
        raise ValueError(f"{layer}: {a.id} - {b.id} would break a planted fact")


PREFORMATION = {"sector": "logistique", "organisation": "oisp-38", "zone": "NE"}
TRAINING = {"sector": "textile", "organisation": "oisp-48", "zone": "S"}
"""The two steps of a sector that have a single provider in the region."""


def _toml(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)


def _table(about: str, name: str, **entries: object) -> str:
    comment = [f"# {line}" for line in about.strip().splitlines()]
    lines = [f"{key} = {_toml(value)}" for key, value in entries.items()]
    return "\n".join([*comment, f"[{name}]", *lines, ""])


def as_toml(namesakes: list[list[str]]) -> str:
    """Write the facts as TOML.

    Parameters
    ----------
    namesakes : list of list of str
        Groups of people of one family name who are different people.

    Returns
    -------
    str
        The text of ``planted.toml``.
    """
    oisp = {layer: sorted(ids + APART) for layer, ids in ISOLATED.items()} | {"all": APART}
    tables = [
        f"""# Facts planted in the demonstration. Each holds on the day given, for the whole region,
# and nothing else of its kind does. Words and layers: the contract; readings: README.md.

seed = {SEED}
date = "{AT}"
""",
        _table(OF_OISP, "isolated.oisp", **oisp),
        _table(OF_ONE_LAYER, "isolated.in_one_layer", **ISOLATED),
        _table(OF_EVERY_KIND, "isolated.every_kind", layers=EVERY_KIND),
        _table(OF_CLIQUE, "clique", organisations=CLIQUE, people=CLIQUE_PEOPLE),
        _table(OF_ELSEWHERE, "preformation_elsewhere", **PREFORMATION, formation_zones=["O", "S"]),
        _table(OF_SINGLE, "[single_provider]", step="preformation", **PREFORMATION),
        _table("", "[single_provider]", step="formation", **TRAINING),
        _table(
            OF_UNLINKED,
            "unlinked",
            zone="SE",
            sector="aide_personnes",
            step="formation",
            organisations=UNLINKED,
            hand_over=["formation", "outillage"],
            hand_overs_by_skipping=[["projet", "formation"], ["remise_a_niveau", "formation"]],
        ),
        _table(OF_MEETINGS, "same_meeting", meetings=TWINS, at_least=0.8, others_below=0.5),
        _table(OF_BROKER, "broker", organisation=BROKER, zone="NO", at_least=4, piece=sorted(WEST)),
        _table(OF_BREAK, "break", sector="horeca", zone="S", step="formation"),
        _table(OF_BOTTLENECK, "bottleneck", **BOTTLENECK),
        _table(OF_HOMOPHILY, "homophily", **HOMOPHILY),
        _table(OF_SEATS, "representatives", seats=SITS_AT_HOME),
        _table(OF_NAMESAKES, "namesakes", groups=namesakes).replace("], [", "],\n    ["),
    ]
    return "\n".join(tables)


OF_OISP = "Operators (kind oisp) whose status is isolated, by layer: exactly these."
OF_ONE_LAYER = "Of these, those isolated in one layer and tied in all the others listed."
OF_EVERY_KIND = "Layers in which no organisation of another kind is isolated."
OF_CLIQUE = """
The only clique of four organisations or more in the layer boards. Each of its ties is due to
these two people: without both none is left, without one of them all are.
"""
OF_ELSEWHERE = """
The only sector whose pre-training has one provider, in a zone where its training has none.
"""
OF_SINGLE = """
The only steps of a sector with a single provider in the region; also the only cells (zone,
sector, step) with a single operator.
"""
OF_UNLINKED = """
The only cell that no layer ties to the step before or to the step after, wherever these lie.
Its hand-over is the only one within a zone, between consecutive steps that both have offers
there, that nothing ties. Where leaving out a skippable step counts as consecutive, so are two more.
"""
OF_MEETINGS = "The only two meetings with nearly the same participants (Jaccard)."
OF_BROKER = """
The only organisation without which those seated in its zone (layer all) fall into two pieces of
so many or more.
"""
OF_BREAK = """
Horeca has every step in every zone but here: pathways from this zone must leave it, those from
the five others need not, and may be linked from end to end without leaving.
"""
OF_BOTTLENECK = """
The only cell with fewer places than the smallest of the earlier steps in its zone, all known.
"""
OF_HOMOPHILY = """
Nominal assortativity, ties unweighted: partnerships follow the sector and not the zone, meetings
follow the zone mildly.
"""
OF_SEATS = """
Board, and the organisation that sits on it through somebody of its own board: that is a tie of
board_seats, and the two share nobody in the layer boards.
"""
OF_NAMESAKES = "People of one family name who are different people."
