"""The key under which people get their pseudonyms.

It comes from the environment variable ``ISP_GRAPH_KEY``, else from a file that only its owner
can read, made once in the user's configuration folder, never inside a dataset. Shipped
demonstrations have a key that is no secret, because their people are invented.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_config_path

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import AccessError

VARIABLE = "ISP_GRAPH_KEY"
_BYTES = 32


def key_file() -> Path:
    """Give the place of the user's own key."""
    return user_config_path("isp-graph") / "pseudonyms.key"


def _own_key() -> bytes:
    path = key_file()
    try:
        if path.exists():
            key = path.read_text("ascii").strip()
            if key:
                return key.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_hex(_BYTES)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(key + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError("no_key", path=path, variable=VARIABLE) from error
    return key.encode()


def _fictional(data: Dataset) -> bool:
    people = data.table("people")
    return bool((people["certainty"] == "fictional").all()) if people.height else True


def pseudonym_key(data: Dataset, *, shipped: bool) -> bytes:
    """Find the key for a dataset.

    Parameters
    ----------
    data : Dataset
        Whose people are to be pseudonymised.
    shipped : bool
        Whether it is shipped with isp-graph; only then does its public key count.

    Returns
    -------
    bytes

    Raises
    ------
    AccessError
        If a key is needed and can be neither read nor made.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return given.encode()
    if shipped and data.settings.public_key and _fictional(data):
        return data.settings.public_key.encode()
    if data.table("people").is_empty():
        return b"nobody"
    return _own_key()
