// Sectors: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT sector_key IF NOT EXISTS
FOR (n:Sector) REQUIRE (n._version, n.id) IS UNIQUE;
