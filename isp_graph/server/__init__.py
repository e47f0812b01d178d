"""Neo4j: a server of one's own, and the same dataset on a server."""
