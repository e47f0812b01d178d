// Transactions that run now. Whoever began before the pointer moved may still be reading what it
// left: that is removed after they have ended.
SHOW TRANSACTIONS
YIELD transactionId
RETURN collect(transactionId) AS running;
