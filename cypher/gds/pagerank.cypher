// PageRank of each organisation of a projected layer; the scores sum to 1.
// Parameters: $graph; $weight, 'weight', or null where the layer has no tie
CALL gds.pageRank.stream($graph, {
  relationshipWeightProperty: $weight, dampingFactor: 0.85, maxIterations: 10000, tolerance: 1e-15, scaler: 'L1Norm'
})
YIELD nodeId, score
RETURN gds.util.asNode(nodeId).id AS organisation, score AS pagerank
ORDER BY organisation;
