"""The filière: offers by step, zone and sector, and who is linked."""
