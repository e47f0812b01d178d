"""Who is isolated, in which respect, and who could bring them in?"""
