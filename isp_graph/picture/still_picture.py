"""The network as a still SVG, from the same places: for paper, and for readers without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.network.looks import NEUTRAL, SHAPES, colour
from isp_graph.network.placing.positions import Positions
from isp_graph.picture.drawing import Pair
from isp_graph.present.wording import say

_LABELS = 40


def _mark(shape: str, x: float, y: float, size: float) -> str:
    """Draw one node's shape as a path, or a circle."""
    if shape == "dot":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}"'
    turns = {"triangle": (3, -90), "triangleDown": (3, 90), "square": (4, 45), "diamond": (4, 0)}
    corners, first = turns.get(shape, (6, 0))
    if shape == "star":
        corners, first = 10, -90
    points = []
    for number in range(corners):
        turn = math.radians(first + 360 * number / corners)
        reach = size * (0.45 if shape == "star" and number % 2 else 1.15)
        points.append(f"{x + reach * math.cos(turn):.0f} {y + reach * math.sin(turn):.0f}")
    return f'<path d="M{"L".join(points)}Z"'


def still_picture(
    picture: Mapping[str, Any],
    listed: Sequence[Mapping[str, Any]],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    edges: Iterable[Pair],
    drawn: Positions,
    language: str,
) -> str:
    """Draw the network as SVG.

    Parameters
    ----------
    picture : mapping
        As `isp_graph.picture.organisations.picture_of_organisations` gives it.
    listed : sequence of mapping
        Every organisation, as `isp_graph.page.contents.organisations` lists them.
    entries : mapping
        ``zones`` and ``kinds``; ``data-zone`` tells the page's script which name to translate.
    edges : iterable of Pair
    drawn : Positions
    language : {'fr', 'nl', 'en'}
        Language in which the page opens.

    Returns
    -------
    str
        An SVG element, every text escaped.
    """
    zones = entries["zones"]
    xs = [place[0] for place in drawn.places] or [0.0]
    ys = [place[1] for place in drawn.places] or [0.0]
    lefts = [disc.x - disc.radius for disc in drawn.discs] + [band.x for band in drawn.bands]
    rights = [disc.x + disc.radius for disc in drawn.discs]
    rights += [band.x + band.width for band in drawn.bands]
    tops = [disc.y - disc.radius for disc in drawn.discs]
    left, top = min([*xs, *lefts]) - 40, min([*ys, *tops]) - 40
    right, bottom = max([*xs, *rights]) + 40, max(ys) + 70
    box = f"{left:g} {top:g} {right - left:g} {bottom - top:g}"
    parts = [f'<svg class="still" viewBox="{box}" role="img" aria-labelledby="network-title">']
    zone_places = {zone["id"]: place for place, zone in enumerate(zones)}
    for disc in drawn.discs:
        place = zone_places.get(disc.group)
        parts.append(
            f'<circle cx="{disc.x:g}" cy="{disc.y:g}" r="{disc.radius:g}" fill="{colour(place)}" '
            f'fill-opacity=".09" stroke="{colour(place)}" stroke-opacity=".5"/>'
        )
    for band in drawn.bands:
        parts.append(
            f'<rect x="{band.x:g}" y="{band.y:g}" width="{band.width:g}" '
            f'height="{band.height:g}" rx="14" fill="#f4f2ec" stroke="#d8d4c8"/>'
            f'<text x="{band.x + 18:g}" y="{band.y + 28:g}" class="ground" '
            f'data-t="band_{band.name}">{say(f"band_{band.name}", language)}</text>'
        )
    paths: dict[bool, list[str]] = {False: [], True: []}
    for pair in edges:
        if not pair.of_class:
            (ax, ay), (bx, by) = drawn.places[pair.a], drawn.places[pair.b]
            only = len(pair.prescribed) == len(pair.layers)
            paths[only].append(f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}")
    for only, lines in paths.items():
        if lines:
            dashes = ' stroke-dasharray="7 6"' if only else ""
            faint = 0.6 if len(lines) < 300 else 0.25
            parts.append(
                f'<path d="{"".join(lines)}" fill="none" stroke="{NEUTRAL}" '
                f'stroke-width="1.3" stroke-opacity="{faint}"{dashes}/>'
            )
    marks: dict[tuple[str, str], list[str]] = {}
    for (x, y), size, entry in zip(drawn.places, picture["size"], listed, strict=True):
        fill = colour(entry.get("z"))
        paint = ("#fff", NEUTRAL) if entry.get("cl") else (fill, "#fff")
        shape = SHAPES[entries["kinds"][entry["k"]]["family"]]
        marks.setdefault(paint, []).append(f"{_mark(shape, x, y, size)}/>")
    for (fill, stroke), drawn_marks in sorted(marks.items()):
        parts.append(f'<g fill="{fill}" stroke="{stroke}" stroke-width="1.5">')
        parts += [*drawn_marks, "</g>"]
    parts += _labels(drawn.places, picture["size"], [_called(entry, language) for entry in listed])
    for disc in drawn.discs:
        place = zone_places.get(disc.group, 0)
        shown = escape(str(zones[place]["t"][LANGUAGES.index(language)]) if zones else disc.group)
        parts.append(
            f'<text x="{disc.x:g}" y="{disc.y - disc.radius - 8:g}" class="ground" '
            f'text-anchor="middle" data-zone="{place}">{shown}</text>'
        )
    return "".join(parts) + "</svg>"


