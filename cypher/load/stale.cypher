// Versions of a dataset that readers do not see: old ones, and loads that were broken off.
// Parameter: $dataset
CYPHER replan=skip
MATCH (v:Version {dataset: $dataset})
WHERE NOT EXISTS { (:Dataset {version: v.version}) }
RETURN v.version AS version;
