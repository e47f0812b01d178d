// Which version of a dataset readers see, and how often that has changed.
// Parameter: $dataset
MATCH (d:Dataset {name: $dataset})
RETURN d.version AS version, d.serial AS serial;
