// Attendance: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT attends_key IF NOT EXISTS
FOR ()-[r:ATTENDS]-() REQUIRE (r._version, r._row) IS UNIQUE;
