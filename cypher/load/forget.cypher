// A version of which nothing is left.
// Parameter: $version
CYPHER replan=skip
MATCH (v:Version {version: $version})
DELETE v;
