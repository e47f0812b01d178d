// The layers of a dataset, and those that are directed.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (l:Layer {_version: version})
RETURN collect(l.name) AS layers, collect(CASE WHEN l.directed THEN l.name END) AS directed;
