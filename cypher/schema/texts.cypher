// Texts and themes: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT text_key IF NOT EXISTS
FOR (n:Text) REQUIRE (n._version, n.id) IS UNIQUE;
