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
  RETURN type(r) AS relation, CASE WHEN startNode(r) = o THEN 'out' ELSE 'in' END AS direction,
    coalesce(x.id, toString(x._row)) AS other, coalesce(x.name, x.name_fr) AS name,
    coalesce(r.role, r.kind) AS role, r.start AS start, r.`end` AS `end`,
    r.certainty AS certainty, r.modality AS modality, coalesce(r.source, x.source) AS source
}
RETURN relation, direction, other, name, role, start, `end`, certainty, modality, source
ORDER BY relation IS NOT NULL, relation, direction, other, start;
