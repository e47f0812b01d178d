// Which organisation acts in which pole.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a:Organisation {_version: $version, id: row.organisation})
MATCH (b:Pole {_version: $version, id: row.pole})
MERGE (a)-[r:ACTS_IN {_version: $version, _row: row._row}]->(b)
SET
  r.role = row.role,
  r.source = row.source,
  r.certainty = row.certainty,
  r.modality = row.modality,
  r.unknown_reason = row.unknown_reason,
  r.note = row.note,
  r._counts = row._counts;
