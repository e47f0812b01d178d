// Whether the server has Graph Data Science.
RETURN gds.version() AS version;
