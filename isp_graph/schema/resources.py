"""Find what is shipped beside the code: datasets and Cypher files.

In a checkout or an editable install they stand beside the package; in a wheel, inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(folder: str) -> Path:
    """Give the path of a shipped folder.

    Parameters
    ----------
    folder : {'data', 'cypher'}

    Returns
    -------
    pathlib.Path
    """
    inside = _PACKAGE / "_shipped"
    return (inside if inside.is_dir() else _PACKAGE.parent) / folder
