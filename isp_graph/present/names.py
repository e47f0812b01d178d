"""What layers are called, by language."""

from __future__ import annotations

from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text


def layer_label(name: str, language: str) -> str:
    """Name a layer in a language; a kind of tie by its label, others by their text."""
    kinds = VOCABULARIES["tie_kind"]
    by_layer = {facts.get("layer", kind): kind for kind, facts in kinds.facts.items()}
    if name in by_layer:
        return kinds.label(by_layer[name], language)
    try:
        return text(f"layers.{name}", language)
    except KeyError:
        return name
