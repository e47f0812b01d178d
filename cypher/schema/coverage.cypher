// Coverage: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT covers_key IF NOT EXISTS
FOR ()-[r:COVERS]-() REQUIRE (r._version, r._row) IS UNIQUE;
