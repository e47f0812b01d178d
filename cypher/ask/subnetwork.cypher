// What does the network look like around an organisation, or within a choice?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own; $chosen, a map of
// what is to be chosen, each entry of which may be left out, or null for all: layer, the one whose
// ties count; around, an id; radius, ties away at most; and the filters, each a list of ids or codes:
// zone (seated in it or covering it), seat_zone, coverage_zone, sector, step, kind, commune,
// language, organisation choose organisations, certainty and modality choose the rows that tie them
// A row: organisation, name, kind, zone, degree, neighbours
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
MATCH (o:Organisation {_version: version})
WHERE o.id IS NOT NULL AND NOT coalesce(o.collective, false) AND (day IS NULL OR o._from <= day < o._until)
OPTIONAL MATCH (o)-[:SEATED_IN]->(commune:Commune)
WITH version, day, o, coalesce(o.zone, commune.zone) AS zone
WHERE ($chosen.kind IS NULL OR coalesce(o.kind, 'other') IN $chosen.kind)
  AND ($chosen.language IS NULL OR o.language IN $chosen.language)
  AND ($chosen.commune IS NULL OR o.commune IN $chosen.commune)
  AND ($chosen.organisation IS NULL OR o.id IN $chosen.organisation)
  AND ($chosen.seat_zone IS NULL OR zone IN $chosen.seat_zone)
  AND ($chosen.coverage_zone IS NULL OR EXISTS {
    MATCH (o)-[r:COVERS]->(z:Zone)
    WHERE z.id IN $chosen.coverage_zone AND r._counts AND (day IS NULL OR r._from <= day < r._until)
  })
  AND ($chosen.zone IS NULL OR coalesce(zone IN $chosen.zone, false) OR EXISTS {
    MATCH (o)-[r:COVERS]->(z:Zone)
    WHERE z.id IN $chosen.zone AND r._counts AND (day IS NULL OR r._from <= day < r._until)
  })
  AND ($chosen.sector IS NULL OR EXISTS {
    MATCH (o)-[r:WORKS_IN]->(s:Sector)
    WHERE s.id IN $chosen.sector AND r._counts
  } OR EXISTS {
    MATCH (o)<-[:OFFERED_BY]-(f:Offer)
    WHERE f.sector IN $chosen.sector AND f._counts AND (day IS NULL OR f._from <= day < f._until)
  })
  AND ($chosen.step IS NULL OR EXISTS {
    MATCH (o)<-[:OFFERED_BY]-(f:Offer)
    WHERE f.step IN $chosen.step AND f._counts AND (day IS NULL OR f._from <= day < f._until)
  })
WITH version, day, collect(o.id) AS ids, collect({o: o, zone: zone}) AS found
// The neighbours of each, in the layers asked for.
CALL (version, day, ids, found) {
  UNWIND found AS f
  WITH version, day, ids, f.o AS o, f.zone AS zone
  CALL (version, day, ids, o) {
    CALL (version, day, ids, o) {
      MATCH (:Layer {_version: version, name: 'boards'})
      WHERE coalesce($chosen.layer, 'boards') = 'boards'
      // Entries that the journal of identities judges the same are one person.
      MATCH (o)<-[r:SITS_ON]-(one:Person)
      MATCH (entry:Person {_version: version, _person: one._person})-[s:SITS_ON]->(q:Organisation)
      WHERE r.represents IS NULL AND s.represents IS NULL AND q <> o AND q.id IN ids
        AND CASE WHEN $chosen.modality IS NULL THEN r._counts AND s._counts
          ELSE coalesce(r.modality, 'observed') IN $chosen.modality AND coalesce(s.modality, 'observed') IN $chosen.modality END
        AND ($chosen.certainty IS NULL OR (r.certainty IN $chosen.certainty AND s.certainty IN $chosen.certainty))
        AND (day IS NULL OR (r._from <= day < r._until AND s._from <= day < s._until))
      RETURN q.id AS other
      UNION
      MATCH (:Layer {_version: version, name: 'meetings'})
      WHERE coalesce($chosen.layer, 'meetings') = 'meetings'
      MATCH (o)-[r:ATTENDS]->(:Meeting)<-[s:ATTENDS]-(q:Organisation)
      WHERE q <> o AND q.id IN ids
        AND CASE WHEN $chosen.modality IS NULL THEN r._counts AND s._counts
          ELSE coalesce(r.modality, 'observed') IN $chosen.modality AND coalesce(s.modality, 'observed') IN $chosen.modality END
        AND ($chosen.certainty IS NULL OR (r.certainty IN $chosen.certainty AND s.certainty IN $chosen.certainty))
        AND (day IS NULL OR (r._from <= day < r._until AND s._from <= day < s._until))
      RETURN q.id AS other
      UNION
      MATCH (:Layer {_version: version, name: 'board_seats'})
      WHERE coalesce($chosen.layer, 'board_seats') = 'board_seats'
      MATCH (o)-[r:HOLDS_SEAT]-(q:Organisation)
      WHERE q <> o AND q.id IN ids
        AND CASE WHEN $chosen.modality IS NULL THEN r._counts ELSE coalesce(r.modality, 'observed') IN $chosen.modality END
        AND ($chosen.certainty IS NULL OR r.certainty IN $chosen.certainty)
        AND (day IS NULL OR r._from <= day < r._until)
      RETURN q.id AS other
      UNION
      MATCH (l:Layer {_version: version})
      WHERE l.kind IS NOT NULL AND CASE WHEN $chosen.layer IS NULL THEN l.counts ELSE l.name = $chosen.layer END
      MATCH (o)-[r:TIED_TO {kind: l.kind}]-(q:Organisation)
      WHERE q <> o AND q.id IN ids
        AND CASE WHEN $chosen.modality IS NULL THEN r._counts ELSE coalesce(r.modality, 'observed') IN $chosen.modality END
        AND ($chosen.certainty IS NULL OR r.certainty IN $chosen.certainty)
        AND (day IS NULL OR r._from <= day < r._until)
      RETURN q.id AS other
    }
    RETURN collect(other) AS others
  }
  RETURN collect({id: o.id, name: o.name, kind: coalesce(o.kind, 'other'), zone: zone, others: others}) AS tied
}
// Who is within the radius: as often as there are ties to go, and while somebody new is met, whoever
// is next to one reached.
WITH tied, ids, CASE WHEN $chosen.around IS NULL THEN ids WHEN NOT $chosen.around IN ids THEN []
  ELSE reduce(now = {part: [$chosen.around], grew: true},
      _ IN range(1, CASE WHEN $chosen.radius < size(ids) THEN $chosen.radius ELSE size(ids) END) |
    CASE WHEN now.grew THEN [next IN [reduce(more = now.part, t IN tied |
        CASE WHEN t.id IN now.part THEN more + [x IN t.others WHERE NOT x IN more] ELSE more END)] |
      {part: next, grew: size(next) > size(now.part)}][0] ELSE now END).part END AS part
UNWIND tied AS t
WITH t, part
WHERE t.id IN part
WITH t, [x IN t.others WHERE x IN part] AS neighbours
RETURN t.id AS organisation, t.name AS name, t.kind AS kind, t.zone AS zone, size(neighbours) AS degree,
  COLLECT { UNWIND neighbours AS x RETURN x ORDER BY x } AS neighbours
ORDER BY organisation;
