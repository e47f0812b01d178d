// The datasets on the server.
MATCH (d:Dataset)
WHERE d.version IS NOT NULL
RETURN d.name AS dataset, d.title AS title, d.edition AS edition, d.date AS date, d.loaded_by AS loaded_by,
  d.version AS version, d.fingerprint AS fingerprint
ORDER BY dataset;
