// Take a dataset from its readers, at once and whole; its rows are removed afterwards.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
DELETE d
RETURN count(d) AS dropped;
