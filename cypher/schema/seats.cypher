// Seats whose holder is not known: one for its mandate.
CREATE CONSTRAINT seat_key IF NOT EXISTS
FOR (n:Seat) REQUIRE (n._version, n._row) IS UNIQUE;
