"""Numbers of pathways: matrices in, arrays out."""
