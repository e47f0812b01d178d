"""The network as a picture: where each organisation stands, and how it is drawn."""
