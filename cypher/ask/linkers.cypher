// Who sits on the boards of two organisations or more?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own
// A row: person; seats, the number of boards; organisations; capacities, those that are known
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
MATCH (p:Person {_version: version})-[r:SITS_ON]->(o:Organisation)
WHERE p.id IS NOT NULL AND r._counts AND r.represents IS NULL
  AND (day IS NULL OR r._from <= day < r._until)
  AND (day IS NULL OR o._from <= day < o._until)
// Entries that the journal of identities judges the same are one person. A seat on the board of a
// class of actors tells in what capacity somebody sits, but ties nobody.
WITH p._person AS person, collect(DISTINCT r.capacity) AS known,
  collect(DISTINCT CASE WHEN NOT coalesce(o.collective, false) THEN o.id END) AS boards
WHERE size(boards) > 1
RETURN person, size(boards) AS seats,
  COLLECT { UNWIND boards AS board RETURN board ORDER BY board } AS organisations,
  COLLECT { UNWIND known AS capacity RETURN capacity ORDER BY capacity } AS capacities
ORDER BY person;
