// Dated seats on boards, of a person or, through its representative, of an organisation.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MATCH (b:Organisation {_version: $version, id: row.organisation})
// A seat whose holder is not known is held by a node :Seat.
CALL (row) {
  WITH row WHERE row.person IS NOT NULL
  MATCH (a:Person {_version: $version, id: row.person})
  RETURN a
UNION
  WITH row WHERE row.person IS NULL
  MERGE (a:Seat {_version: $version, _row: row._row})
  SET a:Record
  RETURN a
}
MERGE (a)-[r:SITS_ON {_version: $version, _row: row._row}]->(b)
SET
  r.role = row.role,
  r.capacity = row.capacity,
  r.represents = row.represents,
  r.start = row.start,
  r.`end` = row.`end`,
  r.source = row.source,
  r.certainty = row.certainty,
  r.modality = row.modality,
  r.unknown_reason = row.unknown_reason,
  r.note = row.note,
  r._from = row._from,
  r._until = row._until,
  r._counts = row._counts
WITH b, row
// The organisation that sits through somebody.
CALL (b, row) {
  MATCH (o:Organisation {_version: $version, id: row.represents})
  MERGE (o)-[r:HOLDS_SEAT {_version: $version, _row: row._row}]->(b)
  SET
    r.person = row.person,
    r.role = row.role,
    r.capacity = row.capacity,
    r.represents = row.represents,
    r.start = row.start,
    r.`end` = row.`end`,
    r.source = row.source,
    r.certainty = row.certainty,
    r.modality = row.modality,
    r.unknown_reason = row.unknown_reason,
    r.note = row.note,
    r._from = row._from,
    r._until = row._until,
    r._counts = row._counts
};
