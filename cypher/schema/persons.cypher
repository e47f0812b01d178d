// Entries of people that stand for one person.
CREATE INDEX person_entries IF NOT EXISTS
FOR (n:Person) ON (n._version, n._person);
