// Matches: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT same_person_key IF NOT EXISTS
FOR ()-[r:SAME_PERSON]-() REQUIRE (r._version, r._row) IS UNIQUE;
