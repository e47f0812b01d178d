// Where the public of an operator comes from.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Public {_version: $version, _row: row._row})
SET n:Record
SET
  n.organisation = row.organisation,
  n.zone = row.zone,
  n.commune = row.commune,
  n.public = row.public,
  n.people = row.people,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._counts = row._counts
WITH n, row
CALL (n, row) {
  MATCH (other:Organisation {_version: $version, id: row.organisation})
  MERGE (n)-[:COMES_TO]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:FROM_ZONE]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Commune {_version: $version, id: row.commune})
  MERGE (n)-[:FROM_COMMUNE]->(other)
};
