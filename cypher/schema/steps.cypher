// Steps: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT step_key IF NOT EXISTS
FOR (n:Step) REQUIRE (n._version, n.id) IS UNIQUE;
