// Which organisation serves which zone, as opposed to where it sits.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a:Organisation {_version: $version, id: row.organisation})
MATCH (b:Zone {_version: $version, id: row.zone})
MERGE (a)-[r:COVERS {_version: $version, _row: row._row}]->(b)
SET
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
