// Recurring gatherings of organisations.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Meeting {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name = row.name,
  n.name_nl = row.name_nl,
  n.name_en = row.name_en,
  n.kind = row.kind,
  n.zone = row.zone,
  n.sector = row.sector,
  n.per_year = row.per_year,
  n.hours = row.hours,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:FOR_ZONE]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Sector {_version: $version, id: row.sector})
  MERGE (n)-[:FOR_SECTOR]->(other)
};
