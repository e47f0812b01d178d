// Which steps of which sector does nobody offer in a zone?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a
// map with lists of ids that choose the rows, zone and sector, or null for all
// A row: zone, sector, step; status: unknown (the dataset has no offers, or does not know the
// zone), none (nobody in the region), elsewhere (somebody in another zone); skippable;
// nearest_zone, where only one other has the step; affected, people in demand, null if unknown
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day,
  EXISTS { (:Offer {_version: version}) } AS known,
  COLLECT { MATCH (z:Zone {_version: version}) RETURN z.id } AS zones,
  COLLECT { MATCH (s:Sector {_version: version}) RETURN s.id } AS sectors
MATCH (step:Step {_version: version})
// Where each offer lies: in its zone, its commune's, where its organisation serves, at its seat,
// everywhere if its organisation serves the region; else nobody knows, and it does not count.
CALL (step, day, zones) {
  MATCH (step)<-[:OF_STEP]-(f:Offer)-[:OFFERED_BY]->(o:Organisation)
  WHERE f._counts AND (day IS NULL OR (f._from <= day < f._until AND o._from <= day < o._until))
  OPTIONAL MATCH (f)-[:LIES_IN]->(own:Commune)
  OPTIONAL MATCH (o)-[:SEATED_IN]->(seat:Commune)
  WITH f, o, zones, own.zone AS own, coalesce(o.zone, seat.zone) AS seat, COLLECT {
    MATCH (o)-[r:COVERS]->(z:Zone)
    WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
    RETURN DISTINCT z.id
  } AS covered
  WITH f, CASE
    WHEN coalesce(f.zone, own) IS NOT NULL THEN [coalesce(f.zone, own)]
    WHEN covered <> [] THEN covered
    WHEN seat IS NOT NULL THEN [seat]
    WHEN o._regional THEN zones
    ELSE []
  END AS lies
  UNWIND lies AS zone
  RETURN collect(DISTINCT {sector: f.sector, zone: zone}) AS offered
}
UNWIND CASE WHEN sectors = [] THEN [null] ELSE sectors END AS sector
WITH version, known, step, offered, sector
WHERE $chosen.sector IS NULL OR sector IN $chosen.sector
// An offer without a sector serves every sector.
WITH version, known, step, sector, COLLECT {
  UNWIND offered AS f
  WITH f WHERE f.sector IS NULL OR f.sector = sector
  RETURN DISTINCT f.zone
} AS met
MATCH (z:Zone {_version: version})
WHERE ($chosen.zone IS NULL OR z.id IN $chosen.zone)
  AND (NOT known OR z.unknown_reason IS NOT NULL OR NOT z.id IN met)
WITH z, sector, step, met, known AND z.unknown_reason IS NULL AS told
CALL (z, sector) {
  OPTIONAL MATCH (z)<-[:FROM_ZONE]-(n:Demand)
  WHERE n._counts AND coalesce(n.sector = sector, n.sector IS NULL AND sector IS NULL)
  // Rows that state the same count once. One number that is not known makes the sum unknown.
  WITH DISTINCT n.zone AS home, n.public AS public, n.people AS people, coalesce(n.modality, 'observed') AS modality
  WHERE home IS NOT NULL
  RETURN CASE WHEN count(*) > 0 AND count(*) = count(people) THEN sum(people) END AS affected
}
RETURN z.id AS zone, sector, step.id AS step,
  CASE WHEN NOT told THEN 'unknown' WHEN met = [] THEN 'none' ELSE 'elsewhere' END AS status,
  step._skippable AS skippable, CASE WHEN told AND size(met) = 1 THEN met[0] END AS nearest_zone,
  affected
ORDER BY zone, sector, step;
