// The ordered steps of the filière; blank or absent is the seven steps of the ideal filière, as far as offers use them.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Step {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.position = row.position,
  n.name_fr = row.name_fr,
  n.name_nl = row.name_nl,
  n.name_en = row.name_en,
  n.skippable = row.skippable,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._place = row._place,
  n._skippable = row._skippable;
