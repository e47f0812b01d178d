// Which version of a dataset readers see, and a word that is another after every move.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
RETURN d.version AS version, d.moved AS moved;
