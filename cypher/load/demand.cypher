// People who look for a pathway, by home zone and sector.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Demand {_version: $version, _row: row._row})
SET n:Record
SET
  n.zone = row.zone,
  n.sector = row.sector,
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
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:FROM_ZONE]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Sector {_version: $version, id: row.sector})
  MERGE (n)-[:FOR_SECTOR]->(other)
};
