// What a dataset says of itself.
// Parameter: $dataset
MATCH (d:Dataset {name: $dataset})
RETURN d.version AS version, d.serial AS serial, d.edition AS edition, d.tables AS tables,
  d.settings AS settings, d.fingerprint AS fingerprint, d.date AS date;
