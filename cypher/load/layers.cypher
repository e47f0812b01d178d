// The layers of the dataset: one kind of connection each.
// `kind`: of the ties, where it is made of ties; `counts`: whether it is part of the layer all;
// `evidence`: rows at any date; `incomplete`: the table does not hold everything.
// Parameters: $version; $rows
CYPHER replan=skip
UNWIND $rows AS row
MERGE (n:Layer {_version: $version, name: row.name})
SET n:Record
SET
  n.kind = row.kind,
  n.directed = row.directed,
  n.counts = row.counts,
  n.evidence = row.evidence,
  n.incomplete = row.incomplete;
