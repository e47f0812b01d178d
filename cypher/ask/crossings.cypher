// Between which zones do hand-overs cross, and are the operators linked?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a
// map with a list of ids that chooses the rows, sector, or null for all
// A row: step_from, step_to, zone_from, zone_to, sector; how many pairs of an offer and one at a
// step that may come next, with no zone in common and open to a common home zone, are within one
// operator, linked (a layer ties the two), or open. An offer in several zones counts in each. These
// are not pathways
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day,
  COLLECT { MATCH (z:Zone {_version: version}) RETURN z.id } AS zones,
  COLLECT { MATCH (s:Sector {_version: version}) RETURN s.id } AS sectors,
  COLLECT { MATCH (l:Layer {_version: version}) WHERE l.counts AND l.kind IS NOT NULL RETURN l.kind } AS kinds
MATCH (o:Organisation {_version: version})
WHERE o.id IS NOT NULL AND EXISTS { (o)<-[:OFFERED_BY]-() } AND (day IS NULL OR o._from <= day < o._until)
// To whom any layer ties the operator. A class of actors is tied to nobody.
CALL (o, day, kinds) {
  WITH o, day, kinds WHERE NOT coalesce(o.collective, false)
  CALL (o, day, kinds) {
    MATCH (o)<-[r:SITS_ON]-(one:Person)
    // Entries that the journal of identities judges the same are one person.
    MATCH (entry:Person {_version: o._version, _person: one._person})-[s:SITS_ON]->(q:Organisation)
    WHERE r._counts AND s._counts AND r.represents IS NULL AND s.represents IS NULL
      AND (day IS NULL OR (r._from <= day < r._until AND s._from <= day < s._until))
    RETURN q
    UNION
    MATCH (o)-[r:ATTENDS]->(:Meeting)<-[s:ATTENDS]-(q:Organisation)
    WHERE r._counts AND s._counts
      AND (day IS NULL OR (r._from <= day < r._until AND s._from <= day < s._until))
    RETURN q
    UNION
    MATCH (o)-[r:HOLDS_SEAT]-(q:Organisation)
    WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
    RETURN q
    UNION
    MATCH (o)-[r:TIED_TO]-(q:Organisation)
    WHERE r.kind IN kinds AND r._counts AND (day IS NULL OR r._from <= day < r._until)
    RETURN q
  }
  WITH q
  WHERE NOT coalesce(q.collective, false) AND (day IS NULL OR q._from <= day < q._until)
  RETURN collect(q.id) AS tied
}
// Where each offer lies: in its zone, its commune's (outside of all zones, it does not count), where
// its organisation serves, at its seat, everywhere if its organisation serves the region; else
// nobody knows, and it does not count. To whom it is open: whom it accepts; where it does not say,
// everybody, but for who serves its own people: then where its organisation serves, else at its seat.
OPTIONAL MATCH (o)-[:SEATED_IN]->(seat:Commune)
WITH version, day, zones, sectors, o, tied, coalesce(o.zone, seat.zone) AS seat, COLLECT {
  MATCH (o)-[r:COVERS]->(z:Zone)
  WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
  RETURN DISTINCT z.id
} AS covered
MATCH (o)<-[:OFFERED_BY]-(f:Offer)-[:OF_STEP]->(step:Step)
WHERE f._counts AND (day IS NULL OR f._from <= day < f._until)
OPTIONAL MATCH (f)-[:LIES_IN]->(own:Commune)
WITH version, zones, sectors, o.id AS operator, tied, f.sector AS sector, step, CASE
  WHEN coalesce(f.zone, own.zone) IS NOT NULL THEN [coalesce(f.zone, own.zone)]
  WHEN own._outside THEN []
  WHEN covered <> [] THEN covered
  WHEN seat IS NOT NULL THEN [seat]
  WHEN o._regional THEN zones
  ELSE []
END AS lies, CASE
  WHEN f.accepts <> '*' THEN [zone IN split(f.accepts, '|') WHERE zone IN zones]
  WHEN f.accepts IS NOT NULL OR NOT o._own_people THEN zones
  WHEN covered <> [] THEN covered
  WHEN seat IS NOT NULL THEN [seat]
  ELSE zones
END AS homes
WITH version, sectors, operator, tied, sector, step, lies, homes, count(*) AS offers
// The steps that may come next: up to the first that may not be skipped.
CALL (version, step) {
  OPTIONAL MATCH (later:Step {_version: version})
  WHERE later._place > step._place AND NOT later._skippable
  RETURN min(later._place) AS last
}
WITH sectors, collect({
  operator: operator, tied: tied, sector: sector, lies: lies, homes: homes, offers: offers,
  step: step.id, place: step._place, last: last
}) AS groups
UNWIND CASE WHEN sectors = [] THEN [null] ELSE sectors END AS sector
WITH groups, sector
WHERE $chosen.sector IS NULL OR sector IN $chosen.sector
// An offer without a sector serves every sector.
WITH sector, [g IN groups WHERE g.sector IS NULL OR g.sector = sector] AS groups
UNWIND groups AS a
UNWIND groups AS b
WITH sector, a, b
WHERE b.place > a.place AND (a.last IS NULL OR b.place <= a.last) AND none(zone IN a.lies WHERE zone IN b.lies)
  AND any(zone IN a.homes WHERE zone IN b.homes)
WITH sector, a, b, a.offers * b.offers AS pairs, CASE
  WHEN a.operator = b.operator THEN 'within'
  WHEN b.operator IN a.tied THEN 'linked'
  ELSE 'open'
END AS kind
UNWIND a.lies AS zone_from
UNWIND b.lies AS zone_to
RETURN a.step AS step_from, b.step AS step_to, zone_from, zone_to, sector,
  sum(CASE kind WHEN 'within' THEN pairs ELSE 0 END) AS within,
  sum(CASE kind WHEN 'linked' THEN pairs ELSE 0 END) AS linked,
  sum(CASE kind WHEN 'open' THEN pairs ELSE 0 END) AS open
ORDER BY step_from, step_to, zone_from, zone_to, sector;
