"""Do ties follow the zone or the sector, beyond chance?"""
