"""Who shares administrators, and what depends on one person?"""
