// Without which operators is no pathway of a sector left, from which home zone?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a
// map with lists of ids that choose the rows, zone and sector, or null for all
// A row: zone, sector, organisation, steps (that it offers there, in their order; nobody else offers
// one of them that may not be skipped)
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day,
  COLLECT { MATCH (z:Zone {_version: version}) RETURN z.id } AS zones,
  COLLECT { MATCH (s:Sector {_version: version}) RETURN s.id } AS sectors
MATCH (step:Step {_version: version})
// Who offers the step, to whom. An offer that lies outside of all zones, or of which nobody knows
// where it lies, does not count. It is open to whom it accepts; where it does not say, to everybody,
// but for who serves its own people: then to where its organisation serves, else to its seat.
CALL (step, day, zones) {
  MATCH (step)<-[:OF_STEP]-(f:Offer)-[:OFFERED_BY]->(o:Organisation)
  WHERE f._counts AND (day IS NULL OR (f._from <= day < f._until AND o._from <= day < o._until))
  OPTIONAL MATCH (f)-[:LIES_IN]->(own:Commune)
  OPTIONAL MATCH (o)-[:SEATED_IN]->(seat:Commune)
  WITH f, o, zones, own, coalesce(o.zone, seat.zone) AS seat, COLLECT {
    MATCH (o)-[r:COVERS]->(z:Zone)
    WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
    RETURN DISTINCT z.id
  } AS covered
  WHERE coalesce(f.zone, own.zone) IS NOT NULL OR (NOT coalesce(own._outside, false)
    AND (covered <> [] OR seat IS NOT NULL OR (o._regional AND zones <> [])))
  RETURN collect(DISTINCT {sector: f.sector, operator: o.id, homes: CASE
    WHEN f.accepts <> '*' THEN split(f.accepts, '|')
    WHEN f.accepts IS NOT NULL OR NOT o._own_people THEN zones
    WHEN covered <> [] THEN covered
    WHEN seat IS NOT NULL THEN [seat]
    ELSE zones
  END}) AS offered
}
WITH step, offered, zones, sectors
ORDER BY step._place
WITH zones, sectors, collect({id: step.id, skippable: step._skippable, offered: offered}) AS steps
UNWIND zones AS zone
UNWIND CASE WHEN sectors = [] THEN [null] ELSE sectors END AS sector
WITH zone, sector, steps
WHERE ($chosen.zone IS NULL OR zone IN $chosen.zone) AND ($chosen.sector IS NULL OR sector IN $chosen.sector)
// An offer without a sector serves every sector.
WITH zone, sector, [s IN steps | {id: s.id, skippable: s.skippable, operators: COLLECT {
  UNWIND s.offered AS f
  WITH f WHERE zone IN f.homes AND (f.sector IS NULL OR f.sector = sector)
  RETURN DISTINCT f.operator
}}] AS steps
WHERE all(s IN steps WHERE s.skippable OR s.operators <> [])
UNWIND COLLECT {
  UNWIND steps AS s
  WITH s WHERE NOT s.skippable AND size(s.operators) = 1
  RETURN DISTINCT s.operators[0]
} AS organisation
RETURN zone, sector, organisation, [s IN steps WHERE organisation IN s.operators | s.id] AS steps
ORDER BY zone, sector, organisation;
