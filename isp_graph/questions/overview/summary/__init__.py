"""What do the tables hold, and how completely?"""
