// Note that a version of a dataset is being loaded.
// Parameters: $dataset, $version
MERGE (v:Version {version: $version})
SET v.dataset = $dataset;
