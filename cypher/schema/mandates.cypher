// Mandates: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT sits_on_key IF NOT EXISTS
FOR ()-[r:SITS_ON]-() REQUIRE (r._version, r._row) IS UNIQUE;
