// Demand of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Demand {_version: version})
  WHERE n._row IS NOT NULL
  WITH n ORDER BY n._row
  RETURN collect(n) AS rows
}
RETURN
  [n IN rows | n.zone] AS zone,
  [n IN rows | n.sector] AS sector,
  [n IN rows | n.public] AS public,
  [n IN rows | n.people] AS people,
  [n IN rows | n.source] AS source,
  [n IN rows | n.certainty] AS certainty,
  [n IN rows | n.modality] AS modality,
  [n IN rows | n.unknown_reason] AS unknown_reason,
  [n IN rows | n.note] AS note;
