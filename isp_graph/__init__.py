"""isp-graph: the network of insertion socioprofessionnelle as a graph, and its pathways.

>>> import isp_graph
>>> demo = isp_graph.read("demo")
>>> isp_graph.layer(demo, "boards").nodes[:2]
['council', 'cpas-21001']

What there is stands in ``__init__.pyi``. A name is loaded when it is first used, so that a command
that needs no table stays quick.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
