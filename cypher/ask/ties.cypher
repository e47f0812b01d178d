// Who is tied to whom in a layer, and how strongly?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $layer, its name
// A row: a, b, weight (people or meetings shared, or statements); undirected ties once, a < b
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
MATCH (l:Layer {_version: version, name: $layer})
CALL (l, version, day) {
  WITH l, version, day WHERE l.name = 'boards'
  MATCH (p:Person {_version: version})-[r:SITS_ON]->(o:Organisation)
  WHERE p.id IS NOT NULL AND r._counts AND r.represents IS NULL
    AND (day IS NULL OR r._from <= day < r._until)
    AND NOT coalesce(o.collective, false) AND (day IS NULL OR o._from <= day < o._until)
  // Entries that the journal of identities judges the same are one person.
  WITH p._person AS person, collect(DISTINCT o.id) AS boards
  UNWIND boards AS a
  UNWIND boards AS b
  WITH a, b WHERE a < b
  RETURN a, b, toFloat(count(*)) AS weight
  UNION ALL
  WITH l, version, day WHERE l.name = 'meetings'
  MATCH (a:Organisation {_version: version})-[r:ATTENDS]-(top:Meeting)-[s:ATTENDS]-(b:Organisation)
  WHERE a.id < b.id AND r._counts AND s._counts
    AND (day IS NULL OR r._from <= day < r._until)
    AND (day IS NULL OR s._from <= day < s._until)
    AND NOT coalesce(a.collective, false) AND (day IS NULL OR a._from <= day < a._until)
    AND NOT coalesce(b.collective, false) AND (day IS NULL OR b._from <= day < b._until)
  RETURN a.id AS a, b.id AS b, toFloat(count(DISTINCT top)) AS weight
  UNION ALL
  WITH l, version, day WHERE l.name = 'board_seats'
  MATCH (x:Organisation {_version: version})-[r:HOLDS_SEAT]->(y:Organisation)
  WHERE x.id <> y.id AND r._counts AND (day IS NULL OR r._from <= day < r._until)
    AND NOT coalesce(x.collective, false) AND (day IS NULL OR x._from <= day < x._until)
    AND NOT coalesce(y.collective, false) AND (day IS NULL OR y._from <= day < y._until)
  WITH l, r, x.id AS x, y.id AS y
  WITH r, x, y, l.directed OR x < y AS forward
  // A statement that stands twice counts once.
  WITH CASE WHEN forward THEN x ELSE y END AS a, CASE WHEN forward THEN y ELSE x END AS b,
    [x, r.person, r.role, r.capacity, r.start, r.`end`, coalesce(r.modality, 'observed')] AS statement
  RETURN a, b, toFloat(count(DISTINCT statement)) AS weight
  UNION ALL
  WITH l, version, day WHERE l.kind IS NOT NULL
  MATCH (x:Organisation {_version: version})-[r:TIED_TO {kind: l.kind}]->(y:Organisation)
  WHERE x.id <> y.id AND r._counts AND (day IS NULL OR r._from <= day < r._until)
    AND NOT coalesce(x.collective, false) AND (day IS NULL OR x._from <= day < x._until)
    AND NOT coalesce(y.collective, false) AND (day IS NULL OR y._from <= day < y._until)
  WITH l, r, x.id AS x, y.id AS y
  WITH r, x, y, l.directed OR x < y AS forward
  // A statement that stands twice counts once.
  WITH CASE WHEN forward THEN x ELSE y END AS a, CASE WHEN forward THEN y ELSE x END AS b,
    [x, r.kind, r.role, r.flow, r.amount, r.start, r.`end`, coalesce(r.modality, 'observed')] AS statement
  RETURN a, b, toFloat(count(DISTINCT statement)) AS weight
}
RETURN a, b, weight
ORDER BY a, b;
