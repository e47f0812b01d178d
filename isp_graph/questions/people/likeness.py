"""How alike two names are, and why: a score from 0 to 1 and the codes of its reasons.

The score is the product of how well the family names agree, how well the given names agree, and
how plausible it is to read the names so; the best pair of readings counts. The factors are a
rule of thumb and no measurement. They only rank; the reasons are always shown.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from isp_graph.questions.people.names import Given, Name, Reading

REASONS = (
    *("same_surname", "shared_surname", "surname_typo", "particles_ignored"),
    *("same_given_names", "given_name_typo", "initials_compatible", "more_given_names"),
    *("given_name_missing", "initials_conflict", "given_names_conflict"),
    *("order_swapped", "accents_ignored", "titles_ignored"),
    *(
        "sexes_conflict",
        "generations_conflict",
        "numbers_conflict",
        "one_number",
        "others_possible",
        "common_surname",
    ),
    *("same_board_in_turn", "same_board_at_once", "boards_tied"),
)
"""Every reason of a proposal, in the order in which they are told."""

Likeness = tuple[float, frozenset[str]]
NONE: Likeness = (0.0, frozenset())

_PARTICLES_MISSING, _PARTICLES_DIFFER, _RUN_TOGETHER = 0.95, 0.85, 0.97
_SHARED_PART, _OTHERWISE_APART = 0.9, 0.6
_SLIP, _SLIP_AND_INITIALS = 0.91, 0.9
_NO_GIVEN, _FIRST_CONFLICT, _LATER_CONFLICT = 0.5, 0.1, 0.35
_ONE_INITIAL, _SAME_INITIAL, _SEVERAL_INITIALS, _INITIAL_BESIDE = 0.84, 0.8, 0.93, 0.97
_MORE_NAMES, _GIVEN_SLIP = 0.96, 0.9
_SEXES, _GENERATIONS, _ONE_GENERATION = 0.4, 0.3, 0.9
_NUMBERS, _ONE_NUMBER = 0.1, 0.8
SHORTEST_FAMILY, SHORTEST_GIVEN = 5, 4
"""Letters of the shortest family and given name in which a slip of the pen is looked for."""


def is_slip(a: str, b: str, shortest: int) -> bool:
    """Tell whether two words differ by no more than a slip of the pen.

    A slip is a letter left out, added, changed, or two neighbours swapped (optimal string
    alignment); a word shorter than ``shortest`` allows none.

    Examples
    --------
    >>> is_slip("exemplaert", "exempalert", 5), is_slip("utop", "utep", 5)
    (True, False)
    """
    return min(len(a), len(b)) >= shortest and OSA.distance(a, b, score_cutoff=1) <= 1


def _families(a: Reading, b: Reading) -> Likeness:
    if a.family == b.family:
        if a.particles == b.particles:
            return 1.0, frozenset(("same_surname",))
        factor = _PARTICLES_DIFFER if a.particles and b.particles else _PARTICLES_MISSING
        return factor, frozenset(("same_surname", "particles_ignored"))
    if a.particles + a.family == b.particles + b.family:
        return _RUN_TOGETHER, frozenset(("same_surname", "particles_ignored"))
    if a.others or b.others:
        if a.family in b.others or b.family in a.others:
            double, single = (b, a) if a.family in b.others else (a, b)
            if double.prior < 1.0 and a.family_first != b.family_first:
                return NONE  # given names in another order are no family name
            sure = a.prior == b.prior == 1.0
            own = double.prior == 1.0 and double.family.startswith(single.family)
            factor = _SHARED_PART if sure or own else _SHARED_PART**2
            return factor, frozenset(("shared_surname",))
        if a.others & b.others:
            return _OTHERWISE_APART, frozenset(("shared_surname",))
    if not is_slip(a.family, b.family, SHORTEST_FAMILY):
        return NONE
    if a.particles == b.particles:
        return _SLIP, frozenset(("surname_typo",))
    factor = _PARTICLES_DIFFER if a.particles and b.particles else _PARTICLES_MISSING
    return factor * _SLIP, frozenset(("surname_typo", "particles_ignored"))


@lru_cache(maxsize=1 << 16)
def _givens(a: Given, b: Given) -> Likeness:
    if not a or not b:
        return _NO_GIVEN, frozenset(("given_name_missing",))
    full = shortened = typos = 0
    for place, ((one, one_short), (other, other_short)) in enumerate(zip(a, b, strict=False)):
        if one_short or other_short:
            stands_for = one_short and other.startswith(one)
            if not stands_for and not (other_short and one.startswith(other)):
                factor = _LATER_CONFLICT if place else _FIRST_CONFLICT
                return factor, frozenset(("initials_conflict",))
            shortened += 1
        elif one == other:
            full += 1
        elif is_slip(one, other, SHORTEST_GIVEN):
            full += 1
            typos += 1
        elif "".join(part for part, _ in a) == "".join(part for part, _ in b):
            return 1.0, frozenset(("same_given_names",))  # Jean-Marc and Jeanmarc
        else:
            factor = _LATER_CONFLICT if place else _FIRST_CONFLICT
            return factor, frozenset(("given_names_conflict",))
    reasons = {"given_name_typo" if typos else "same_given_names"} if full else set()
    score = _GIVEN_SLIP**typos
    if shortened:
        reasons.add("initials_compatible")
        both = all(short for _, short in a) and all(short for _, short in b)
        alone = _SAME_INITIAL if both else _ONE_INITIAL
        score *= _INITIAL_BESIDE if full else alone if shortened == 1 else _SEVERAL_INITIALS
    if len(a) != len(b):
        reasons.add("more_given_names")
        score *= _MORE_NAMES
    return score, frozenset(reasons)


def _of_readings(a: Reading, b: Reading, *, sure: bool) -> Likeness:
    unlikely = (a.prior < 1.0) + (b.prior < 1.0)
    if unlikely == 2:
        return NONE  # two unlikely ways to read agree too easily
    families, why = _families(a, b)
    if not families:
        return NONE
    if unlikely and not sure and len(a.given) != len(b.given):
        return NONE  # or a given name of one would pass for a family name of the other
    givens, why_too = _givens(a.given, b.given)
    if "surname_typo" in why and "initials_compatible" in why_too:
        families *= _SLIP_AND_INITIALS
    reasons = why | why_too
    if a.family_first != b.family_first:
        reasons |= {"order_swapped"}
    return families * givens * a.prior * b.prior, reasons


def likeness(a: Name, b: Name) -> Likeness:
    """Tell how alike two names are, and why.

    Parameters
    ----------
    a, b : Name

    Returns
    -------
    score : float
        From 0 (nothing in common) to 1; symmetric.
    reasons : frozenset of str
        Some of ``REASONS``.

    Examples
    --------
    >>> from isp_graph.questions.people.names import parse
    >>> score, why = likeness(parse("baron E. de Fictief"), parse("de Fictief E."))
    >>> score, sorted(why)
    (0.8, ['initials_compatible', 'order_swapped', 'same_surname', 'titles_ignored'])
    >>> likeness(parse("J. Exemple"), parse("P. Exemple"))[0]
    0.1
    """
    score, reasons = NONE
    # Where one name can be read in one way only, it tells how the other is to be read.
    sure = 1 in (len(a.readings), len(b.readings))
    for one in a.readings:
        for other in b.readings:
            found, why = _of_readings(one, other, sure=sure)
            if found > score:
                score, reasons = found, why
    if not score:
        return NONE
    extra = set()
    if a.accented != b.accented:
        extra.add("accents_ignored")
    if a.titled or b.titled:
        extra.add("titles_ignored")
    if a.sex and b.sex and a.sex != b.sex:
        extra.add("sexes_conflict")
        score *= _SEXES
    if a.generation and b.generation and a.generation != b.generation:
        extra.add("generations_conflict")
        score *= _GENERATIONS
    elif a.generation != b.generation:
        score *= _ONE_GENERATION
    if a.numbers != b.numbers:
        apart = bool(a.numbers and b.numbers)
        extra.add("numbers_conflict" if apart else "one_number")
        score *= _NUMBERS if apart else _ONE_NUMBER
    return score, reasons | extra
