// Communes: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT commune_key IF NOT EXISTS
FOR (n:Commune) REQUIRE (n._version, n.id) IS UNIQUE;
