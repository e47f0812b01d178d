// What does the dataset hold?
// Parameter: $dataset
// A row: table, rows
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
UNWIND v.tables AS table
RETURN table, CASE table
  WHEN 'zones' THEN COUNT { (n:Zone {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'communes' THEN COUNT { (n:Commune {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'organisations' THEN COUNT { (n:Organisation {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'coverage' THEN COUNT { ()-[r:COVERS {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'sectors' THEN COUNT { (n:Sector {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'organisation_sectors' THEN COUNT { ()-[r:WORKS_IN {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'steps' THEN COUNT { (n:Step {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'offers' THEN COUNT { (n:Offer {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'people' THEN COUNT { (n:Person {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'mandates' THEN COUNT { ()-[r:SITS_ON {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'meetings' THEN COUNT { (n:Meeting {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'attendance' THEN COUNT { ()-[r:ATTENDS {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'ties' THEN COUNT { ()-[r:TIED_TO {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'demand' THEN COUNT { (n:Demand {_version: version}) WHERE n._row IS NOT NULL }
  WHEN 'publics' THEN COUNT { (n:Public {_version: version}) WHERE n._row IS NOT NULL }
  WHEN 'matches' THEN COUNT { ()-[r:SAME_PERSON {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'poles' THEN COUNT { (n:Pole {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'pole_roles' THEN COUNT { ()-[r:ACTS_IN {_version: version}]->() WHERE r._row IS NOT NULL }
  WHEN 'practices' THEN COUNT { (n:Practice {_version: version}) WHERE n.id IS NOT NULL }
  WHEN 'texts' THEN COUNT { (n:Text {_version: version}) WHERE n.id IS NOT NULL }
END AS rows
ORDER BY table;
