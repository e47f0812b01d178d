// Practices of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Practice {_version: version})
  WHERE n.id IS NOT NULL
  WITH n ORDER BY n._row
  RETURN collect(n) AS rows
}
RETURN
  [n IN rows | n.id] AS id,
  [n IN rows | n.topic] AS topic,
  [n IN rows | n.item] AS item,
  [n IN rows | n.label_fr] AS label_fr,
  [n IN rows | n.label_nl] AS label_nl,
  [n IN rows | n.label_en] AS label_en,
  [n IN rows | n.zone] AS zone,
  [n IN rows | n.value] AS value,
  [n IN rows | n.value_raw] AS value_raw,
  [n IN rows | n.unknown_reason_fr] AS unknown_reason_fr,
  [n IN rows | n.unknown_reason_nl] AS unknown_reason_nl,
  [n IN rows | n.source] AS source,
  [n IN rows | n.certainty] AS certainty,
  [n IN rows | n.modality] AS modality,
  [n IN rows | n.unknown_reason] AS unknown_reason,
  [n IN rows | n.note] AS note;
