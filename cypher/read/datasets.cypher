// The datasets on the server.
CYPHER replan=skip
MATCH (d:Dataset)
WITH d.name AS name, d.version AS version
MATCH (v:Version {version: version})
RETURN name, version, v.edition AS edition, v.fingerprint AS fingerprint, v.date AS date
ORDER BY name;
