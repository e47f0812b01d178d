// Roles in poles: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT acts_in_key IF NOT EXISTS
FOR ()-[r:ACTS_IN]-() REQUIRE (r._version, r._row) IS UNIQUE;
