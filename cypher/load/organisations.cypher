// Every actor of the network. The only table that must exist.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Organisation {_version: $version, id: row.id})
SET n:Record
SET
  n._row = row._row,
  n.name = row.name,
  n.kind = row.kind,
  n.short_name = row.short_name,
  n.name_nl = row.name_nl,
  n.language = row.language,
  n.commune = row.commune,
  n.postal_code = row.postal_code,
  n.zone = row.zone,
  n.covers = row.covers,
  n.sectors = row.sectors,
  n.founded = row.founded,
  n.closed = row.closed,
  n.enterprise_number = row.enterprise_number,
  n.collective = row.collective,
  n.unknown_reason_fr = row.unknown_reason_fr,
  n.unknown_reason_nl = row.unknown_reason_nl,
  n.note_fr = row.note_fr,
  n.note_nl = row.note_nl,
  n.source = row.source,
  n.certainty = row.certainty,
  n.modality = row.modality,
  n.unknown_reason = row.unknown_reason,
  n.note = row.note,
  n._from = row._from,
  n._until = row._until,
  n._regional = row._regional,
  n._own_people = row._own_people
WITH n, row
CALL (n, row) {
  MATCH (other:Commune {_version: $version, id: row.commune})
  MERGE (n)-[:SEATED_IN]->(other)
}
WITH n, row
CALL (n, row) {
  MATCH (other:Zone {_version: $version, id: row.zone})
  MERGE (n)-[:SEATED_IN_ZONE]->(other)
};
