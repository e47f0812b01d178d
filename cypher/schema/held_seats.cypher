// Seats of organisations through a representative: one for its mandate.
CREATE CONSTRAINT holds_seat_key IF NOT EXISTS
FOR ()-[r:HOLDS_SEAT]-() REQUIRE (r._version, r._row) IS UNIQUE;
