// All nodes of a version, to count and to remove them. Made first: Neo4j Browser then shows a node
// by its other label.
CREATE INDEX record_version IF NOT EXISTS
FOR (n:Record) ON (n._version);
