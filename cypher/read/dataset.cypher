// What a dataset says of itself.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
RETURN v.version AS version, v.digest AS digest, v.edition AS edition, v.tables AS tables, v.settings AS settings,
  v.fingerprint AS fingerprint, v.date AS date, v.nodes AS nodes, v.relationships AS relationships;
