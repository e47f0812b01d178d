// The territories in which operators are coordinated; in Brussels, the six ISP zones.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Zone {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name_fr = row.name_fr,
  n.name_nl = row.name_nl,
  n.name_en = row.name_en,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note;
