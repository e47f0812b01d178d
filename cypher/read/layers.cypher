// The layers of a dataset.
// Parameter: $dataset
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (l:Layer {_version: version})
RETURN collect(l.name) AS layers;
