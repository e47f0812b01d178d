// People: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT person_key IF NOT EXISTS
FOR (n:Person) REQUIRE (n._version, n.id) IS UNIQUE;
