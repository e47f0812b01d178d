// Versions of a dataset that readers do not see: old ones, and loads that were broken off.
// Parameter: $dataset
MATCH (v:Version {dataset: $dataset})
OPTIONAL MATCH (d:Dataset {name: $dataset})
WITH v, d
WHERE d IS NULL OR v.version <> d.version
RETURN v.version AS version;
