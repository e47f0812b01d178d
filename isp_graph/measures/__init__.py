"""Numeric work shared by the analyses: matrices in, arrays out.

Kernels know no tables and no texts. Each takes the adjacency matrix that
`isp_graph.measures.matrices` describes and answers one question about every node.
"""
