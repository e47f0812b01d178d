// The indexes of the server, those of its constraints among them.
SHOW INDEXES
YIELD name
RETURN collect(name) AS names;
