"""Numbers of meetings: matrices in, arrays out."""
