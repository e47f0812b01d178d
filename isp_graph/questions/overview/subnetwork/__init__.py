"""Who is around an organisation?"""
