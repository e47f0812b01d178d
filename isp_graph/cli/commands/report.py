"""The command that writes the page."""

from dataclasses import replace
from pathlib import Path

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import command, commands
from isp_graph.grammar import LANGUAGES

app = commands()


def write_page(asked: Asked, name: str, only: str | None = None, title: str | None = None) -> int:
    """Write the report, or one section of it, and tell what it says first.

    Parameters
    ----------
    asked : Asked
    name : str
        What the file is called after the dataset, if the user names none.
    only : str, optional
        Name of the one section.
    title : str, optional
        What stands at the head of the page, if not the dataset's own title.

    Returns
    -------
    int
        The exit code.
    """
    from isp_graph.console import session
    from isp_graph.datasets.geometry import geometry_of
    from isp_graph.datasets.privacy import names_of_people
    from isp_graph.page.report import report

    if asked.output is None:
        stem = "stdin" if asked.dataset == "-" else Path(asked.dataset).stem
        asked = replace(
            asked, output=f"{stem or name}.html" if only is None else f"{stem}-{name}.html"
        )
    data = session.restricted(asked, session.open_dataset(asked)).current()
    if title is not None:
        if asked.edition == "public" and asked.opened is not None:
            title = names_of_people(asked.opened).mask(title)
        titled = replace(data.settings, title=dict.fromkeys(LANGUAGES, title))
        data = replace(data, settings=titled)
    with session.working(asked):
        page = report(
            data,
            language=asked.lang,
            edition=asked.edition,
            seed=asked.seed,
            geometry=geometry_of(asked.dataset),
            only=only,
        )
    session.put(asked, page.html.encode())
    if only is None:
        for fact in page.facts[asked.spoken]:
            session.say(asked, f"- {fact}")
    return DONE


@command(app, "report", ("html",))
def run(asked: Asked, title: str | None = None) -> int:
    """Write the whole page."""
    return write_page(asked, "report", title=title)
