// Note that a version of a dataset is being loaded, and what it says of itself. Its facts never
// change after that: what readers see changes by one property of the node :Dataset.
// Parameters: $dataset, $version; $facts, a map
CYPHER replan=skip
MERGE (v:Version {version: $version})
SET v.dataset = $dataset, v += $facts;
