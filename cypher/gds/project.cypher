// Put a layer into the memory of Graph Data Science, isolates included.
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $graph, its name
// there; $edges, rows of ask/ties; $undirected, ['*'] or []
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
CALL (version, day) {
  MATCH (a:Organisation {_version: version})
  WHERE a.id IS NOT NULL AND NOT coalesce(a.collective, false) AND (day IS NULL OR a._from <= day < a._until)
  RETURN a, null AS b, 0.0 AS weight
  UNION ALL
  UNWIND $edges AS edge
  MATCH (a:Organisation {_version: version, id: edge.a})
  MATCH (b:Organisation {_version: version, id: edge.b})
  RETURN a, b, edge.weight AS weight
}
RETURN gds.graph.project($graph, a, b, {relationshipProperties: {weight: weight}},
  {undirectedRelationshipTypes: $undirected}) AS projected;
