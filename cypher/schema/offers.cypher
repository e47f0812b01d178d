// Offers: a row is known by the version of its dataset and its id.
CREATE CONSTRAINT offer_key IF NOT EXISTS
FOR (n:Offer) REQUIRE (n._version, n.id) IS UNIQUE;
