// Ties: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT tied_to_key IF NOT EXISTS
FOR ()-[r:TIED_TO]-() REQUIRE (r._version, r._row) IS UNIQUE;
