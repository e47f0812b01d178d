// Let readers see the new version, if all of it is there. This is one transaction: before it they
// see the old version whole, after it the new one.
// Parameters: $dataset, $version; $nodes and $relationships that must be there; $facts
MERGE (d:Dataset {name: $dataset})
SET d.serial = coalesce(d.serial, 0) + 1 // takes the lock: nobody removes rows meanwhile
WITH d
CALL () {
  MATCH (n:Record {_version: $version})
  RETURN count(n) AS nodes
}
CALL () {
  MATCH (:Record {_version: $version})-[r]->()
  RETURN count(r) AS relationships
}
SET d += CASE WHEN nodes = $nodes AND relationships = $relationships THEN $facts ELSE {} END
RETURN nodes, relationships;
