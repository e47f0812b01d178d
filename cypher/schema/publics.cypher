// Where publics come from: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT public_key IF NOT EXISTS
FOR (n:Public) REQUIRE (n._version, n._row) IS UNIQUE;
