"""What installs the rest: uv, told what pip was told; pip, wherever uv cannot."""

import subprocess
import sys

import pytest

from scripts import install

PLACES = ["global.find-links='/one  /two'", "global.index-url='https://inside.example/all'"]


def test_uv_is_told_what_pip_was_told() -> None:
    assert install.for_uv([]) == {}
    assert install.for_uv([*PLACES, "global.cert='/cert.pem'", ":env:.no-input='1'"]) == {
        "UV_FIND_LINKS": "/one,/two",
        "UV_DEFAULT_INDEX": "https://inside.example/all",
        "SSL_CERT_FILE": "/cert.pem",
    }


@pytest.mark.parametrize("reverse", [False, True])
def test_what_was_told_nearest_counts(reverse: bool) -> None:
    told = [f"{section}.retries='{section}'" for section in (":env:", "global", "install")]
    assert install.for_uv(sorted(told, reverse=reverse)) == {"UV_HTTP_RETRIES": ":env:"}
    assert install.for_uv(["download.retries='9'", "global.retries='1'"]) == {
        "UV_HTTP_RETRIES": "1"
    }


class Shell:
    """Commands that were run, of which some fail."""

    def __init__(self, settings: str, failing: str) -> None:
        self.settings, self.failing = settings, failing
        self.ran: list[list[str]] = []
        self.variables: dict[str, str] = {}

    def run(self, command, env=None, **_):
        self.ran.append(list(command))
        self.variables |= env or {}
        code = 1 if self.failing and self.failing in " ".join(command) else 0
        return subprocess.CompletedProcess(command, code, self.settings, "")


@pytest.mark.parametrize(
    ("settings", "failing", "by"),
    [
        ("", "", "uv"),
        ("\n".join(PLACES), "", "uv"),
        ("install.constraint='all.txt'", "", "pip"),
        ("", "config list", "pip"),
        ("", install.LOCK.name, "pip"),
        ("", "-m uv", "pip"),
        ("", "install", "nobody"),
    ],
)
def test_what_uv_cannot_do_pip_does(settings, failing, by, monkeypatch) -> None:
    shell = Shell(settings, failing)
    monkeypatch.setattr(subprocess, "run", shell.run)
    code = install.main(["-r", "a.lock"])
    last = shell.ran[-1]
    assert code == (1 if by == "nobody" else 0)
    assert last[:3] == [sys.executable, "-m", "uv" if by == "uv" else "pip"]
    assert last[-2:] == ["-r", "a.lock"]
    if settings and by == "uv":
        assert shell.variables["UV_DEFAULT_INDEX"] == "https://inside.example/all"
