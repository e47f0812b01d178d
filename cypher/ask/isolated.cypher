// Who is isolated in a layer, and of whom can the data not tell?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $layers, a list
// of names, or null for each layer and all
// A row: organisation, name, zone, layer, status (isolated, unknown), degree
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
MATCH (o:Organisation {_version: version})
WHERE o.id IS NOT NULL AND NOT coalesce(o.collective, false) AND (day IS NULL OR o._from <= day < o._until)
MATCH (l:Layer {_version: version})
WHERE l.name IS NOT NULL
// The rows of the layer in which the organisation stands, and to whom they tie it.
CALL (o, l, day) {
  WITH o, l, day WHERE l.name = 'boards'
  OPTIONAL MATCH (o)<-[r:SITS_ON]-(holder)
  WHERE r._counts AND r.represents IS NULL AND (day IS NULL OR r._from <= day < r._until)
  // Entries that the journal of identities judges the same are one person.
  OPTIONAL MATCH (entry:Person {_version: o._version, _person: holder._person})-[s:SITS_ON]->(q:Organisation)
  WHERE q <> o AND NOT coalesce(q.collective, false) AND (day IS NULL OR q._from <= day < q._until)
    AND s._counts AND s.represents IS NULL AND (day IS NULL OR s._from <= day < s._until)
  RETURN l.name AS layer, count(r) AS rows, collect(DISTINCT q.id) AS others
  UNION ALL
  WITH o, l, day WHERE l.name = 'board_seats'
  OPTIONAL MATCH (o)-[r:HOLDS_SEAT]-(q:Organisation)
  WHERE q <> o AND NOT coalesce(q.collective, false) AND (day IS NULL OR q._from <= day < q._until)
    AND r._counts AND (day IS NULL OR r._from <= day < r._until)
  RETURN l.name AS layer, count(r) AS rows, collect(DISTINCT q.id) AS others
  UNION ALL
  WITH o, l, day WHERE l.name = 'meetings'
  OPTIONAL MATCH (o)-[r:ATTENDS]->(meeting)
  WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
  OPTIONAL MATCH (meeting)<-[s:ATTENDS]-(q:Organisation)
  WHERE q <> o AND NOT coalesce(q.collective, false) AND (day IS NULL OR q._from <= day < q._until)
    AND s._counts AND (day IS NULL OR s._from <= day < s._until)
  RETURN l.name AS layer, count(r) AS rows, collect(DISTINCT q.id) AS others
  UNION ALL
  WITH o, l, day WHERE l.kind IS NOT NULL
  OPTIONAL MATCH (o)-[r:TIED_TO {kind: l.kind}]-(q:Organisation)
  WHERE q <> o AND NOT coalesce(q.collective, false) AND (day IS NULL OR q._from <= day < q._until)
    AND r._counts AND (day IS NULL OR r._from <= day < r._until)
  RETURN l.name AS layer, count(r) AS rows, collect(DISTINCT q.id) AS others
}
// Unknown: no row at all in the layer; the table is incomplete, or the organisation has a reason to
// be unknown, and no row of it is there; on boards, never a mandate.
WITH o, l, layer, others,
  l.evidence = 0
  OR (rows = 0 AND (l.incomplete OR o.unknown_reason IS NOT NULL))
  OR (layer = 'boards' AND NOT EXISTS { (o)<-[m:SITS_ON]-() WHERE m._counts }) AS unknown
WITH o, collect({layer: layer, others: others, unknown: unknown, counts: l.counts}) AS found
// All layers together, those aside that do not count there.
CALL (found) {
  UNWIND found AS f
  WITH f WHERE f.counts
  UNWIND CASE WHEN f.others = [] THEN [null] ELSE f.others END AS other
  RETURN collect(DISTINCT other) AS everybody
}
WITH o, found + [{
  layer: 'all', others: everybody, unknown: all(f IN found WHERE f.unknown OR NOT f.counts)
}] AS found
UNWIND found AS f
WITH o, f
WHERE (f.unknown OR f.others = []) AND ($layers IS NULL OR f.layer IN $layers)
OPTIONAL MATCH (o)-[:SEATED_IN]->(commune:Commune)
RETURN o.id AS organisation, o.name AS name, coalesce(o.zone, commune.zone) AS zone,
  f.layer AS layer, CASE WHEN f.unknown THEN 'unknown' ELSE 'isolated' END AS status,
  size(f.others) AS degree
ORDER BY organisation, layer;
