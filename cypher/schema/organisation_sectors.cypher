// Sectors of organisations: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT works_in_key IF NOT EXISTS
FOR ()-[r:WORKS_IN]-() REQUIRE (r._version, r._row) IS UNIQUE;
