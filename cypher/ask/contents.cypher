// What does the dataset hold?
// Parameter: $dataset
// A row: table, rows
MATCH (d:Dataset {name: $dataset})
CALL (d) {
  MATCH (n:Zone {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'zones' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Commune {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'communes' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Organisation {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'organisations' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:COVERS {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'coverage' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Sector {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'sectors' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:WORKS_IN {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'organisation_sectors' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Step {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'steps' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Offer {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'offers' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Person {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'people' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:SITS_ON {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'mandates' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Meeting {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'meetings' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:ATTENDS {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'attendance' AS table, count(r) AS rows
  UNION ALL
  MATCH ()-[r:TIED_TO {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'ties' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Demand {_version: d.version}) WHERE n._row IS NOT NULL RETURN 'demand' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Public {_version: d.version}) WHERE n._row IS NOT NULL RETURN 'publics' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:SAME_PERSON {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'matches' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Pole {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'poles' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:ACTS_IN {_version: d.version}]->() WHERE r._row IS NOT NULL RETURN 'pole_roles' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Practice {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'practices' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Text {_version: d.version}) WHERE n.id IS NOT NULL RETURN 'texts' AS table, count(n) AS rows
}
WITH d, table, rows
WHERE table IN d.tables
RETURN table, rows
ORDER BY table;
