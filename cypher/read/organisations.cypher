// Organisations of a dataset, column by column, in the order in which they were loaded.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Organisation {_version: version})
  WHERE n.id IS NOT NULL
  WITH n ORDER BY n._row
  RETURN collect(n) AS rows
}
RETURN
  [n IN rows | n.id] AS id,
  [n IN rows | n.name] AS name,
  [n IN rows | n.kind] AS kind,
  [n IN rows | n.short_name] AS short_name,
  [n IN rows | n.name_nl] AS name_nl,
  [n IN rows | n.language] AS language,
  [n IN rows | n.commune] AS commune,
  [n IN rows | n.postal_code] AS postal_code,
  [n IN rows | n.zone] AS zone,
  [n IN rows | n.covers] AS covers,
  [n IN rows | n.sectors] AS sectors,
  [n IN rows | n.founded] AS founded,
  [n IN rows | n.closed] AS closed,
  [n IN rows | n.enterprise_number] AS enterprise_number,
  [n IN rows | n.collective] AS collective,
  [n IN rows | n.unknown_reason_fr] AS unknown_reason_fr,
  [n IN rows | n.unknown_reason_nl] AS unknown_reason_nl,
  [n IN rows | n.note_fr] AS note_fr,
  [n IN rows | n.note_nl] AS note_nl,
  [n IN rows | n.source] AS source,
  [n IN rows | n.certainty] AS certainty,
  [n IN rows | n.modality] AS modality,
  [n IN rows | n.unknown_reason] AS unknown_reason,
  [n IN rows | n.note] AS note;
