// The layers of a dataset.
CREATE CONSTRAINT layer_key IF NOT EXISTS
FOR (n:Layer) REQUIRE (n._version, n.name) IS UNIQUE;
