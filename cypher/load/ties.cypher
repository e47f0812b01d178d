// Dated relations of two organisations.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a:Organisation {_version: $version, id: row.`from`})
MATCH (b:Organisation {_version: $version, id: row.`to`})
MERGE (a)-[r:TIED_TO {_version: $version, _row: row._row}]->(b)
SET
  r.kind = row.kind,
  r.role = row.role,
  r.role_fr = row.role_fr,
  r.role_nl = row.role_nl,
  r.flow = row.flow,
  r.amount = row.amount,
  r.start = row.start,
  r.`end` = row.`end`,
  r.source = row.source,
  r.certainty = row.certainty,
  r.modality = row.modality,
  r.unknown_reason = row.unknown_reason,
  r.note = row.note,
  r._from = row._from,
  r._until = row._until,
  r._counts = row._counts;
