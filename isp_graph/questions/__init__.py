"""One question a module: each a function of a dataset or a layer that returns a Result."""
