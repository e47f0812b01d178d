// Demand: a row is known by the version of its dataset and its place.
CREATE CONSTRAINT demand_key IF NOT EXISTS
FOR (n:Demand) REQUIRE (n._version, n._row) IS UNIQUE;
