"""What does each zone lack, what would mend most, how many can pass?"""
