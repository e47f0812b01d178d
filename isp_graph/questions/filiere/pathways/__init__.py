"""Which pathways lead to placement, and where do they break?"""
