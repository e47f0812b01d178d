// The component of each organisation of a projected layer, as a number.
// Parameter: $graph
CALL gds.wcc.stream($graph)
YIELD nodeId, componentId
RETURN gds.util.asNode(nodeId).id AS organisation, componentId AS number
ORDER BY organisation;
