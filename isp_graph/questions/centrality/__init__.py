"""Who is central in a layer, in which sense?"""
