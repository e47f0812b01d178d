"""Numbers of boards and people: matrices in, arrays out."""
