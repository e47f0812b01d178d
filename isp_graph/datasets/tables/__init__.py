"""From raw cells to checked, typed tables, whatever format the cells came from."""
