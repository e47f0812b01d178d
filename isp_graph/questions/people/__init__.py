"""Names of people: how they are written, how alike they are, and who may be who.

An *entry* is a row of ``people``; a *reading* is one way to tell the given names of an entry
from its family names. Nothing here decides that two entries are one person.
"""
