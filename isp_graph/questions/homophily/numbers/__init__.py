"""Numbers of groups and ties: matrices in, arrays out."""
