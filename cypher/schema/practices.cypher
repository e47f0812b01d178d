// Practices: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT practice_key IF NOT EXISTS
FOR (n:Practice) REQUIRE (n._version, n.id) IS UNIQUE;
