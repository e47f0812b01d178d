// Organisations: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT organisation_key IF NOT EXISTS
FOR (n:Organisation) REQUIRE (n._version, n.id) IS UNIQUE;
