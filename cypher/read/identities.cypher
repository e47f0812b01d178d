// Entries of people that the journal of identities judges the same as another, and that other. The
// public edition has no journal, but still counts them as one.
// Parameter: $dataset
CYPHER replan=skip
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
CALL (version) {
  MATCH (n:Person {_version: version})
  WHERE n.id IS NOT NULL AND n._person <> n.id
  RETURN collect([n.id, n._person]) AS identities
}
RETURN identities;
