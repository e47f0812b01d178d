"""Which meetings gather the same, and whom do they load?"""
