"""Install into this environment what a lock says, by uv: ``python scripts/install.py ARGUMENTS``.

The arguments are those of ``pip install``, which uv understands too. uv takes a tenth of pip's
time; it is itself a locked package, which pip fetches. It does not read what pip was told, such
as where packages come from: that is handed on. Where pip was told something that cannot be handed
on, where there is no uv for this machine, and where uv fails for whatever reason, pip installs.

Packages are compiled on first use: half of what an installation takes would be spent on modules
never used.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements-install.lock"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
FOR_PIP = (*PIP, "install", "--no-user", "--no-compile", "--quiet")
FOR_UV = (sys.executable, "-m", "uv", "--quiet", "pip", "install", "--python", sys.executable)

_HANDED_ON = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "keyring-provider": "UV_KEYRING_PROVIDER",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "retries": "UV_HTTP_RETRIES",
    "no-cache-dir": "UV_NO_CACHE",
}
"""By setting of pip, what uv reads."""
_OF_PIP_ALONE = {
    "break-system-packages",
    "cache-dir",
    "disable-pip-version-check",
    "no-color",
    "no-input",
    "progress-bar",
    "quiet",
    "require-virtualenv",
    "root-user-action",
    "verbose",
}
"""Settings that change nothing in what is installed here, or from where."""
_SECTIONS = ("global", "install", ":env:")
"""Where pip is told things; the later counts before the earlier."""


def for_uv(told: Iterable[str]) -> dict[str, str] | None:
    """Translate what pip was told.

    Parameters
    ----------
    told : iterable of str
        Lines of ``pip config list``.

    Returns
    -------
    dict or None
        Variables by which uv is told the same; None where it cannot be.
    """
    settings: dict[str, tuple[int, str]] = {}
    for line in told:
        name, found, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if not found or section not in _SECTIONS or key in _OF_PIP_ALONE:
            continue
        if key not in _HANDED_ON:
            return None
        rank = _SECTIONS.index(section)
        if rank >= settings.get(key, (0, ""))[0]:
            settings[key] = (rank, str(ast.literal_eval(value)))
    # pip separates several places by blanks, and uv those of files by commas.
    return {
        _HANDED_ON[key]: ",".join(value.split()) if key == "find-links" else value
        for key, (_, value) in settings.items()
    }


def _done(command: Sequence[str], environment: Mapping[str, str] | None = None) -> bool:
    # What uv has to say of a failure, pip says too, to whoever has to mend it.
    finished = subprocess.run(command, env=environment, capture_output=True, check=False)
    return finished.returncode == 0


def by_uv(arguments: Sequence[str]) -> bool:
    """Install by uv, and tell whether it did."""
    told = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False)
    variables = for_uv(told.stdout.splitlines()) if told.returncode == 0 else None
    if variables is None:
        return False
    there = _done([*FOR_PIP, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)])
    return there and _done([*FOR_UV, *arguments], {**variables, **os.environ})


def main(arguments: Sequence[str]) -> int:
    """Install by uv, else by pip."""
    if by_uv(arguments):
        return 0
    return subprocess.run([*FOR_PIP, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
