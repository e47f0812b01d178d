"""Docstrings are complete: numpydoc's rules, as far as this house keeps them."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

from numpydoc.validate import validate  # type: ignore[import-untyped]

import isp_graph

ALWAYS = {"GL06", "GL07", "GL08", "PR02", "PR03", "PR10", "SS01"}
WITH_SECTIONS = {"PR01", "RT01", "YD01"}
OFFERED = {*WITH_SECTIONS, "PR07"}
# What the reader's language may be is the same everywhere.
SAID_ALREADY = {"Parameters {'language'} not documented"}


def public_objects() -> dict[str, Callable[..., Any]]:
    """Give the public functions and classes of the package, with the methods they define."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(isp_graph.__path__, "isp_graph."):
        if module.name.endswith("__main__"):
            continue
        for name, thing in vars(importlib.import_module(module.name)).items():
            if name.startswith("_") or getattr(thing, "__module__", None) != module.name:
                continue
            if inspect.isfunction(thing) or inspect.isclass(thing):
                found[f"{module.name}.{name}"] = thing
            if inspect.isclass(thing):
                methods = vars(thing).items()
                found.update(
                    (f"{module.name}.{name}.{method}", body)
                    for method, body in methods
                    if inspect.isfunction(body) and not method.startswith("_")
                )
    return found


def offered() -> set[str]:
    """Name what users call: the functions and classes of ``isp_graph`` itself."""
    things = [getattr(isp_graph, name) for name in isp_graph.__all__]
    return {f"{thing.__module__}.{thing.__qualname__}" for thing in things}


def codes_for(name: str, thing: Callable[..., Any], called: set[str]) -> set[str]:
    """Choose the rules that a docstring must keep."""
    codes = set(ALWAYS)
    if not inspect.isfunction(thing):
        return codes
    if "Parameters\n" in (thing.__doc__ or ""):
        codes |= WITH_SECTIONS
    return codes | OFFERED if name in called else codes


def test_docstrings_tell_what_they_must():
    """A docstring that has sections has all that apply; what users call always has them."""
    called = offered()
    assert "isp_graph.questions.isolated.isolated.isolated" in called
    wrong = [
        f"{name}: {code} {said}"
        for name, thing in public_objects().items()
        for code, said in validate(name)["errors"]
        if code in codes_for(name, thing, called) and said not in SAID_ALREADY
    ]
    assert not wrong, "\n".join(wrong)
