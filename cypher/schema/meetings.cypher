// Meetings: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT meeting_key IF NOT EXISTS
FOR (n:Meeting) REQUIRE (n._version, n.id) IS UNIQUE;
