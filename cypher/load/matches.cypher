// Journal of decisions whether two entries are the same person.
// Parameters: $version; $rows, a list of maps with a key for each column.
CYPHER replan=skip
UNWIND $rows AS row
MATCH (a:Person {_version: $version, id: row.a})
MATCH (b:Person {_version: $version, id: row.b})
MERGE (a)-[r:SAME_PERSON {_version: $version, _row: row._row}]->(b)
SET
  r.verdict = row.verdict,
  r.who = row.who,
  r.`when` = row.`when`,
  r.why = row.why,
  r.source = row.source,
  r.certainty = row.certainty,
  r.modality = row.modality,
  r.unknown_reason = row.unknown_reason,
  r.note = row.note;
