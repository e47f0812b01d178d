"""Where does the public of each operator come from?"""
