// What does the dataset hold?
// Parameter: $dataset
// A row: table, rows
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
CALL (version) {
  MATCH (n:Zone {_version: version}) WHERE n.id IS NOT NULL RETURN 'zones' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Commune {_version: version}) WHERE n.id IS NOT NULL RETURN 'communes' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Organisation {_version: version}) WHERE n.id IS NOT NULL RETURN 'organisations' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:COVERS {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'coverage' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Sector {_version: version}) WHERE n.id IS NOT NULL RETURN 'sectors' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:WORKS_IN {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'organisation_sectors' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Step {_version: version}) WHERE n.id IS NOT NULL RETURN 'steps' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Offer {_version: version}) WHERE n.id IS NOT NULL RETURN 'offers' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Person {_version: version}) WHERE n.id IS NOT NULL RETURN 'people' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:SITS_ON {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'mandates' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Meeting {_version: version}) WHERE n.id IS NOT NULL RETURN 'meetings' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:ATTENDS {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'attendance' AS table, count(r) AS rows
  UNION ALL
  MATCH ()-[r:TIED_TO {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'ties' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Demand {_version: version}) WHERE n._row IS NOT NULL RETURN 'demand' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Public {_version: version}) WHERE n._row IS NOT NULL RETURN 'publics' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:SAME_PERSON {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'matches' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Pole {_version: version}) WHERE n.id IS NOT NULL RETURN 'poles' AS table, count(n) AS rows
  UNION ALL
  MATCH ()-[r:ACTS_IN {_version: version}]->() WHERE r._row IS NOT NULL RETURN 'pole_roles' AS table, count(r) AS rows
  UNION ALL
  MATCH (n:Practice {_version: version}) WHERE n.id IS NOT NULL RETURN 'practices' AS table, count(n) AS rows
  UNION ALL
  MATCH (n:Text {_version: version}) WHERE n.id IS NOT NULL RETURN 'texts' AS table, count(n) AS rows
}
WITH v, table, rows
WHERE table IN v.tables
RETURN table, rows
ORDER BY table;
