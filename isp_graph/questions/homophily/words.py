"""The verdicts on layers and attributes in sentences, the same in terminal and page."""

from __future__ import annotations

from typing import Any

from isp_graph.present.names import layer_label
from isp_graph.present.wording import listed, number, percent, say
from isp_graph.questions.homophily.reading import JUDGED, Case, Chance, Reading
from isp_graph.texts import text


def attribute_label(by: str, language: str) -> str:
    """Name an attribute in a language."""
    return text(f"homophily.by_{by}", language)


def attribute_named(by: str, language: str) -> str:
    """Name an attribute with its article, as a sentence needs it."""
    return text(f"homophily.the_{by}", language)


def verdict_words(case: Case, language: str) -> str:
    """Word a verdict for a column."""
    return text(f"homophily.{case.verdict}", language, by=attribute_label(case.by, language))


def shares(found: Chance, language: str) -> dict[str, str]:
    """Write the share of ties within groups, and what chance gives."""
    told = {"within": found.value, "chance": found.mean, "low": found.low, "high": found.high}
    return {key: "–" if each is None else percent(each, language) for key, each in told.items()}


def case_sentence(case: Case, language: str) -> str:
    """Say what one case tells."""
    return say(
        f"homophily.says_{case.verdict}",
        language,
        case.ties,
        by=attribute_named(case.by, language),
        **shares(case.ei.inside, language),
    )


def _named(cases: list[Case], told: Reading, language: str) -> str:
    """List layers, saying of how many organisations each can speak where that is not all."""
    names = []
    for case in cases:
        label = layer_label(case.layer, language)
        known = told.everybody - case.unknown
        if case.unknown:
            words: dict[str, Any] = {"known": known, "all": told.everybody, "layer": label}
            label = say("homophily.known_in", language, **words)
        names.append(label)
    return listed(names, language, 4)


def attribute_sentences(told: Reading, by: str, language: str) -> list[str]:
    """Say of how many layers it is shown that ties follow an attribute, and of which.

    Parameters
    ----------
    told : Reading
    by : str

    Returns
    -------
    list of str
        First what was found, then what is on the edge, and what was not computed.
    """
    cases = told.of(by)
    judged = [case for name in JUDGED for case in cases[name]]
    words: dict[str, Any] = {"by": attribute_named(by, language), "of": len(judged)}
    said = []

    def add(key: str, found: list[Case]) -> None:
        names = _named(found, told, language)
        said.append(say(f"homophily.{key}", language, len(found), names=names, **words))

    follows = cases["follows"]
    if not judged and not cases["no_null"]:
        counts = {"known": told.known[by], "all": told.everybody}
        key = "verdict_unknown" if told.known[by] < told.everybody else "verdict_too_few"
        said.append(say(f"homophily.{key}", language, **counts, **words))
    elif judged and not follows:
        add("verdict_nothing" if len(judged) > 1 else "verdict_single_nothing", judged)
    elif len(judged) == 1 and follows:
        add("verdict_single", follows)
    elif follows:
        every = "verdict_both" if len(judged) == 2 else "verdict_every"
        add(every if len(follows) == len(judged) else "verdict_some", follows)
    for verdict in ("avoids", "edge", "no_null"):
        if cases[verdict]:
            add(f"verdict_{verdict}", cases[verdict])
    return said


def adjusted(case: Case, draws: int, language: str) -> str | None:
    """Write a corrected p value of a case that is judged.

    Where no draw reached the value, the p value is only known to be no more than it says.
    """
    found = case.assortativity
    if not case.judged or found.p_adjusted is None or found.p_value is None:
        return None
    floor = 2 / (draws + 1)
    return ("≤ " if found.p_value <= floor else "") + number(found.p_adjusted, language, 3)
