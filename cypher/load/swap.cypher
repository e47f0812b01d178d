// Let readers see the new version, if all of it is there. This is one transaction: before it they
// see the old version whole, after it the new one.
// Parameters: $version; $nodes and $relationships that must be there
CYPHER replan=skip
MATCH (v:Version {version: $version})
SET v.looked_at = timestamp() // takes the lock: nobody removes rows meanwhile
WITH v
CALL () {
  MATCH (n:Record {_version: $version})
  RETURN count(n) AS nodes
}
CALL () {
  MATCH (:Record {_version: $version})-[r]->()
  RETURN count(r) AS relationships
}
FOREACH (_ IN CASE WHEN nodes = $nodes AND relationships = $relationships THEN [1] ELSE [] END |
  MERGE (d:Dataset {name: v.dataset})
  SET d.version = v.version, d.moved = randomUUID()
)
RETURN nodes, relationships;
