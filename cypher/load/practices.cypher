// What a zone says that it does, item by item. An absent row is unknown, not no.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Practice {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.topic = row.topic,
  n.item = row.item,
  n.label_fr = row.label_fr,
  n.label_nl = row.label_nl,
  n.label_en = row.label_en,
  n.zone = row.zone,
  n.value = row.value,
  n.value_raw = row.value_raw,
  n.unknown_reason_fr = row.unknown_reason_fr,
  n.unknown_reason_nl = row.unknown_reason_nl,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._counts = row._counts
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:PRACTISED_IN]->(other)
};
