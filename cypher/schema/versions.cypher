// Every version of a dataset that was ever begun, until it is removed.
CREATE CONSTRAINT version_key IF NOT EXISTS
FOR (v:Version) REQUIRE v.version IS UNIQUE;
