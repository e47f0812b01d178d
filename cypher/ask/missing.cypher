// Which steps of which sector does nobody offer in a zone?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a
// map with lists of ids that choose the rows, zone and sector, or null for all
// A row: zone, sector, step; status: unknown (the dataset has no offers, or does not know the
// zone), none (nobody in the region), ineligible (there are offers, none of them open to who lives
// there), elsewhere (somebody in another zone); skippable; nearest_zone, where only one other has
// the step; affected, people in demand, null if unknown
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day,
  EXISTS { (:Offer {_version: version}) } AS known,
  COLLECT { MATCH (z:Zone {_version: version}) RETURN z.id } AS zones,
  COLLECT { MATCH (s:Sector {_version: version}) RETURN s.id } AS sectors
MATCH (step:Step {_version: version})
// Where each offer lies: in its zone, its commune's (outside of all zones, it does not count), where
// its organisation serves, at its seat, everywhere if its organisation serves the region; else
// nobody knows, and it does not count. To whom it is open: whom it accepts; where it does not say,
// everybody, but for who serves its own people: then where its organisation serves, else at its seat.
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
  WITH f, CASE
    WHEN coalesce(f.zone, own.zone) IS NOT NULL THEN [coalesce(f.zone, own.zone)]
    WHEN own._outside THEN []
    WHEN covered <> [] THEN covered
    WHEN seat IS NOT NULL THEN [seat]
    WHEN o._regional THEN zones
    ELSE []
  END AS lies, CASE
    WHEN f.accepts <> '*' THEN split(f.accepts, '|')
    WHEN f.accepts IS NOT NULL OR NOT o._own_people THEN zones
    WHEN covered <> [] THEN covered
    WHEN seat IS NOT NULL THEN [seat]
    ELSE zones
  END AS homes
  UNWIND lies AS zone
  RETURN collect(DISTINCT {sector: f.sector, zone: zone, homes: homes}) AS offered
}
UNWIND CASE WHEN sectors = [] THEN [null] ELSE sectors END AS sector
WITH version, known, step, offered, sector
WHERE $chosen.sector IS NULL OR sector IN $chosen.sector
// An offer without a sector serves every sector.
WITH version, known, step, sector, [f IN offered WHERE f.sector IS NULL OR f.sector = sector] AS every
MATCH (z:Zone {_version: version})
WHERE $chosen.zone IS NULL OR z.id IN $chosen.zone
WITH z, sector, step, known AND z.unknown_reason IS NULL AS told, every <> [] AS some,
  any(f IN every WHERE f.zone = z.id) AS here, COLLECT {
    UNWIND every AS f
    WITH f WHERE z.id IN f.homes
    RETURN DISTINCT f.zone
  } AS met
WHERE NOT told OR NOT z.id IN met
CALL (z, sector) {
  OPTIONAL MATCH (z)<-[:FROM_ZONE]-(n:Demand)
  WHERE n._counts AND coalesce(n.sector = sector, n.sector IS NULL AND sector IS NULL)
  // Rows that state the same count once. One number that is not known makes the sum unknown.
  WITH DISTINCT n.zone AS home, n.public AS public, n.people AS people, coalesce(n.modality, 'observed') AS modality
  WHERE home IS NOT NULL
  RETURN CASE WHEN count(*) > 0 AND count(*) = count(people) THEN sum(people) END AS affected
}
RETURN z.id AS zone, sector, step.id AS step,
  CASE WHEN NOT told THEN 'unknown' WHEN NOT some THEN 'none' WHEN here OR met = [] THEN 'ineligible'
    ELSE 'elsewhere' END AS status,
  step._skippable AS skippable, CASE WHEN told AND size(met) = 1 THEN met[0] END AS nearest_zone,
  affected
ORDER BY zone, sector, step;
