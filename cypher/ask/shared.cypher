// Which organisations share administrators, and how many?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own
// A row: a, b, a < b; shared (people with a seat of their own on both boards), and of these:
// volunteers (on both boards), directors (of another organisation, on some board), office (public
// office, on some board); damped (each counts 1/(k-1), k her boards)
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
WITH p._person AS person, collect({
  board: CASE WHEN NOT coalesce(o.collective, false) THEN o.id END, capacity: r.capacity
}) AS seats
WITH person,
  any(s IN seats WHERE s.capacity = 'director') AS director,
  any(s IN seats WHERE s.capacity = 'public_office') AS office,
  [s IN seats WHERE s.capacity = 'volunteer' | s.board] AS volunteering,
  COLLECT { UNWIND seats AS s WITH s WHERE s.board IS NOT NULL RETURN DISTINCT s.board } AS boards
ORDER BY person
UNWIND boards AS a
UNWIND boards AS b
WITH person, director, office, volunteering, boards, a, b
WHERE a < b
WITH a, b, count(*) AS shared,
  count(CASE WHEN a IN volunteering AND b IN volunteering THEN 1 END) AS volunteers,
  count(CASE WHEN director THEN 1 END) AS directors,
  count(CASE WHEN office THEN 1 END) AS office,
  // In the order of the people: the same sum to the last digit.
  collect(1.0 / (size(boards) - 1)) AS parts
RETURN a, b, shared, volunteers, directors, office, reduce(sum = 0.0, part IN parts | sum + part) AS damped
ORDER BY a, b;
