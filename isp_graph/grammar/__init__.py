"""How French, Dutch and English write a number, a date, and a sentence around what is inserted.

Sentences stand elsewhere, in TOML files. A brace in one of them is a *field*, filled by the caller:

- ``{name}`` is the value: a whole number is written as one, a list is joined by "and".
- ``{n:organisation|organisations}`` is the word that goes with a number: one, and several. French
  says "0 organisation". With three words the first is for zero. ``#`` among them is the number:
  ``{n:une seule|#} des {all}``.
- ``{de name}``, ``{à name}``, ``{la name}``, ``{à la name}``, ``{de la name}`` (``{de name}`` or
  ``{the name}`` in Dutch and English) is a name behind its preposition and article: *d'Evoliris*,
  *à la Commission zonale*. ``{le date}``, ``{au date}``, ``{du date}``, ``{jour date}``
  (``{op date}``, ``{dag date}``, ``{on date}``, ``{day date}``) is a date behind its own, or alone:
  *le 14 juin 2005*, *en 2005*.
- ``zone {zone name}`` is a zone's name behind the word, said once where it begins the name too.
- A bar outside braces separates whole sentences, of which ``n`` chooses one, as above; without
  ``n``, ``count`` does.
"""

from isp_graph.grammar.dates import day
from isp_graph.grammar.languages import LANGUAGES
from isp_graph.grammar.numbers import number, percent
from isp_graph.grammar.sentences import FIELD, filled, joined, sized
from isp_graph.grammar.typography import typeset

__all__ = ["FIELD", "LANGUAGES", "day", "filled", "joined", "number", "percent", "sized", "typeset"]
