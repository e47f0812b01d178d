// Versions of a dataset that readers do not see: old ones, and loads that were broken off.
// Parameter: $dataset
MATCH (v:Version {dataset: $dataset})
WHERE NOT EXISTS { (:Dataset {version: v.version}) }
RETURN v.version AS version;
