// Remove some rows of a version that readers do not see; again until none is left.
// Parameter: $version
CYPHER replan=skip
MATCH (v:Version {version: $version})
SET v.looked_at = timestamp() // takes the lock: the version cannot become the current one meanwhile
WITH v
WHERE NOT EXISTS { (:Dataset {version: $version}) }
CALL () {
  MATCH (n:Record {_version: $version})
  RETURN n LIMIT 5000
}
DETACH DELETE n
RETURN count(n) AS removed;
