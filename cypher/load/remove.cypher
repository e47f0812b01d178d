// Remove some rows of a version that readers do not see; again until none is left.
// Parameters: $dataset, $version
OPTIONAL MATCH (d:Dataset {name: $dataset})
SET d.serial = d.serial // takes the lock: the version cannot become the current one meanwhile
WITH d
WHERE d IS NULL OR d.version <> $version
CALL () {
  MATCH (n:Record {_version: $version})
  RETURN n LIMIT 5000
}
DETACH DELETE n
RETURN count(n) AS removed;
