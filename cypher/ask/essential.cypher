// Without which operators is no pathway of a sector left?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a
// map with a list of ids that chooses the rows, sector, or null for all. A pathway may leave its
// zone: zones choose nothing
// A row: sector, organisation, steps (that it offers, in their order; nobody else offers one of
// them that may not be skipped)
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day,
  EXISTS { (:Zone {_version: version}) } AS zones,
  COLLECT { MATCH (s:Sector {_version: version}) RETURN s.id } AS sectors
MATCH (step:Step {_version: version})
// Who offers the step; an offer of which nobody knows where it lies does not count.
CALL (step, day, zones) {
  MATCH (step)<-[:OF_STEP]-(f:Offer)-[:OFFERED_BY]->(o:Organisation)
  WHERE f._counts AND (day IS NULL OR (f._from <= day < f._until AND o._from <= day < o._until))
  OPTIONAL MATCH (f)-[:LIES_IN]->(own:Commune)
  OPTIONAL MATCH (o)-[:SEATED_IN]->(seat:Commune)
  WITH f, o, own, seat
  WHERE coalesce(f.zone, own.zone, o.zone, seat.zone) IS NOT NULL OR (o._regional AND zones)
    OR EXISTS {
      MATCH (o)-[r:COVERS]->(:Zone)
      WHERE r._counts AND (day IS NULL OR r._from <= day < r._until)
    }
  RETURN collect(DISTINCT {sector: f.sector, operator: o.id}) AS offered
}
WITH step, offered, sectors
ORDER BY step._place
WITH sectors, collect({id: step.id, skippable: step._skippable, offered: offered}) AS steps
UNWIND CASE WHEN sectors = [] THEN [null] ELSE sectors END AS sector
WITH sector, steps
WHERE $chosen.sector IS NULL OR sector IN $chosen.sector
// An offer without a sector serves every sector.
WITH sector, [s IN steps | {id: s.id, skippable: s.skippable, operators: COLLECT {
  UNWIND s.offered AS f
  WITH f WHERE f.sector IS NULL OR f.sector = sector
  RETURN DISTINCT f.operator
}}] AS steps
WHERE all(s IN steps WHERE s.skippable OR s.operators <> [])
UNWIND COLLECT {
  UNWIND steps AS s
  WITH s WHERE NOT s.skippable AND size(s.operators) = 1
  RETURN DISTINCT s.operators[0]
} AS organisation
RETURN sector, organisation, [s IN steps WHERE organisation IN s.operators | s.id] AS steps
ORDER BY sector, organisation;
