// The datasets on the server.
MATCH (d:Dataset)
WITH d.name AS dataset, d.version AS version
MATCH (v:Version {version: version})
RETURN dataset, v.title AS title, v.edition AS edition, v.date AS date, v.loaded_by AS loaded_by,
  version, v.fingerprint AS fingerprint
ORDER BY dataset;
