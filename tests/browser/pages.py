"""What the tests of the page share: how it is opened, and names that must stay text."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request, ViewportSize

READY = "html[data-drawn=all]"
"""Matches once every section is drawn."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"};alert(1);//',
    "</script><img src=x onerror=alert(2)>",
    "שלום עולם",
    "👩‍👩‍👧 crèche",
    "=HYPERLINK(1)",
)


SCREEN: ViewportSize = {"width": 1280, "height": 800}


class Made(dict[Any, Path]):
    """Pages by name, each made when a test first asks for it, once for all workers.

    Parameters
    ----------
    folder : Path
        Where the pages are.
    make : callable
        Gives the page of a name.
    """

    def __init__(self, folder: Path, make: Callable[[Any], str]) -> None:
        super().__init__()
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.make = make

    def __missing__(self, name: Any) -> Path:
        file = self.folder / f"{name}.html"
        with FileLock(self.folder / f"{name}.lock"):
            if not file.exists():
                begun = file.with_suffix(".begun")
                begun.write_text(self.make(name), encoding="utf-8")
                begun.rename(file)
        self[name] = file
        return file


def shared(factory: pytest.TempPathFactory) -> Path:
    """Give a folder of this run that all its workers have."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def write_hostile(folder: Path) -> None:
    """Write a dataset whose names must stay text."""
    quoted = [name.replace('"', '""') for name in HOSTILE]
    lines = [f'o{n},"{name}","{name}",NE,"{name}"' for n, name in enumerate(quoted)]
    (folder / "organisations.csv").write_text(
        "id,name,short_name,zone,note\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    ties = [f'o{n},o{n + 1},partnership,"{name}"' for n, name in enumerate(quoted[:-1])]
    (folder / "ties.csv").write_text(
        "from,to,kind,role\n" + "\n".join(ties) + "\n", encoding="utf-8"
    )


@dataclass
class Opened:
    """A tab, and all that its page asks for, beside its own file, or complains about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        if not (request.is_navigation_request() and request.url.startswith("file:")):
            self.requests.append(request.url)

    def note_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def note_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def listen(self) -> None:
        """Hear the page from now on."""
        self.page.on("request", self.note_request)
        self.page.on("pageerror", self.note_error)
        self.page.on("dialog", self.note_dialog)
        self.page.on("console", self.note_message)

    def leave(self) -> None:
        """Hear the page no more, and leave the tab as a new one is."""
        self.page.goto("about:blank")
        self.page.remove_listener("request", self.note_request)
        self.page.remove_listener("pageerror", self.note_error)
        self.page.remove_listener("dialog", self.note_dialog)
        self.page.remove_listener("console", self.note_message)
        self.page.set_viewport_size(SCREEN)
        self.page.emulate_media(media="null")
        self.page.mouse.move(0, 0)


def go(opened: Opened, path: Path, fragment: str = "") -> Page:
    """Open a page, and wait until all of it is drawn."""
    opened.page.goto(path.as_uri() + fragment)
    opened.page.wait_for_selector(READY)
    return opened.page
