// What is known of an organisation, and from where?
// Parameters: $dataset; $organisation, its id
// A row: relation, direction (out, in), other (id or place of a row), name, role, start, end,
// certainty, modality, source; the first row is the organisation itself
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (o:Organisation {_version: version, id: $organisation})
CALL (o) {
  RETURN null AS relation, null AS direction, o.id AS other, o.name AS name, o.kind AS role,
    o.founded AS start, o.closed AS `end`, o.certainty AS certainty, o.modality AS modality,
    o.source AS source
  UNION ALL
  MATCH (o)-[r]-(x)
  // Where the relationship is a column of a row, the facts are those of the row.
  WITH o, r, x, startNode(r) = o AS out,
    CASE WHEN r._row IS NOT NULL THEN r WHEN startNode(r) = o THEN o ELSE x END AS row
  RETURN type(r) AS relation, CASE WHEN out THEN 'out' ELSE 'in' END AS direction,
    coalesce(x.id, toString(x._row)) AS other, coalesce(x.name, x.name_fr) AS name,
    CASE WHEN r._row IS NOT NULL THEN coalesce(r.role, r.kind) WHEN NOT out THEN row.step END AS role,
    CASE WHEN r._row IS NOT NULL OR NOT out THEN row.start END AS start,
    CASE WHEN r._row IS NOT NULL OR NOT out THEN row.`end` END AS `end`,
    row.certainty AS certainty, row.modality AS modality, row.source AS source
}
RETURN relation, direction, other, name, role, start, `end`, certainty, modality, source
ORDER BY relation IS NOT NULL, relation, direction, other, start;
