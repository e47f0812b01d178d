// Legal acts, routes to employment and themes of work.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Text {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.kind = row.kind,
  n.title_fr = row.title_fr,
  n.title_nl = row.title_nl,
  n.title_en = row.title_en,
  n.date = row.date,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note;
