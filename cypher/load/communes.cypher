// Municipalities, each in at most one zone. The NIS code is the key; a postal code is not.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Commune {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name_fr = row.name_fr,
  n.name_nl = row.name_nl,
  n.zone = row.zone,
  n.population = row.population,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._outside = row._outside
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:LIES_IN]->(other)
};
