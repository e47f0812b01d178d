// Offers of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Offer {_version: version})
  WHERE n.id IS NOT NULL
  WITH n ORDER BY n._row
  RETURN collect(n) AS rows
}
RETURN
  [n IN rows | n.id] AS id,
  [n IN rows | n.organisation] AS organisation,
  [n IN rows | n.step] AS step,
  [n IN rows | n.sector] AS sector,
  [n IN rows | n.commune] AS commune,
  [n IN rows | n.zone] AS zone,
  [n IN rows | n.accepts] AS accepts,
  [n IN rows | n.places] AS places,
  [n IN rows | n.public] AS public,
  [n IN rows | n.language] AS language,
  [n IN rows | n.start] AS start,
  [n IN rows | n.`end`] AS `end`,
  [n IN rows | n.source] AS source,
  [n IN rows | n.certainty] AS certainty,
  [n IN rows | n.modality] AS modality,
  [n IN rows | n.unknown_reason] AS unknown_reason,
  [n IN rows | n.note] AS note;
