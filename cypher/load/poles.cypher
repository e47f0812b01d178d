// Poles of work, each with its own client and ground of trust.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Pole {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name_fr = row.name_fr,
  n.name_nl = row.name_nl,
  n.name_en = row.name_en,
  n.client = row.client,
  n.trust = row.trust,
  n.part_of = row.part_of,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note
WITH n, row
CALL (n, row) {
  // The row referred to may come later: it is made now and filled in then.
  WITH n, row WHERE row.part_of IS NOT NULL
  MERGE (other:Pole {_version: $version, id: row.part_of})
  MERGE (n)-[:PART_OF]->(other)
};
