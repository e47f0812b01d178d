// Forget a projected layer.
// Parameter: $graph
CALL gds.graph.drop($graph, false)
YIELD graphName
RETURN graphName;
