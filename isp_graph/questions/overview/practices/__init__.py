"""What do the zones say they do, and how alike are they?"""
