// The ties, boards, meetings and places around an organisation, as a picture in Neo4j Browser.
// Parameters: $dataset; $organisation, its id. In Neo4j Browser, give them first:
//   :params {dataset: 'demo', organisation: 'oisp-38'}
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH around = (:Organisation {_version: version, id: $organisation})
  -[:TIED_TO|SITS_ON|HOLDS_SEAT|ATTENDS|WORKS_IN|SEATED_IN|COVERS]-()
RETURN around;
