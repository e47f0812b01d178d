"""Where organisations stand in a picture: numbers only."""
