// Zones: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT zone_key IF NOT EXISTS
FOR (n:Zone) REQUIRE (n._version, n.id) IS UNIQUE;
