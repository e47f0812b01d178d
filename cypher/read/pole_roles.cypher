// Roles in poles of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (a)-[r:ACTS_IN {_version: version}]->(b)
  WHERE r._row IS NOT NULL
  WITH a, r, b ORDER BY r._row
  RETURN collect([a.id, r, b.id]) AS rows
}
RETURN
  [x IN rows | x[2]] AS pole,
  [x IN rows | x[0]] AS organisation,
  [x IN rows | x[1].role] AS role,
  [x IN rows | x[1].source] AS source,
  [x IN rows | x[1].certainty] AS certainty,
  [x IN rows | x[1].modality] AS modality,
  [x IN rows | x[1].unknown_reason] AS unknown_reason,
  [x IN rows | x[1].note] AS note;
