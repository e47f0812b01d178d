// How many nodes and relationships a version has.
// Parameter: $version
CYPHER replan=skip
CALL () {
  MATCH (n:Record {_version: $version})
  RETURN count(n) AS nodes
}
CALL () {
  MATCH (:Record {_version: $version})-[r]->()
  RETURN count(r) AS relationships
}
RETURN nodes, relationships;
