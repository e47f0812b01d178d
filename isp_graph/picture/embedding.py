"""Put values into a page so that no value can become markup or script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_BLOCKS = re.compile(r"<(script|style)([^>]*)>(.*?)</\1>", re.DOTALL)
CSP_MARK = "@@policy@@"
"""Stands in a page for its content-security policy until `sealed` writes it."""


def embedded(value: Any) -> str:
    r"""Write a value as JSON that may stand inside a script element.

    Parameters
    ----------
    value : object
        Anything that JSON can hold; not-a-number is refused.

    Returns
    -------
    str
        JSON without ``<``, ``>``, ``&`` and line separators, keys sorted.

    Examples
    --------
    >>> embedded("</script>&")
    '"\\u003c/script\\u003e\\u0026"'
    """
    written = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    # Lone surrogates cannot be written as UTF-8.
    written = written.encode("utf-8", "replace").decode("utf-8")
    return written.translate(_UNSAFE)


def sealed(page: str) -> str:
    """Write into a page the policy that allows its own scripts and styles, and nothing else.

    Parameters
    ----------
    page : str
        HTML with ``CSP_MARK`` where the policy belongs.

    Returns
    -------
    str
        Every inline script and style is named by its SHA-256; nothing can be fetched, sent,
        framed or submitted.
    """
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for tag, attributes, content in _BLOCKS.findall(page):
        if "application/json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            digests[tag].append(f"'sha256-{digest}'")
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(digests["script"]) or "'none'"),
            "style-src " + (" ".join(digests["style"]) or "'none'"),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return page.replace(CSP_MARK, policy, 1)
