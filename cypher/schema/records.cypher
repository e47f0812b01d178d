// All nodes of a version, to count and to remove them.
CREATE INDEX record_version IF NOT EXISTS
FOR (n:Record) ON (n._version);
