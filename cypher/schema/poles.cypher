// Poles: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT pole_key IF NOT EXISTS
FOR (n:Pole) REQUIRE (n._version, n.id) IS UNIQUE;
