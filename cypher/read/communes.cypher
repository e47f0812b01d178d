// Communes of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Commune {_version: version})
  WHERE n.id IS NOT NULL
  WITH n ORDER BY n._row
  RETURN collect(n) AS rows
}
RETURN
  [n IN rows | n.id] AS id,
  [n IN rows | n.name_fr] AS name_fr,
  [n IN rows | n.name_nl] AS name_nl,
  [n IN rows | n.zone] AS zone,
  [n IN rows | n.population] AS population,
  [n IN rows | n.source] AS source,
  [n IN rows | n.certainty] AS certainty,
  [n IN rows | n.modality] AS modality,
  [n IN rows | n.unknown_reason] AS unknown_reason,
  [n IN rows | n.note] AS note;
