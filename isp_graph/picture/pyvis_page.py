"""A network of pyvis as one page that asks for nothing.

pyvis puts its library into the page, and links to Bootstrap for menus that this page has not:
what it would load from elsewhere is left out. A policy inside forbids every request, and every
script that is not the page's own.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from isp_graph.picture.embedding import CSP_MARK, sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyvis.network import Network

_FROM_ELSEWHERE = re.compile(
    r'<link\b[^>]*href="https?:[^>]*/?>|<script\b[^>]*src="https?:[^>]*>\s*</script>|<!--.*?-->',
    re.DOTALL,
)
_HEADINGS = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)
_STYLE = "body{font-family:system-ui,sans-serif;margin:1rem;color:#14213d}h1{font-size:1.3rem}"


def pyvis_page(network: Network, *, language: str, title: str, told: Sequence[str]) -> str:
    """Write the page.

    Parameters
    ----------
    network : pyvis.network.Network
        With its resources ``in_line``, as `Layer.to_pyvis` gives it.
    language : {'fr', 'nl', 'en'}
    title : str
    told : sequence of str
        What stands under the title, a paragraph each.

    Returns
    -------
    str
        HTML; title and paragraphs are text in it, and so are the names that pyvis draws.
    """
    html = _HEADINGS.sub("", _FROM_ELSEWHERE.sub("", network.generate_html()))
    head = (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP_MARK}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
    )
    said = "".join(f"<p>{escape(each)}</p>" for each in told)
    body = f"<body><h1>{escape(title)}</h1>{said}"
    html = re.sub(r"^\s*<html>\s*<head>\s*<meta[^>]*>", lambda _: head, html, count=1)
    html = re.sub(r"<body>", lambda _: body, html, count=1)
    return sealed(html.replace('<div class="card" style="width: 100%">', '<div class="card">'))
