"""Hide what names people: names within texts, ways to reach somebody, keyed pseudonyms.

All of it works on whole columns at once.
"""
