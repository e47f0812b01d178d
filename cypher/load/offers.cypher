// What an operator does: a step, for a sector or transversal, at a place.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Offer {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.organisation = row.organisation,
  n.step = row.step,
  n.sector = row.sector,
  n.commune = row.commune,
  n.zone = row.zone,
  n.accepts = row.accepts,
  n.places = row.places,
  n.public = row.public,
  n.language = row.language,
  n.start = row.start,
  n.`end` = row.`end`,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._from = row._from,
  n._until = row._until,
  n._counts = row._counts
WITH n, row
CALL (n, row) {
  MATCH (other:Organisation {_version: $version, id: row.organisation})
  MERGE (n)-[:OFFERED_BY]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Step {_version: $version, id: row.step})
  MERGE (n)-[:OF_STEP]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Sector {_version: $version, id: row.sector})
  MERGE (n)-[:FOR_SECTOR]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Commune {_version: $version, id: row.commune})
  MERGE (n)-[:LIES_IN]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:LIES_IN_ZONE]->(other)
};
