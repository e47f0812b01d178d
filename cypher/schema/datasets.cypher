// A dataset is known by its name.
CREATE CONSTRAINT dataset_key IF NOT EXISTS
FOR (d:Dataset) REQUIRE d.name IS UNIQUE;
