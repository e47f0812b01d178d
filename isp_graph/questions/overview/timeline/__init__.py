"""How has the network come to be what it is?"""
