// Natural persons who sit on boards.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Person {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name = row.name,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._person = row._person;