def _called(entry: Mapping[str, Any], language: str) -> str:
    own = entry.get("nl") if language == "nl" else None
    return str(entry.get("s") or own or entry["n"])


def _labels(
    places: Sequence[tuple[float, float]], sizes: Sequence[float], names: Sequence[str]
) -> list[str]:
    """Name the largest signs, as long as no name covers another."""
    taken: list[tuple[float, float, float, float]] = []
    parts: list[str] = []
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        if len(parts) >= _LABELS:
            break
        (x, y), name = places[number], names[number]
        half = 4.2 * min(len(name), 34) + 3
        y += sizes[number] + 13
        box = (x - half, y - 12, x + half, y + 4)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        shown = name if len(name) <= 34 else name[:33] + "…"
        parts.append(
            f'<text x="{x:g}" y="{y:g}" class="name" text-anchor="middle">{escape(shown)}</text>'
        )
    return parts


def still_groups(folded: Mapping[str, Any], language: str) -> str:
    """Draw the groups of a large network as SVG, as the page opens with them.

    Parameters
    ----------
    folded : mapping
        As `isp_graph.picture.folded.folded` gives it; the first division is drawn.

    Returns
    -------
    str
        An SVG element, every text escaped.
    """
    told = folded["divisions"][0]
    groups = told["groups"]
    left = min(x - r for *_, x, _, r in groups) - 60
    right = max(x + r for *_, x, _, r in groups) + 60
    top = min(y - r for *_, y, r in groups) - 60
    bottom = max(y + r for *_, y, r in groups) + 60
    unit = (right - left) / 900
    box = f"{left} {top} {right - left} {bottom - top}"
    parts = [f'<svg class="still" viewBox="{box}" role="img" aria-labelledby="network-title">']
    most = max((count for *_, count in told["between"]), default=1)
    for a, b, count in sorted(told["between"], key=lambda bundle: bundle[2]):
        (ax, ay), (bx, by) = groups[a][5:7], groups[b][5:7]
        width = unit * (0.8 + 9 * math.sqrt(count / most))
        parts.append(
            f'<path d="M{ax} {ay}L{bx} {by}" stroke="{NEUTRAL}" stroke-width="{width:.1f}" '
            'stroke-opacity=".4"/>'
        )
    for labels, zone, count, alone, _, x, y, reach in groups:
        name = escape(str(labels[LANGUAGES.index(language)]))
        lines = [say("count_organisations", language, count)]
        if alone:
            lines.append(say("groups_alone", language, alone))
        paint = colour(zone if zone >= 0 else None)
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{reach}" fill="#fff"/>'
            f'<circle cx="{x}" cy="{y}" r="{reach}" fill="{paint}" fill-opacity=".3" '
            f'stroke="{paint}" stroke-width="{unit:.1f}"/>'
            f'<text x="{x}" y="{y}" text-anchor="middle" font-weight="700" '
            f'font-size="{13 * unit:.0f}">{name}</text>'
        )
        parts += [
            f'<text x="{x}" y="{y + 14 * unit * row:.0f}" text-anchor="middle" '
            f'font-size="{10 * unit:.0f}">{escape(line)}</text>'
            for row, line in enumerate(lines, 1)
        ]
    return "".join(parts) + "</svg>"
